import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { previewOffline } from "slipway/testing";

describe("infra", () => {
  for (const stack of ["dev", "staging", "prod"]) {
    it(`makes one service in ${stack}, which follows every policy`, async () => {
      const { resources, policies } = await previewOffline({ directory: "infra", stack });
      const services = resources.filter(({ type }) => type === "aws:ecs/service:Service");
      assert.deepEqual(
        services.map(({ name }) => name),
        ["orders"],
      );
      assert.deepEqual(policies.violations, []);
      assert.deepEqual(policies.undetermined, []);
      assert.ok(policies.evaluated > 0);
    });
  }
});
