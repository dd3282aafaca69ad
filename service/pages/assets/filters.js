// The filters of a list: open beside it, folded away above it. Where something in them is wrong, they stay open.
export function setUp(panel) {
  const beside = window.matchMedia("(min-width: 48.0625em)");
  const fold = () => {
    panel.open = beside.matches || panel.querySelector(".govuk-error-message") !== null;
  };
  beside.addEventListener("change", fold);
  fold();
}
