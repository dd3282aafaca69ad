// What is better with a script. Every page works without it.
import { initAll } from "./govuk-frontend.min.js";

initAll();

// What was begun in a review is for that review alone.
if (!/^\/audits\/[^/]+\/review/.test(location.pathname)) sessionStorage.removeItem("audit-forms-begun");

// Scripts of single pages are fetched where they are needed, under an address as new as this one's.
const version = new URL(import.meta.url).search;
for (const [found, name] of [
  ["[data-upload]", "upload.js"],
  ["[data-review]", "review.js"],
  ["[data-review]", "begun.js"],
  ["form:has([data-chosen])", "actions.js"],
  ["[data-filters]", "filters.js"],
]) {
  const place = document.querySelector(found);
  if (place) import(`./${name}${version}`).then((script) => script.setUp(place));
}
