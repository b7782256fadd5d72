import assert from "node:assert/strict";
import { join } from "node:path";
import { compileFunction } from "node:vm";

import { load, resolve } from "../../../../generator/offline/program/esmHooks.js";
import { transpile } from "../../../../generator/offline/program/transpile.js";
import { packageRoot } from "../../../../generator/project/packageRoot.js";
import { Folders } from "../folders.js";

/** A folder whose programs find a TypeScript compiler, as it is in a project. */
function compilerFor(): Record<string, string> {
  const real = JSON.stringify(join(packageRoot(), "node_modules/typescript"));
  return { "node_modules/typescript/index.js": `module.exports = require(${real});` };
}

describe("transpile", () => {
  const folders = new Folders();
  afterEach(() => {
    folders.delete();
    process.setSourceMapsEnabled(false);
  });

  function transpiled(source: string, files: Record<string, string> = compilerFor()): string {
    return transpile(join(folders.make({ ...files, "index.ts": source }), "index.ts"), "commonjs");
  }

  function exportsOf(code: string): Record<string, unknown> {
    const module = { exports: {} };
    const run = compileFunction(code, ["module", "exports", "require"]) as (
      ...args: unknown[]
    ) => void;
    run(module, module.exports, require);
    return module.exports;
  }

  it("removes types and turns imports into requires, on the same lines", () => {
    const code = transpiled(
      'import type { A } from "./a";\nimport { sep } from "node:path";\nexport const b: string = sep;\n',
    );
    assert.equal(
      code.split("\n").findIndex((line) => line.includes("exports.b =")),
      2,
    );
    assert.equal(exportsOf(code).b, join("a", "b")[1]);
  });

  it("keeps enums, parameter properties and optional fields as TypeScript has them", () => {
    const code = transpiled(
      "enum Size { Small = 1, Large }\n" +
        "class A { size?: number; constructor(public readonly name: string) {} }\n" +
        'export const a = new A("x");\nexport const large = Size.Large;',
    );
    const { a, large } = exportsOf(code);
    assert.deepEqual([{ ...(a as object) }, large], [{ name: "x" }, 2]);
  });

  it("leaves namespaces and decorators to the project's compiler", () => {
    assert.equal(
      exportsOf(transpiled("namespace N { export const y = 2; }\nexport const v = N.y;")).v,
      2,
    );
    const decorated =
      "const seen: string[] = [];\n" +
      "function note(_target: object, key: string) { seen.push(key); }\n" +
      "class A {\n  @note x = 1;\n}\nexport const v = [seen, new A().x];";
    assert.deepEqual(exportsOf(transpiled(decorated)).v, [["x"], 1]);
  });

  for (const [source, expected] of [
    ["export const a = 1, b = a + 1;", { a: 1, b: 2 }],
    ["export const a: Map<string, number> = new Map(),\n  b = 2;\n", { a: new Map(), b: 2 }],
    ["export let a: number, b = 2;\na = 1;", { a: 1, b: 2 }],
    ["export const { a, b } = { a: 1, b: 2 }, c = 3;", { a: 1, b: 2, c: 3 }],
    [
      "const f = (x: number, y: number) => x;\nexport const a = [f(1, 2), 2], b = f(3, 4);",
      { a: [1, 2], b: 3 },
    ],
  ] as const) {
    it(`exports every variable of ${JSON.stringify(source)}`, () => {
      assert.deepEqual({ ...exportsOf(transpiled(source)) }, expected);
    });
  }

  it("asks for a compiler where only one can do it", () => {
    for (const source of ["namespace N { export const y = 2; }", "export const a = 1, b = 2;"]) {
      assert.throws(() => transpiled(source, {}), {
        name: "SyntaxError",
        message:
          /index\.ts has a namespace, a decorator or an export of several variables, which needs the package typescript: npm install/,
      });
    }
  });

  it("says on which line a file is no TypeScript", () => {
    assert.throws(() => transpiled("export const a = 1;\nconst b: = 3;\n"), {
      name: "SyntaxError",
      message: /index\.ts:2: Type expected\.$/,
    });
  });

  it("says so without a compiler as well", () => {
    assert.throws(() => transpiled("const b: = 3;\n", {}), {
      name: "SyntaxError",
      message: /index\.ts/,
    });
  });
});

describe("the hooks for ES modules", () => {
  const folders = new Folders();
  afterEach(() => {
    folders.delete();
  });

  const unchanged = (url: string) => url;

  it("find ./x.ts for ./x.js where only that exists", () => {
    const folder = folders.make({ "x.ts": "", "y.ts": "", "y.js": "", "index.ts": "" });
    const context = { parentURL: `file://${folder}/index.ts` };
    assert.equal(resolve("./x.js", context, unchanged), "./x.ts");
    assert.equal(resolve("./y.js", context, unchanged), "./y.js");
    assert.equal(resolve("./z.js", context, unchanged), "./z.js");
    assert.equal(resolve("some-package/x.js", context, unchanged), "some-package/x.js");
    assert.equal(resolve("./x.js", {}, unchanged), "./x.js");
  });

  it("read TypeScript without types, and pass on what is none", () => {
    const folder = folders.make({
      "package.json": '{ "type": "module" }',
      "x.ts": "export const a: number = 1;",
    });
    assert.deepEqual(load(`file://${folder}/x.ts`, {}, unchanged), {
      format: "module",
      source: "export const a = 1;",
      shortCircuit: true,
    });
    for (const url of [
      `file://${folder}/x.js`,
      `file://${folder}/node_modules/a/x.ts`,
      "node:fs",
    ]) {
      assert.equal(load(url, {}, unchanged), url);
    }
  });

  it("leave CommonJS to the other hook, by the extension or the nearest package.json", () => {
    const folder = folders.make({ "package.json": "{}", "x.ts": "", "y.cts": "", "z.mts": "" });
    const formatOf = (file: string) => {
      const loaded = load(`file://${folder}/${file}`, {}, unchanged);
      return typeof loaded === "string" ? loaded : [loaded.format, loaded.source];
    };
    assert.deepEqual(formatOf("x.ts"), ["commonjs", null]);
    assert.deepEqual(formatOf("y.cts"), ["commonjs", null]);
    assert.deepEqual(formatOf("z.mts"), ["module", ""]);
  });
});
