import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { previewOffline } from "slipway/testing";

describe("infra", () => {
  for (const stack of ["dev", "staging", "prod"]) {
    it(`follows every policy in ${stack}`, async () => {
      const { policies } = await previewOffline({ directory: "infra", stack });
      // What stops an update; the rest is advice.
      const violations = policies.violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
      assert.deepEqual(violations, []);
      assert.deepEqual(policies.undetermined, []);
      assert.ok(policies.evaluated > 0);
    });

  }
});
