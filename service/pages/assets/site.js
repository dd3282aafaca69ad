// What is better with a script. Every page works without it.
import { initAll } from "./govuk-frontend.min.js";

initAll();
