import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "yaml";

import { packageRoot } from "../../generator/project/packageRoot.js";

const SCRIPT = join(packageRoot(), "dist/scripts/checkRelease.js");
const READY = {
  "package.json": '{ "version": "1.2.3" }',
  "components/package.json": '{ "version": "1.2.3" }',
  "policies/package.json": '{ "version": "1.2.3" }',
  "create-slipway/package.json": '{ "version": "1.2.3" }',
  "CHANGELOG.md": "# Changelog\n\n## Unreleased\n\n## 1.2.3 (2026-11-29)\n\n- …\n",
};

describe("the check of a release", function () {
  this.timeout(30_000);
  let folder = "";

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "slipway-release-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** What the script says of a repository with these files, and its exit code. */
  function check(tag: string[], files: Record<string, string>): { code: number; said: string[] } {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { status, stderr } = spawnSync(process.execPath, [SCRIPT, ...tag], {
      cwd: folder,
      encoding: "utf8",
    });
    return { code: status ?? -1, said: stderr.split("\n").filter((line) => line !== "") };
  }

  it("passes where tag, manifests and change log agree", () => {
    assert.deepEqual(check(["v1.2.3"], READY), { code: 0, said: [] });
  });

  it("passes for a version before the release", () => {
    const files = Object.entries(READY).map(([path, text]) => [
      path,
      text.replace("1.2.3", "1.2.3-rc.1"),
    ]);
    const before = Object.fromEntries(files) as Record<string, string>;
    assert.deepEqual(check(["v1.2.3-rc.1"], before), { code: 0, said: [] });
  });

  for (const path of Object.keys(READY).filter((name) => name.endsWith(".json"))) {
    it(`stops where ${path} was left behind`, () => {
      assert.deepEqual(check(["v1.2.3"], { ...READY, [path]: '{ "version": "1.2.2" }' }), {
        code: 1,
        said: [`${path} has version 1.2.2, and the tag is v1.2.3`],
      });
    });
  }

  it("stops where the change log has no chapter of the version", () => {
    const files = { ...READY, "CHANGELOG.md": "## Unreleased\n\n## 1.2.30\n\n## 1.2\n" };
    assert.deepEqual(check(["v1.2.3"], files), {
      code: 1,
      said: ["CHANGELOG.md has no chapter '## 1.2.3'"],
    });
  });

  for (const tag of [["1.2.3"], ["v1.2"], ["release"], []]) {
    it(`stops at the tag '${tag.join("")}'`, () => {
      const { code, said } = check(tag, READY);
      assert.equal(code, 1);
      assert.match(
        said.join("\n"),
        /^the tag must be 'v' and a version, got ".*"; v1\.2\.3 works$/,
      );
    });
  }

  it("is run by the release workflow with the tag, before anything is published", () => {
    const text = readFileSync(join(packageRoot(), ".github/workflows/release.yml"), "utf8");
    const { jobs } = parse(text) as {
      jobs: { publish: { steps: { run?: string; env?: Record<string, string> }[] } };
    };
    const runs = jobs.publish.steps.map(({ run = "" }) => run);
    const checked = runs.findIndex((run) => run.includes('dist/scripts/checkRelease.js "$TAG"'));
    assert.equal(jobs.publish.steps[checked]?.env?.["TAG"], "${{ github.ref_name }}");
    assert.ok(checked < runs.findIndex((run) => run.startsWith("npm publish")));
  });
});
