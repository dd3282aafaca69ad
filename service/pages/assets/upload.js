// Sends each file for itself, shows how far it has come, and says what became of it as soon as it is known.
const WAITING = "waiting";
const UNKNOWN = "unknown";
const DONE = "done";
const CUT_OFF = "The connection was lost. What had arrived before is kept. Once you are online again, send the rest.";
const SOMEBODY_ELSE = "Somebody else has signed in in this browser. What had arrived before is kept, and is yours. Load this page again to send the rest in their name; or sign in as yourself in another tab, come back here, and send the rest.";
const OTHER = "other";
const RENEWED = "renewed";
const SIGNED_OUT = "Your time was up. What had arrived before is kept. Sign in in another tab, come back here, and send the rest.";

export function setUp(form) {
  const input = form.querySelector("input[type=file]");
  const place = document.querySelector("[data-sending]");
  const parts = {
    files: place.querySelector("[data-files]"),
    sum: place.querySelector("[data-sum]"),
    stopped: place.querySelector("[data-stopped]"),
    why: place.querySelector("[data-why]"),
    signIn: place.querySelector("[data-sign-in]"),
    again: place.querySelector("[data-again]"),
  };
  const rows = [];
  let running = false;

  form.addEventListener("submit", (event) => {
    if (!input.files.length) return; // the server says what is missing
    event.preventDefault();
    for (const file of input.files) {
      const row = rowOf(file, form.elements.form.value);
      parts.files.append(row.item);
      rows.push(row);
    }
    input.value = "";
    input.dispatchEvent(new Event("change"));
    place.hidden = false;
    place.querySelector("h2").focus();
    sendAll();
  });
  parts.again.addEventListener("click", () => {
    place.querySelector("h2").focus();
    sendAll();
  });
  window.addEventListener("beforeunload", (event) => {
    if (running) event.preventDefault();
  });

  async function sendAll() {
    if (running) return;
    running = true;
    parts.stopped.hidden = true;
    let stopped = "";
    for (let at = 0; at < rows.length && !stopped; at += 1) {
      if (rows[at].state === DONE) continue;
      sumUp(rows[at]);
      stopped = await sendOne(form, rows[at]);
    }
    running = false;
    for (const row of rows) {
      if (row.state === UNKNOWN) say(row, "No answer came", "yellow", "It may have arrived. Sending it again does no harm.");
      if (row.state === WAITING) say(row, "Not sent yet", "grey", "It is still where it was on your computer.");
    }
    parts.stopped.hidden = !stopped;
    parts.why.textContent = stopped;
    parts.signIn.hidden = stopped !== SIGNED_OUT;
    sumUp();
  }

  function sumUp(row) {
    const done = rows.filter((one) => one.state === DONE).length;
    const now = row ? `, sending ${row.file.name}` : "";
    parts.sum.textContent = `${done} of ${rows.length} ${rows.length === 1 ? "file" : "files"} done${now}.`;
  }
}

function rowOf(file, form) {
  const item = element("li", "app-file");
  const name = element("div", "app-file__name app-said", file.name);
  const became = element("div", "app-file__became", "Waiting");
  item.append(name, became);
  return { file, form, item, became, state: WAITING };
}

// Sends a file; gives why the sending had to stop, or nothing where the next one can be sent.
async function sendOne(form, row) {
  if (row.file.size > Number(form.dataset.largest)) {
    const most = Math.floor(Number(form.dataset.largest) / 1000000);
    finish(row, [{ word: "Not sent", colour: "red", said: `It is larger than the ${most} MB that are taken at once.` }]);
    return "";
  }
  let answer = await post(form, row);
  if (answer.status === 400) {
    const renewed = await renewToken(form);
    if (renewed === OTHER) return SOMEBODY_ELSE;
    if (renewed) answer = await post(form, row);
  }
  while (answer.status === 429) {
    say(row, "Waiting", "grey", "Many files were sent within a minute. It goes on by itself.");
    await new Promise((resolve) => setTimeout(resolve, 1000 * (answer.after || 10)));
    answer = await post(form, row);
  }
  if (answer.status === 401) return SIGNED_OUT;
  if (answer.status === 0 || answer.status >= 500) {
    row.state = UNKNOWN;
    return answer.status ? `The service could not take it in at the moment. ${answer.said.detail || ""}`.trim() : CUT_OFF;
  }
  if (answer.status !== 200) {
    const said = answer.said.detail || "The service did not take it.";
    finish(row, [{ word: "Not taken", colour: "red", said }]);
    return "";
  }
  finish(row, answer.said.arrived);
  return "";
}

function post(form, row) {
  return new Promise((resolve) => {
    const asking = new XMLHttpRequest();
    const bar = element("progress", "app-file__bar");
    bar.max = 1;
    bar.setAttribute("aria-label", `Sending ${row.file.name}`);
    row.became.replaceChildren(bar);
    asking.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
      if (event.loaded === event.total) row.became.replaceChildren("Arrived; it is being read", bar);
    });
    const ended = () => {
      let said = {};
      try {
        said = JSON.parse(asking.responseText);
      } catch {
        said = {}; // a page, such as the one to sign in
      }
      resolve({ status: asking.status, said, after: Number(asking.getResponseHeader("Retry-After")) });
    };
    for (const how of ["load", "error", "abort", "timeout"]) asking.addEventListener(how, ended);
    asking.open("POST", form.action);
    asking.setRequestHeader("Accept", "application/json");
    asking.setRequestHeader("X-CSRFToken", form.elements.csrf_token.value);
    const data = new FormData();
    data.append("form", row.form);
    data.append("file", row.file);
    asking.send(data);
  });
}

// After somebody has signed in again in another tab the page's token is an old one: it is asked for anew, but never
// by somebody else than who chose the files.
async function renewToken(form) {
  try {
    const page = await (await fetch(form.action, { headers: { Accept: "text/html" } })).text();
    const found = new DOMParser().parseFromString(page, "text/html").querySelector("[data-upload]");
    if (!found || found.elements.csrf_token.value === form.elements.csrf_token.value) return "";
    if (found.elements.sent_by.value !== form.elements.sent_by.value) return OTHER;
    form.elements.csrf_token.value = found.elements.csrf_token.value;
    return RENEWED;
  } catch {
    return "";
  }
}

function finish(row, arrived) {
  row.state = DONE;
  row.became.replaceChildren();
  for (const one of arrived) {
    const line = element("p", "govuk-body");
    if (arrived.length > 1) line.append(element("strong", "app-said", one.file), document.createElement("br"));
    line.append(element("strong", `govuk-tag govuk-tag--${one.colour}`, one.word), ` ${one.said} `);
    if (one.link) {
      const link = element("a", "govuk-link", one.link_text);
      link.href = one.link;
      line.append(link);
    }
    row.became.append(line);
  }
}

function say(row, word, colour, said) {
  row.became.replaceChildren(element("strong", `govuk-tag govuk-tag--${colour}`, word), ` ${said}`);
}

function element(name, classes, text = "") {
  const made = document.createElement(name);
  made.className = classes;
  made.textContent = text;
  return made;
}
