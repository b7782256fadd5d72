import assert from "node:assert/strict";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { allExamples } from "../support/examples.js";
import { warmPreview } from "../support/warmPreview.js";

const previewOffline = warmPreview();

/** What an example keeps of what `hardened` asks for, and why. Everything else is mended. */
const KEPT: Readonly<Record<string, { policies: string[]; reason: string }>> = {
  ownLoadBalancer: {
    policies: ["ecs-non-root-user"],
    reason: "the image of nginx starts as root to open its files, and gives the rights up itself",
  },
  promotion: {
    policies: ["ecs-non-root-user", "ecs-readonly-root"],
    reason: "the same image, with its cache in its root file system",
  },
  compute: {
    policies: ["capacity-provider-protected"],
    reason: "instance groups of our clusters are drained, and have no termination protection yet",
  },
  instanceGroups: {
    policies: ["capacity-provider-protected"],
    reason: "instance groups of our clusters are drained, and have no termination protection yet",
  },
  sidecars: {
    policies: ["ecs-non-root-user", "ecs-readonly-root"],
    reason: "FireLens' router runs as root, as AWS has it, and the collector's image says no user",
  },
};

// Programs in other languages run on an engine alone.
const examples = allExamples().filter(({ runtime }) => runtime === "nodejs");

describe("examples under the profile hardened, in prod", function () {
  this.timeout(60_000);

  for (const { name, project } of examples) {
    const { policies: kept = [], reason } = KEPT[name] ?? {};
    const title = reason === undefined ? "stands" : `has ${kept.join(" and ")} alone (${reason})`;
    it(`${name} ${title}`, async () => {
      const { policies } = await previewOffline({
        directory: join(packageRoot(), project),
        stack: "prod",
        silent: true,
        policyConfiguration: { profile: "hardened" },
      });
      const broken = policies.violations
        .filter(({ enforcementLevel }) => enforcementLevel === "mandatory")
        .map(({ policy }) => policy);
      assert.deepEqual([...new Set(broken)].sort(), kept);
      assert.deepEqual(policies.undetermined, []);
    });
  }

  it("keep nothing for an example that there is not", () => {
    const names = examples.map(({ name }) => name);
    assert.deepEqual(
      Object.keys(KEPT).filter((name) => !names.includes(name)),
      [],
    );
  });
});
