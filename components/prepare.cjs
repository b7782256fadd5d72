"use strict";

// Makes dist/: takes the library's compiled code where there is any, as in the published package and in a checkout that
// was built, and else compiles, as in a clone that Pulumi has made. npm runs it after an installation in this folder.
const { execFileSync } = require("node:child_process");
const { cpSync, existsSync, rmSync } = require("node:fs");
const { join } = require("node:path");

const target = join(__dirname, "dist");
const built = join(__dirname, "..", "dist", "components");
rmSync(target, { recursive: true, force: true });
if (existsSync(join(built, "index.js"))) {
  const isCode = (path) => !/\.(?:d\.ts|map)$/.test(path);
  cpSync(built, target, { recursive: true, filter: isCode });
} else {
  const tsc = require.resolve("typescript/bin/tsc", { paths: [__dirname] });
  execFileSync(process.execPath, [tsc, "-p", __dirname], { stdio: "inherit" });
}
