import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { previewOffline } from "slipway/testing";

describe("a review environment", () => {
  const rulesOf = async (directory: string, stack: string) => {
    const { resources } = await previewOffline({ directory, stack });
    const rules = resources.filter(({ type }) => type === "aws:lb/listenerRule:ListenerRule");
    return rules.map(({ inputs: { priority, conditions } }) => ({ priority, conditions: JSON.stringify(conditions) }));
  };

  it("follows every policy", async () => {
    const { policies } = await previewOffline({ directory: "review", stack: "pr-7" });
    const violations = policies.violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
    assert.deepEqual(violations, []);
    assert.deepEqual(policies.undetermined, []);
    assert.ok(policies.evaluated > 0);
  });

  it("has no rule of another one, and none of dev", async () => {
    const all = [
      ...(await rulesOf("infra", "dev")),
      ...(await rulesOf("review", "pr-7")),
      ...(await rulesOf("review", "pr-8")),
    ];
    assert.ok(all.length >= 3);
    assert.equal(new Set(all.map(({ priority }) => priority)).size, all.length);
    assert.equal(new Set(all.map(({ conditions }) => conditions)).size, all.length);
  });
});
