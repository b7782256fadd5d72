import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { previewOffline } from "../../../generator/offline/previewOffline.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";

const EXAMPLE = join(packageRoot(), "examples/companyPolicies");

describe("examples/companyPolicies", function () {
  this.timeout(60_000);

  it("passes its own tests", () => {
    const file = join(packageRoot(), "dist/examples/companyPolicies/tests/policies.test.js");
    const { status, stdout } = spawnSync(process.execPath, ["--test", file], { encoding: "utf8" });
    assert.equal(status, 0, stdout);
    assert.match(stdout, /^# pass 3$|ℹ pass 3$/m);
  });

  it("is judged by its pack, whose policies are configured as Slipway's are", async () => {
    const run = (config?: Record<string, unknown>) =>
      previewOffline({
        directory: EXAMPLE,
        stack: "prod",
        silent: true,
        policyPacks: [{ folder: join(EXAMPLE, "policies"), config }],
      });
    const { policies } = await run();
    assert.deepEqual([policies.violations, policies.undetermined], [[], []]);
    const strict = await run({
      "acme-small-tasks": { mostMib: 512 },
      "acme-long-queues": "disabled",
    });
    assert.deepEqual(
      strict.policies.violations.map(({ pack, policy, enforcementLevel, location }) => [
        ...[pack, policy, enforcementLevel, location?.file],
      ]),
      [["acme", "acme-small-tasks", "mandatory", "index.ts"]],
    );
  });
});
