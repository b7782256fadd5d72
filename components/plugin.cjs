"use strict";

// The entry point of the Pulumi package, whose folder is this one. Pulumi installs what package.json asks for, and its
// script makes dist/: from then on the folder stands by itself, with dependencies of its own. Before that, in a checkout
// that is compiled and beside the packages of a program, the library's code and its dependencies are at hand.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const installed = existsSync(join(__dirname, "node_modules", "@pulumi", "pulumi"));
const code = join(__dirname, installed ? "dist" : "../dist/components", "index.js");
if (!existsSync(code)) {
  throw new Error(`slipway's components are not compiled: run 'npm install' in ${__dirname}`);
}
module.exports = require(code);
