import assert from "node:assert/strict";

import { findProgram } from "../../../../generator/offline/program/program.js";
import { findProject } from "../../../../generator/project/findProject.js";
import { Folders } from "../folders.js";

describe("findProgram", () => {
  const folders = new Folders();
  afterEach(() => {
    folders.delete();
  });

  /** The program of a project with these files, with paths below the project's folder. */
  function programOf(files: Record<string, string>, project = "runtime: nodejs") {
    const folder = folders.make({ "Pulumi.yaml": `name: a\n${project}\n`, ...files });
    const { directory, entry, isEsModule } = findProgram(findProject(folder));
    const below = (path: string) => path.slice(folder.length + 1);
    return { directory: below(directory), entry: below(entry), isEsModule };
  }

  const here = { directory: "", isEsModule: false };

  it("is the project's folder when nothing names it", () => {
    assert.deepEqual(programOf({ "index.ts": "" }), { ...here, entry: "" });
  });

  it("is what Pulumi.yaml names: a file or a folder, in which it runs", () => {
    const files = { "src/index.ts": "", "package.json": '{ "main": "other.js" }', "other.js": "" };
    assert.deepEqual(
      programOf({ ...files, "src/main.ts": "" }, "runtime: nodejs\nmain: src/main.ts"),
      {
        directory: "src",
        entry: "src/main.ts",
        isEsModule: false,
      },
    );
    const inFolder = { "src/package.json": "{}", ...files };
    assert.deepEqual(programOf(inFolder, "runtime: nodejs\nmain: src"), {
      directory: "src",
      entry: "src",
      isEsModule: false,
    });
  });

  it("is what package.json names as its export, or else as main", () => {
    const files = { "a.js": "", "b.js": "" };
    const named = (manifest: object) =>
      programOf({ ...files, "package.json": JSON.stringify(manifest) }).entry;
    assert.equal(named({ main: "a.js" }), "a.js");
    assert.equal(named({ main: "a.js", exports: "./b.js" }), "b.js");
    assert.equal(named({ exports: { ".": "./b.js" } }), "b.js");
    assert.equal(named({ exports: { ".": { require: "./a.js", default: "./b.js" } } }), "b.js");
  });

  it("is an ES module where package.json or its extension says so", () => {
    const manifest = { "package.json": '{ "type": "module" }' };
    assert.equal(programOf({ ...manifest, "index.ts": "" }).isEsModule, true);
    const main = "runtime: nodejs\nmain: index.mts";
    assert.equal(programOf({ "package.json": "{}", "index.mts": "" }, main).isEsModule, true);
  });

  it("refuses other languages", () => {
    assert.throws(() => programOf({}, "runtime: python"), {
      name: "CliError",
      message:
        /: 'runtime' must be nodejs for an offline preview, got python; 'pulumi preview' runs other languages$/,
    });
  });

  it("refuses a main that does not exist", () => {
    assert.throws(() => programOf({}, "runtime: nodejs\nmain: nothing"), {
      name: "CliError",
      message:
        /: 'main' must name the program's file or folder, got nothing, which does not exist$/,
    });
  });
});
