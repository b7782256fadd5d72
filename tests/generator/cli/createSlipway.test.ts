import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import type { ScaffoldResult } from "../../../generator/scaffold/scaffoldRequest.js";
import { scratchFolder } from "../scaffold/scratchFolder.js";

describe("npm create slipway", () => {
  const folder = scratchFolder();
  const create = (...words: string[]) => {
    const program = join(packageRoot(), "create-slipway/create.cjs");
    return spawnSync(process.execPath, [program, ...words], {
      cwd: folder.path,
      encoding: "utf8",
      input: "",
    });
  };

  it("is slipway new, with its flags", () => {
    const { status, stdout, stderr } = create("orders", "--yes", "--json");
    assert.deepEqual([status, stderr], [0, ""]);
    const { files } = JSON.parse(stdout) as ScaffoldResult;
    assert.deepEqual(folder.files(), files.map((path) => `orders/${path}`).sort());
  });

  it("ends as slipway new does", () => {
    const { status, stdout, stderr } = create("../evil", "--yes");
    assert.deepEqual([status, stdout], [1, ""]);
    assert.match(stderr, /^slipway: 'directory' must be a folder in the current one/);
    assert.deepEqual(folder.files(), []);
  });

  it("is of one version with the package that it runs", () => {
    const read = (path: string) =>
      JSON.parse(readFileSync(join(packageRoot(), path), "utf8")) as {
        version: string;
        dependencies: Record<string, string>;
      };
    const { version, dependencies } = read("create-slipway/package.json");
    assert.equal(version, read("package.json").version);
    assert.deepEqual(dependencies, { slipway: version });
  });
});
