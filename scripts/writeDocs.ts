/** Writes the pages of docs/ that are made from the code, and the site's sidebar. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { docFiles, DOCS, GENERATED } from "./docPages/docFiles.js";

async function writeDocs(): Promise<void> {
  const files = await docFiles();
  for (const folder of GENERATED) rmSync(join(DOCS, folder), { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(join(DOCS, dirname(path)), { recursive: true });
    writeFileSync(join(DOCS, path), text);
  }
  process.stdout.write(`wrote ${files.size} files to docs\n`);
}

void writeDocs();
