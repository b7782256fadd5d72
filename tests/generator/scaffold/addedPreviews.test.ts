import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";

import type { PreviewResult } from "../../../generator/offline/previewResult.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import { addEnvironment } from "../../../generator/scaffold/addEnvironment.js";
import { warmPreview } from "../../support/warmPreview.js";
import { ordersRepository } from "./ordersRepository.js";

const previewOffline = warmPreview();

describe("what is added to a generated repository", function () {
  this.timeout(120_000);
  const { root, generated, add } = ordersRepository();

  function preview(stack: string): Promise<PreviewResult> {
    const directory = join(root(), "infra");
    return previewOffline({
      directory,
      stack,
      policyConfiguration: { profile: "hardened" },
      silent: true,
    });
  }

  function linkPackages(): void {
    symlinkSync(join(packageRoot(), "node_modules"), join(root(), "node_modules"));
  }

  it("services: those of every kind follow every policy in all stacks, beside the service that is there", async () => {
    await generated();
    await add();
    await add({ kind: "scheduled-job", flags: { name: "night-run", schedule: "rate(1 hour)" } });
    await add({ kind: "backend-service", flags: { name: "prices" } });
    await add({ kind: "web-service", flags: { name: "shop", path: "/shop/*" } });
    linkPackages();
    for (const stack of ["dev", "staging", "prod"]) {
      const { policies, resources, outputs } = await preview(stack);
      const ofType = (type: string) => resources.filter((each) => each.type === type);
      assert.deepEqual(
        policies.violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory"),
        [],
      );
      assert.deepEqual(policies.undetermined, []);
      assert.deepEqual(
        ofType("aws:ecs/service:Service")
          .map(({ name }) => name)
          .sort(),
        ["orders", "orders-mails", "orders-prices", "orders-shop"],
      );
      assert.deepEqual(
        ofType("aws:scheduler/schedule:Schedule").map(({ name }) => name),
        ["orders-night-run"],
      );
      // The pipelines' role is for what begins with the repository's service.
      assert.ok(
        resources.every(({ type, name }) => !type.startsWith("aws:") || /^orders\b/.test(name)),
      );
      for (const key of ["url", "mails", "nightRun", "prices", "shop"])
        assert.ok(key in outputs, key);
    }
  });

  for (const flags of [{}, { template: "platform" }]) {
    it(`an environment: it follows every policy, of ${JSON.stringify(flags)}`, async () => {
      await generated(flags);
      await addEnvironment({ directory: root(), stack: "qa" });
      linkPackages();
      const { policies, resources } = await preview("qa");
      const { violations, undetermined } = policies;
      assert.deepEqual(
        violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory"),
        [],
      );
      assert.deepEqual(undetermined, []);
      assert.ok(resources.length > 5);
    });
  }
});
