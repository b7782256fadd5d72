import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { packageRoot } from "../../../../generator/project/packageRoot.js";
import { Folders } from "../folders.js";

const PEER_MODULES = join(__dirname, "../../../../generator/offline/program/peerModules.js");

describe("installPeerModules", () => {
  const folders = new Folders();
  afterEach(() => {
    folders.delete();
  });

  /** The files that this package's own `@pulumi/pulumi` and `@pulumi/aws` are, in a process for a project. */
  function resolvedFor(project: string): string[] {
    const script = `
      const { installPeerModules } = require(${JSON.stringify(PEER_MODULES)});
      installPeerModules(${JSON.stringify(project)});
      const { createRequire } = require("node:module");
      const own = createRequire(${JSON.stringify(PEER_MODULES)});
      console.log(JSON.stringify(["@pulumi/pulumi", "@pulumi/aws"].map((name) => own.resolve(name))));`;
    const output = execFileSync(process.execPath, ["-e", script], { encoding: "utf8" });
    return JSON.parse(output) as string[];
  }

  it("takes the project's copy of a peer, and its own of one that the project does not have", () => {
    const project = folders.make({
      "node_modules/@pulumi/pulumi/package.json": '{ "name": "@pulumi/pulumi", "main": "x.js" }',
      "node_modules/@pulumi/pulumi/x.js": "",
    });
    assert.deepEqual(resolvedFor(project), [
      join(project, "node_modules/@pulumi/pulumi/x.js"),
      join(packageRoot(), "node_modules/@pulumi/aws/index.js"),
    ]);
  });

  it("changes nothing for a project without packages", () => {
    assert.deepEqual(resolvedFor(folders.make({})), [
      join(packageRoot(), "node_modules/@pulumi/pulumi/index.js"),
      join(packageRoot(), "node_modules/@pulumi/aws/index.js"),
    ]);
  });
});
