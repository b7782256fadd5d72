"use strict";

// Makes dist/, with which this folder stands alone: the pack's compiled code and whatever of the components it uses, at their
// places to each other. npm runs it when it packs this folder, as `pulumi policy publish` does.
const { cpSync, existsSync, readFileSync, rmSync } = require("node:fs");
const { dirname, join, relative, resolve } = require("node:path");

const built = join(__dirname, "..", "dist");
const target = join(__dirname, "dist");
const entry = join(built, "policies/index.js");
if (!existsSync(entry)) {
  throw new Error(`${entry} must be there to pack the policies, and is not: npm run build`);
}
rmSync(target, { recursive: true, force: true });
const files = new Set([entry]);
// What is added while it runs, it comes to as well.
for (const file of files) {
  cpSync(file, join(target, relative(built, file)));
  for (const [, path] of readFileSync(file, "utf8").matchAll(/\brequire\("(\.[^"]+)"\)/g)) {
    files.add(resolve(dirname(file), path));
  }
}
