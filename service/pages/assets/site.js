// What is better with a script. Every page works without it.
import { initAll } from "./govuk-frontend.min.js";

initAll();

const choosing = document.querySelector("form:has([data-chosen])");
if (choosing) {
  import("./actions.js").then(({ helpChoosing }) => helpChoosing(choosing));
}
