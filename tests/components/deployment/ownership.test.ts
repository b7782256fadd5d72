import assert from "node:assert/strict";

import { foreignFields, ownersOf } from "../../../components/deployment/ownership.js";
import type { DeploymentStrategy, TrafficOwner } from "../../../components/deployment/strategy.js";

const CODE_DEPLOY = {
  taskDefinition: "codeDeploy",
  loadBalancers: "codeDeploy",
  networkConfiguration: "codeDeploy",
  capacityProviderStrategies: "codeDeploy",
  "listenerRule.actions": "codeDeploy",
};
const ECS = { loadBalancers: "ecs", "listenerRule.actions": "ecs" };

describe("ownership", () => {
  const cases: [DeploymentStrategy, TrafficOwner, boolean, Record<string, string>][] = [
    ["rolling", "program", true, {}],
    ["rolling", "program", false, {}],
    ["rolling", "ecs", true, ECS],
    ["blueGreen", "ecs", true, ECS],
    ["canary", "ecs", true, ECS],
    ["linear", "ecs", true, ECS],
    ["codeDeploy", "codeDeploy", true, CODE_DEPLOY],
    [
      "external",
      "external",
      true,
      { "taskSet.scale": "external", "listenerRule.actions": "external" },
    ],
    ["external", "external", false, { "taskSet.scale": "external" }],
  ];
  for (const [strategy, trafficOwner, hasLoadBalancer, others] of cases) {
    for (const isScaled of [false, true]) {
      it(`of ${strategy}/${trafficOwner}, ${isScaled ? "scaled" : "unscaled"}, balanced: ${hasLoadBalancer}`, () => {
        const owners = ownersOf({ strategy, trafficOwner, isScaled, hasLoadBalancer });
        const desiredCount = isScaled ? "autoscaler" : "program";
        assert.deepEqual(owners, { desiredCount, ...others });
        const foreign = Object.keys(others).filter((path) => !path.includes("."));
        assert.deepEqual(foreignFields(owners), [
          ...(isScaled ? ["desiredCount"] : []),
          ...foreign,
        ]);
      });
    }
  }
});
