// Builds the styles and scripts of the pages into service/static/built, from here and from GOV.UK Frontend.
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..", "..");
const built = join(root, "service", "static", "built");

mkdirSync(built, { recursive: true });
const { css } = compile(join(here, "site.scss"), {
  loadPaths: [join(root, "node_modules")],
  style: "compressed",
  quietDeps: true,
});
writeFileSync(join(built, "site.css"), css);
for (const name of ["begin.js", "site.js", "upload.js", "review.js", "begun.js", "actions.js", "filters.js"]) {
  cpSync(join(here, name), join(built, name));
}
cpSync(join(here, "icon.svg"), join(built, "icon.svg"));
cpSync(
  join(root, "node_modules", "govuk-frontend", "dist", "govuk", "govuk-frontend.min.js"),
  join(built, "govuk-frontend.min.js"),
);
