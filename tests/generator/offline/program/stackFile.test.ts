import assert from "node:assert/strict";

import {
  findStack,
  stackNames,
  unreadStackFile,
} from "../../../../generator/offline/program/stackFile.js";
import { findProject } from "../../../../generator/project/findProject.js";
import { Folders } from "../folders.js";

describe("findStack", () => {
  const folders = new Folders();
  afterEach(() => {
    folders.delete();
  });

  function projectWith(stacks: string[]) {
    const files = stacks.map((stack) => [`Pulumi.${stack}.yaml`, "config: { a: 1 }\n"]);
    const main = { "Pulumi.yaml": "name: shop\nruntime: nodejs\n" };
    return findProject(folders.make({ ...main, ...Object.fromEntries(files) }));
  }

  it("finds a stack by name", () => {
    assert.deepEqual(findStack(projectWith(["dev", "prod"]), "prod"), {
      organization: "organization",
      name: "prod",
      content: { config: { a: 1 } },
    });
  });

  for (const ending of ["json", "yaml", "yml"]) {
    it(`reads files of stacks that end as the project's own does: .${ending}`, () => {
      const others = ["json", "yaml", "yml"].filter((each) => each !== ending);
      const project = findProject(
        folders.make({
          [`Pulumi.${ending}`]: '{ "name": "shop", "runtime": "nodejs" }',
          [`Pulumi.dev.${ending}`]: '{ "config": { "a": 1 } }',
          ...Object.fromEntries(others.map((each) => [`Pulumi.of-${each}.${each}`, "{}"])),
          [`Pulumi.dev.${others[0] ?? ""}`]: "{}",
        }),
      );
      assert.deepEqual(stackNames(project), ["dev"]);
      assert.deepEqual(findStack(project).content, { config: { a: 1 } });
      assert.equal(
        unreadStackFile(project, "dev"),
        `Pulumi.dev.${others[0] ?? ""}: Pulumi does not read it: beside Pulumi.${ending} the stack's file is Pulumi.dev.${ending}`,
      );
      assert.equal(unreadStackFile(project, "prod"), undefined);
    });
  }

  it("takes the organization from a full name", () => {
    const { organization, name } = findStack(projectWith(["dev"]), "acme/shop/dev");
    assert.deepEqual([organization, name], ["acme", "dev"]);
  });

  for (const [what, name] of [
    ["a path", "../../../secret"],
    ["a space", "a b"],
    ["a line break", "dev\nprod"],
    ["an escape", "dev\u001b[2J"],
    ["an empty part", "acme//dev"],
    ["nothing", ""],
    ["four parts", "a/b/c/d"],
    ["101 characters", "x".repeat(101)],
  ] as const) {
    it(`refuses a stack's name with ${what}, as Pulumi does`, () => {
      assert.throws(() => findStack(projectWith([]), name), {
        name: "CliError",
        message: `'--stack' must be <stack>, <organization>/<stack> or <organization>/<project>/<stack>, each of 1 to 100 letters, digits, hyphens, underscores and periods, got ${JSON.stringify(name)}; dev works`,
      });
    });
  }

  it("refuses the stack of another project", () => {
    assert.throws(() => findStack(projectWith(["dev"]), "acme/other/dev"), {
      name: "CliError",
      message: `'--stack' must be of the project shop, got "acme/other/dev"; dev works`,
    });
  });

  it("takes every name that Pulumi takes", () => {
    for (const name of ["Dev_1.eu-west", "x".repeat(100), ".", "acme/dev", "0"]) {
      assert.equal(findStack(projectWith([]), name).name, name.split("/").at(-1));
    }
  });

  it("takes the only stack there is, or dev, when none is named", () => {
    assert.equal(findStack(projectWith(["prod"])).name, "prod");
    assert.equal(findStack(projectWith(["a", "dev", "prod"])).name, "dev");
  });

  it("lets a project without any stack file have the stack that is asked for, or dev", () => {
    assert.deepEqual(findStack(projectWith([]), "anything").content, {});
    assert.equal(findStack(projectWith([])).name, "dev");
  });

  it("looks into the folder that the project names", () => {
    const folder = folders.make({
      "Pulumi.yaml": "name: a\nruntime: nodejs\nstackConfigDir: stacks\n",
      "Pulumi.other.yaml": "",
      "stacks/Pulumi.eu.yaml": "config: { b: 2 }",
    });
    assert.deepEqual(findStack(findProject(folder)).content, { config: { b: 2 } });
  });

  it("names the stacks that exist when it is none of them", () => {
    const project = projectWith(["prod", "dev"]);
    assert.throws(() => findStack(project, "test"), {
      name: "CliError",
      message: `'--stack' must be one of dev, prod, got test: ${project.directory} has no Pulumi.test.yaml`,
    });
  });

  it("asks which stack is meant when none is obvious", () => {
    const project = projectWith(["prod", "staging"]);
    assert.throws(() => findStack(project), {
      name: "CliError",
      message:
        "'--stack' must say which of prod, staging is meant, " +
        `as ${project.directory} has no Pulumi.dev.yaml`,
    });
  });
});
