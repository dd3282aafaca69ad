// Keys to go through problems: n to the next, p to the one before. They can be turned off (WCAG 2.1.4).
const OFF = "audit-forms-keys-off";
const STEPS = { n: 1, p: -1 };

export function setUp(review) {
  const place = review.querySelector("[data-keys]");
  const problems = [...review.querySelectorAll("[data-problem]")];
  if (!place || !problems.length) return;
  const said = place.querySelector("[data-keys-say]");
  const onOff = place.querySelector("[data-keys-switch]");

  const show = () => {
    said.hidden = isOff();
    onOff.textContent = isOff() ? "Turn on keys to go through problems" : "Turn these keys off";
    place.hidden = false;
  };
  onOff.addEventListener("click", () => {
    localStorage.setItem(OFF, isOff() ? "" : "yes");
    show();
  });
  document.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || isOff() || event.ctrlKey || event.altKey || event.metaKey || isField(document.activeElement)) return;
    event.preventDefault();
    next(problems, step).focus();
  });
  show();
}

function isOff() {
  return localStorage.getItem(OFF) === "yes";
}

function isField(element) {
  return element !== null && (element.isContentEditable || /^(input|textarea|select|iframe)$/i.test(element.tagName));
}

// The problem before or behind where the reader is: the element with focus, else the one that the address leads to.
function next(problems, step) {
  const active = document.activeElement;
  const here = active && active !== document.body ? active : document.querySelector(":target");
  const order = step > 0 ? problems : [...problems].reverse();
  const wanted = step > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const found = here && order.find((one) => one !== here && here.compareDocumentPosition(one) & wanted && !(step < 0 && one.contains(here)));
  return found || order[0];
}
