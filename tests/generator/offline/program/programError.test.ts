import assert from "node:assert/strict";
import { join } from "node:path";

import * as pulumi from "@pulumi/pulumi";

import { ArgumentError } from "../../../../components/index.js";
import { CliError } from "../../../../generator/cliError.js";
import { packageRoot } from "../../../../generator/project/packageRoot.js";
import { describeError } from "../../../../generator/offline/program/programError.js";

/** An error with a stack as it would have in a project's program. */
function thrownWith<E extends Error>(error: E, frames: string[]): E {
  error.stack = [`${error.name}: ${error.message}`, ...frames.map((f) => `    at ${f}`)].join("\n");
  return error;
}

describe("describeError", () => {
  for (const error of [
    new CliError("the stack is missing"),
    new pulumi.RunError("set 'x' to 3"),
    new pulumi.ResourceError("no such zone", undefined, true),
  ]) {
    it(`says a ${error.constructor.name} in its own words, without a stack`, () => {
      assert.deepEqual(describeError(error, "/app"), { message: error.message });
    });
  }

  for (const error of [
    new pulumi.InputPropertyError({ propertyPath: "x", reason: "'x' must be 3" }),
    new ArgumentError("Service", "orders", "x", "'x' must be 3, got 4"),
  ]) {
    it(`says a ${error.constructor.name} in its own words, with the program's own line alone`, () => {
      const own = `new Service (${__dirname.replace("dist/tests/generator", "dist/components")}/a.js:1:1)`;
      const package_ = "construct (/app/node_modules/slipway/dist/components/service.js:1:1)";
      assert.deepEqual(
        describeError(thrownWith(error, [package_, own, "/app/index.ts:9:1"]), "/app"),
        {
          message: error.message,
          stack: "    at index.ts:9:1",
        },
      );
      assert.deepEqual(describeError(thrownWith(error, [own]), "/app"), { message: error.message });
    });
  }

  for (const [what, own, said] of [
    [
      "a file that cannot be read",
      "readInputFile",
      "EACCES: denied; give this user the right to it, or choose another place",
    ],
    ["the same in the program", "/app/index.ts:9:1", "the program failed: EACCES: denied"],
    ["the same in neither", "openSync (node:fs:573:18)", "the program failed: EACCES: denied"],
  ] as const) {
    it(`says what to do where the project is at fault, not the program: ${what}`, () => {
      const ours = join(packageRoot(), "dist/generator/project/readInputFile.js:64:47");
      const error = Object.assign(new Error("EACCES: denied"), { code: "EACCES", path: "/app/a" });
      const frame = own === "readInputFile" ? `${own} (${ours})` : own;
      assert.equal(describeError(thrownWith(error, [frame]), "/app").message, said);
    });
  }

  it("leaves out which properties of children Pulumi was sending", () => {
    const error = new ArgumentError("Service", "orders", "x", "'x' must be 3, got 4");
    const said = error.message;
    for (const sent of ["egress", "a.b", "capacityProviderStrategies"]) {
      error.message = `error serializing property "${sent}": ${error.message}`;
      assert.deepEqual(describeError(error, "/app").message, said);
    }
  });

  it("lists what is wrong with several properties", () => {
    const errors = [
      { propertyPath: "a", reason: "'a' is missing" },
      { propertyPath: "b", reason: "'b' is too long" },
    ];
    const error = new pulumi.InputPropertiesError({ message: "two problems", errors });
    assert.deepEqual(describeError(error, "/app"), {
      message: "two problems\n  'a' is missing\n  'b' is too long",
    });
  });

  it("shows where in the program another error comes from", () => {
    const error = thrownWith(new TypeError("x is not a function"), [
      "go (/app/lib/go.ts:3:7)",
      "/app/index.ts:9:1",
      "Module._compile (node:internal/modules/cjs/loader:1554:14)",
      "Object.apply (/app/node_modules/@pulumi/pulumi/output.js:1:1)",
      "main (/elsewhere/tool.js:2:2)",
      `loadProgram (${__dirname.replace("dist/tests", "dist")}/program.js:1:1)`,
    ]);
    assert.deepEqual(describeError(error, "/app"), {
      message: "the program failed: TypeError: x is not a function",
      stack: [
        "    at go (lib/go.ts:3:7)",
        "    at index.ts:9:1",
        "    at main (/elsewhere/tool.js:2:2)",
      ].join("\n"),
    });
  });

  it("shows the frames of packages when there are no others", () => {
    const frame = "apply (/app/node_modules/a/index.js:1:1)";
    assert.deepEqual(describeError(thrownWith(new Error("no"), [frame]), "/app"), {
      message: "the program failed: no",
      stack: "    at apply (node_modules/a/index.js:1:1)",
    });
  });

  it("asks whether a missing module is installed", () => {
    const missing = Object.assign(
      new Error("Cannot find module 'x'\nRequire stack:\n- /app/a.js"),
      {
        code: "MODULE_NOT_FOUND",
      },
    );
    assert.deepEqual(describeError(thrownWith(missing, ["a (/app/a.js:1:1)"]), "/app"), {
      message: "the program failed: Cannot find module 'x'; is it installed ('npm ci')?",
      stack: "    at a (a.js:1:1)",
    });
  });

  for (const path of ["./confg", "../lib/names.js", "/app/settings", "file:///app/settings.js"]) {
    it(`asks for no installation of a file of the program: ${path}`, () => {
      const error = new Error(`Cannot find module '${path}'\nRequire stack:\n- /app/a.js`);
      const missing = Object.assign(error, { code: "MODULE_NOT_FOUND" });
      const { message } = describeError(thrownWith(missing, []), "/app");
      assert.equal(
        message,
        `the program failed: Cannot find module '${path}'; is the path right, and the file there?`,
      );
    });
  }

  it("shows the line of a syntax error as Node marks it", () => {
    const error = new SyntaxError("Unexpected token ';'");
    error.stack = `/app/index.js:2\nlet = ;\n      ^\n\nSyntaxError: ${error.message}\n    at wrapSafe (node:x:1:1)`;
    assert.deepEqual(describeError(error, "/app"), {
      message: "the program failed: Unexpected token ';'",
      stack: "/app/index.js:2\nlet = ;\n      ^",
    });
  });

  it("shows what was thrown that is no error", () => {
    assert.deepEqual(describeError({ a: 1 }, "/app"), { message: "the program threw { a: 1 }" });
  });
});
