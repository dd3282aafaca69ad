// What was begun at other places of a review stays when one of them is sent: each place is a form of its own.
// It is kept for the page that follows, in this tab alone, and given up as soon as the review is left.
const KEY = "audit-forms-begun";
const NOT_THE_PLACE = new Set(["csrf_token", "sent_by", "version", "show"]);

export function setUp(review) {
  const forms = [...review.querySelectorAll("form[method=post]")];
  const waiting = bringBack(forms, review.querySelector("[data-begun]"));
  let sent = null;
  for (const form of forms) form.addEventListener("submit", () => (sent = form));
  addEventListener("pagehide", () => keep([...waiting, ...begunIn(forms.filter((form) => form !== sent))]));
}

function begunIn(forms) {
  return forms
    .map((form) => ({ place: placeOf(form), fields: fieldsOf(form).filter(isChanged).map(saidBy) }))
    .filter((one) => one.fields.length);
}

function keep(begun) {
  if (begun.length) sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, begun }));
}

// Puts what was begun back in its place; gives what this page shows no place of, since it shows a part of the record.
function bringBack(forms, notice) {
  const kept = JSON.parse(sessionStorage.getItem(KEY) || "null");
  if (!kept || kept.path !== location.pathname) return [];
  sessionStorage.removeItem(KEY);
  const byPlace = new Map(forms.map((form) => [placeOf(form), form]));
  const left = kept.begun.filter((one) => !byPlace.has(one.place) || !fill(byPlace.get(one.place), one.fields));
  const showsAll = !new URLSearchParams(location.search).has("show");
  const lost = left.flatMap((one) => one.fields.filter((field) => !field.ticks).map((field) => field.value));
  tell(notice, kept.begun.length - left.length, showsAll ? lost.filter((text) => text.trim()) : []);
  return showsAll ? [] : left;
}

function fill(form, said) {
  const fields = fieldsOf(form);
  for (const one of said) {
    const field = fields.find((each) => each.name === one.name && (!one.ticks || each.value === one.value));
    if (!field) return false;
    if (one.ticks) field.checked = one.checked;
    else field.value = one.value;
    const folded = field.closest("details");
    if (folded) folded.open = true;
  }
  return true;
}

function tell(notice, found, lost) {
  if (!notice || !(found || lost.length)) return;
  const places = found === 1 ? "another place is" : `${found} other places is`;
  const parts = found ? [`What you had begun at ${places} still there, and not saved yet.`] : [];
  if (lost.length) parts.push(`What this was meant for is no longer there: “${lost.join("”, “")}”.`);
  notice.textContent = parts.join(" ");
  notice.hidden = false;
}

// Where a form belongs: all that it says by itself, with what its row said when it was shown.
function placeOf(form) {
  const own = [...form.elements].filter((one) => one.type === "hidden" && !NOT_THE_PLACE.has(one.name));
  return JSON.stringify([form.getAttribute("action"), ...own.map((one) => [one.name, one.value])]);
}

function fieldsOf(form) {
  return [...form.elements].filter((one) => one.name && one.type !== "hidden" && one.type !== "submit");
}

function isTick(field) {
  return field.type === "checkbox" || field.type === "radio";
}

function isChanged(field) {
  if (isTick(field)) return field.checked !== field.defaultChecked;
  if (field.options) return [...field.options].some((one) => one.selected !== one.defaultSelected);
  return field.value !== field.defaultValue;
}

function saidBy(field) {
  return { name: field.name, value: field.value, ticks: isTick(field), checked: field.checked === true };
}
