import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";

import { findProject, findProjectDirectory } from "../../../generator/project/findProject.js";
import { Folders } from "../offline/folders.js";

describe("findProject", () => {
  const folders = new Folders();
  afterEach(() => {
    folders.delete();
  });

  it("reads what a project says of itself", () => {
    const directory = folders.make({
      "Pulumi.yaml": [
        "name: orders",
        "runtime: { name: nodejs, options: { typescript: false } }",
        "main: src/",
        "stackConfigDir: stacks",
        "config: { memory: 512 }",
      ].join("\n"),
    });
    assert.deepEqual(findProject(directory), {
      directory,
      file: join(directory, "Pulumi.yaml"),
      name: "orders",
      runtime: "nodejs",
      runtimeOptions: { typescript: false },
      main: "src/",
      stackConfigDir: "stacks",
      config: { memory: 512 },
    });
  });

  for (const name of ["a b", "../a", "a/b", "é", "x".repeat(101), "a\u001b[2J"]) {
    it(`refuses the project ${JSON.stringify(name.slice(0, 10))}, as Pulumi does`, () => {
      const directory = folders.make({
        "Pulumi.yaml": `name: ${JSON.stringify(name)}\nruntime: nodejs\n`,
      });
      assert.throws(() => findProject(directory), {
        name: "CliError",
        message: `${join(directory, "Pulumi.yaml")}: 'name' must be 1 to 100 letters, digits, hyphens, underscores and periods, got ${JSON.stringify(name)}; orders works`,
      });
    });
  }

  it("refuses a Pulumi.yaml that is a pipe or has no end, and does not wait for it", () => {
    const pipe = folders.make({});
    execFileSync("mkfifo", [join(pipe, "Pulumi.yaml")]);
    assert.throws(() => findProject(pipe), { name: "CliError", message: /must be a file, and is/ });
    const device = folders.make({});
    symlinkSync("/dev/zero", join(device, "Pulumi.yaml"));
    assert.throws(() => findProject(device), { name: "CliError", message: /must be a file, and/ });
  });

  it("takes the short form of the runtime, and the older name of the stacks' folder", () => {
    const directory = folders.make({ "Pulumi.yml": "name: a\nruntime: nodejs\nconfig: stacks\n" });
    assert.deepEqual(findProject(directory), {
      directory,
      file: join(directory, "Pulumi.yml"),
      name: "a",
      runtime: "nodejs",
      runtimeOptions: {},
      stackConfigDir: "stacks",
      config: {},
    });
  });

  it("looks into infra, but into the directory itself first", () => {
    const project = "name: a\nruntime: nodejs\n";
    const repository = folders.make({ "infra/Pulumi.yaml": project });
    assert.equal(findProjectDirectory(repository), join(repository, "infra"));
    const both = folders.make({ "Pulumi.yaml": project, "infra/Pulumi.yaml": project });
    assert.equal(findProjectDirectory(both), both);
  });

  it("says what is missing in a folder without a project, and that a file is no folder", () => {
    const folder = folders.make({ "a.txt": "" });
    const rule = "'directory' must be a folder with a Pulumi project, itself or in 'infra':";
    assert.throws(() => findProjectDirectory(folder), {
      name: "CliError",
      exitCode: 1,
      message: `${rule} ${folder} has no Pulumi.yaml; 'slipway new' makes one that has`,
    });
    assert.throws(() => findProjectDirectory(join(folder, "a.txt")), {
      message: `${rule} ${join(folder, "a.txt")} is not a folder; 'slipway new' makes one that has`,
    });
  });

  for (const [content, problem] of [
    ["name: [", "is not YAML: Flow sequence in block collection must be sufficiently indented"],
    ["- a", "must hold a map of keys to values"],
    ["runtime: nodejs", ": 'name' must be the project's name, got undefined"],
    ["name: a", ": 'runtime' must name a language such as nodejs, got undefined"],
    [
      "name: a\nruntime: { options: {} }",
      `: 'runtime' must name a language such as nodejs, got {"options":{}}`,
    ],
  ] as const) {
    it(`refuses ${JSON.stringify(content)}`, () => {
      const directory = folders.make({ "Pulumi.yaml": content });
      const file = join(directory, "Pulumi.yaml");
      assert.throws(
        () => findProject(directory),
        (error: Error) => {
          assert.equal(error.name, "CliError");
          assert.ok(error.message.startsWith(file), error.message);
          const [firstPart] = error.message.slice(file.length).trimStart().split(" and end");
          assert.ok(firstPart?.startsWith(problem.trimStart()), error.message);
          return true;
        },
      );
    });
  }
});
