/** Writes docs/policies: a page a rule, and what the rules cover of other catalogues. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../generator/project/packageRoot.js";
import { ruleDocs } from "./ruleDocs/ruleDocs.js";

const folder = join(packageRoot(), "docs/policies");
const pages = ruleDocs();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, text] of pages) writeFileSync(join(folder, name), text);
process.stdout.write(`wrote ${pages.size} pages to docs/policies\n`);
