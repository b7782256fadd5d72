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

// Pulumi's generator for Go leaves out the input form of a type that stands in plain lists alone, such as a container, and its
// SDK does not compile, unless the schema asks for the forms of all types; the analyzer has no option for that.
const schema = require("@pulumi/pulumi/provider/experimental/schema");
const publishedSchema = require("./publishedSchema.cjs");
const { generateSchema } = schema;
schema.generateSchema = (...parameters) => {
  const generated = generateSchema(...parameters);
  Object.assign(generated.language.go, { generateExtraInputTypes: true });
  return publishedSchema(generated);
};

module.exports = require(code);
