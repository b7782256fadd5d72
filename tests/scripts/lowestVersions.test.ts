import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { lowestVersions } from "../../scripts/lowestVersions.js";

describe("the lowest versions of peers", () => {
  it("are where their ranges begin", () => {
    const { typescript, ...lowest } = lowestVersions({
      caret: "^7.48.0",
      tilde: "~1.2.3",
      from: ">=0.0.14 <0.1",
      exact: "1.2.3",
      before: "^2.0.0-rc.1",
    });
    assert.deepEqual(lowest, {
      caret: "7.48.0",
      tilde: "1.2.3",
      from: "0.0.14",
      exact: "1.2.3",
      before: "2.0.0-rc.1",
    });
    assert.match(typescript ?? "", /^5\.9\.\d+$/);
  });

  for (const range of ["^7", "7.x", "*", "<2", ">=1.0.0 || >=3.0.0", "latest"]) {
    it(`cannot be told from ${range}`, () => {
      assert.throws(() => lowestVersions({ "@pulumi/aws": range }), {
        message: `the range of @pulumi/aws must begin with its lowest version, got ${range}`,
      });
    });
  }

  it("can be told from every peer of this package", () => {
    const { peerDependencies } = JSON.parse(
      readFileSync(join(packageRoot(), "package.json"), "utf8"),
    ) as { peerDependencies: Record<string, string> };
    assert.equal(
      Object.keys(lowestVersions(peerDependencies)).length,
      Object.keys(peerDependencies).length + 1,
    );
  });
});
