import assert from "node:assert/strict";

import {
  foreignFields,
  ownersOf,
} from "../../../../../components/service/rules/deployment/ownership.js";
import type {
  DeploymentStrategy,
  TrafficOwner,
} from "../../../../../components/service/rules/deployment/deploymentStrategy.js";

const CODE_DEPLOY = { ...taskSetsOf("codeDeploy"), "listenerRule.actions": "codeDeploy" };
const EXTERNAL = { ...taskSetsOf("external"), "taskSet.scale": "external" };
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
    ["external", "external", true, { ...EXTERNAL, "listenerRule.actions": "external" }],
    ["external", "external", false, EXTERNAL],
  ];
  it("of a service that ECS shifts at listeners of a network load balancer, alone or beside rules", () => {
    const facts = { strategy: "linear", trafficOwner: "ecs", isScaled: false } as const;
    const byListener = {
      desiredCount: "program",
      loadBalancers: "ecs",
      "listener.defaultActions": "ecs",
    };
    const alone = ownersOf({ ...facts, hasLoadBalancer: false, hasNetworkLoadBalancer: true });
    assert.deepEqual(alone, byListener);
    assert.deepEqual(foreignFields(alone), ["loadBalancers"]);
    assert.deepEqual(ownersOf({ ...facts, hasLoadBalancer: true, hasNetworkLoadBalancer: true }), {
      ...byListener,
      "listenerRule.actions": "ecs",
    });
  });

  for (const [strategy, trafficOwner, hasLoadBalancer, others] of cases) {
    for (const isScaled of [false, true]) {
      it(`of ${strategy}/${trafficOwner}, ${isScaled ? "scaled" : "unscaled"}, balanced: ${hasLoadBalancer}`, () => {
        const facts = { strategy, trafficOwner, isScaled, hasLoadBalancer };
        const owners = ownersOf({ ...facts, hasNetworkLoadBalancer: false });
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

function taskSetsOf(owner: string) {
  return {
    taskDefinition: owner,
    loadBalancers: owner,
    networkConfiguration: owner,
    capacityProviderStrategies: owner,
  };
}
