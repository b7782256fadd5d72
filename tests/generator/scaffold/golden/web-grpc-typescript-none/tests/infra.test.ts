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

    it(`lets every service in ${stack} scale`, async () => {
      const { resources } = await previewOffline({ directory: "infra", stack });
      const services = resources.filter(({ type }) => type === "aws:ecs/service:Service");
      const ranges = resources.filter(({ type }) => type === "aws:appautoscaling/target:Target");
      assert.ok(services.length > 0 && ranges.length >= services.length);
      for (const { name, inputs } of ranges) assert.ok(Number(inputs.maxCapacity) > Number(inputs.minCapacity), name);
    });

    it(`asks every target in ${stack} whether it is healthy`, async () => {
      const { resources } = await previewOffline({ directory: "infra", stack });
      const groups = resources.filter(({ type }) => type === "aws:lb/targetGroup:TargetGroup");
      assert.ok(groups.length > 0);
      for (const { name, inputs } of groups) assert.match(String((inputs.healthCheck as { path?: string }).path), /^\//, name);
    });
  }
});
