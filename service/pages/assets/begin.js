// Before anything is drawn: whether scripts and modules work here, as GOV.UK Frontend's styles ask.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
