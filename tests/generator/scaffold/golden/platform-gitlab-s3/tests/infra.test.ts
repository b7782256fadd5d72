import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { previewOffline } from "slipway/testing";

type Preview = Awaited<ReturnType<typeof previewOffline>>;

/** What stops an update; the rest is advice. */
function violations({ policies }: Preview): string[] {
  const mandatory = policies.violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
  return mandatory.map(({ policy, message }) => `${policy}: ${message}`);
}

describe("infra", () => {
  for (const stack of ["dev", "staging", "prod"]) {
    it(`follows every policy in ${stack}, and exports what services read`, async () => {
      const preview = await previewOffline({ directory: "infra", stack });
      assert.deepEqual(violations(preview), []);
      assert.deepEqual(preview.policies.undetermined, []);
      for (const name of ["network", "cluster", "loadBalancer"]) assert.ok(name in preview.outputs, name);
    });

    it(`lets nobody on the internet in without encryption in ${stack}`, async () => {
      const { resources } = await previewOffline({ directory: "infra", stack });
      const balancers = resources.filter(({ type }) => type === "aws:lb/loadBalancer:LoadBalancer");
      const listeners = resources.filter(({ type }) => type === "aws:lb/listener:Listener");
      const isPublic = balancers.some(({ inputs }) => inputs.internal === false);
      assert.ok(!isPublic || listeners.some(({ inputs }) => inputs.protocol === "HTTPS"));
    });
  }
});

describe("bootstrap", () => {
  it("follows every policy", async () => {
    const preview = await previewOffline({ directory: "bootstrap", stack: "account" });
    assert.deepEqual(violations(preview), []);
    assert.deepEqual(preview.policies.undetermined, []);
  });

  it("lets only exact subjects act as a role", async () => {
    const { resources } = await previewOffline({ directory: "bootstrap", stack: "account" });
    const roles = resources.filter(({ type }) => type === "aws:iam/role:Role");
    for (const { name, inputs } of roles) {
      const text = String(inputs.assumeRolePolicy);
      assert.match(text, /"StringEquals"/, name);
      // GitLab's token names no environment: this role is for all branches, and reaches review environments alone.
      if (name.endsWith("-review")) continue;
      assert.doesNotMatch(text, /StringLike|\*/, name);
    }
  });
});
