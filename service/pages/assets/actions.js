// The list of actions: how many are chosen, and all of the page at once.
export function setUp(form) {
  const boxes = [...form.querySelectorAll('input[name="chosen"]')];
  const told = form.querySelector("[data-chosen]");
  const heading = form.querySelector("th.app-choose");
  if (!boxes.length || !told || !heading) return;

  const holder = document.createElement("div");
  holder.className = "govuk-checkboxes govuk-checkboxes--small";
  holder.innerHTML =
    '<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="choose-all">' +
    '<label class="govuk-label govuk-checkboxes__label" for="choose-all"><span class="govuk-visually-hidden">' +
    "Choose every action on this page</span></label></div>";
  heading.replaceChildren(holder);
  const all = holder.querySelector("input");

  const tell = () => {
    const number = boxes.filter((box) => box.checked).length;
    all.checked = number === boxes.length;
    all.indeterminate = number > 0 && number < boxes.length;
    told.hidden = false;
    told.textContent = `${number} of the ${boxes.length} on this page ${number === 1 ? "is" : "are"} chosen.`;
  };
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "chosen") tell();
  });
  tell();
}
