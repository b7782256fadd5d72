/** Writes the documents as plain text into the package: dist/llms.txt and a page of each in dist/llms. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { packageRoot } from "../generator/project/packageRoot.js";
import { plainPages } from "./plainPages.js";

const folder = join(packageRoot(), "dist");
rmSync(join(folder, "llms"), { recursive: true, force: true });
for (const [path, text] of plainPages(packageRoot())) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
