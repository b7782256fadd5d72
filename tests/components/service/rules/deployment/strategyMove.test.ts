import assert from "node:assert/strict";

import {
  DeploymentStrategy,
  isShiftedByEcs,
  isStrategy,
  partsOf,
  trafficOwnerOf,
} from "../../../../../components/service/rules/deployment/deploymentStrategy.js";
import { strategyMove } from "../../../../../components/service/rules/deployment/strategyMove.js";

const STRATEGIES = Object.values(DeploymentStrategy);

describe("strategyMove", () => {
  it("is nothing between the strategies of ECS that shift requests, and to the same", () => {
    for (const from of STRATEGIES) {
      assert.equal(strategyMove({ strategy: from }, { strategy: from }), undefined);
      for (const to of STRATEGIES.filter(isShiftedByEcs)) {
        if (!isShiftedByEcs(from)) continue;
        assert.equal(strategyMove({ strategy: from }, { strategy: to }), undefined);
      }
    }
    assert.equal(strategyMove({}, { strategy: "rolling" }), undefined);
  });

  it("replaces the service exactly where its controller changes", () => {
    const replacing = STRATEGIES.flatMap((from) =>
      STRATEGIES.filter((to) => {
        const move = strategyMove({ strategy: from }, { strategy: to });
        return (move?.replaced.length ?? 0) > 0;
      }).map((to) => `${from} ${to}`),
    );
    assert.deepEqual(replacing, [
      "rolling codeDeploy",
      "rolling external",
      "blueGreen codeDeploy",
      "blueGreen external",
      "canary codeDeploy",
      "canary external",
      "linear codeDeploy",
      "linear external",
      "codeDeploy rolling",
      "codeDeploy blueGreen",
      "codeDeploy canary",
      "codeDeploy linear",
      "codeDeploy external",
      "external rolling",
      "external blueGreen",
      "external canary",
      "external linear",
      "external codeDeploy",
    ]);
  });

  it("says what a replacement does", () => {
    assert.deepEqual(strategyMove({}, { strategy: "codeDeploy" }), {
      replaced: ["ecs:Service"],
      exchanged: ["lb:ListenerRule", "lb:TargetGroup"],
      text:
        "strategy rolling → codeDeploy replaces the ECS service: the new one stands beside the old, with 'desiredCount' or 'scaling.minCapacity' tasks; " +
        "it gets the requests when its tasks are healthy, then the old one goes",
    });
  });

  it("goes from rolling to blue/green in place", () => {
    assert.deepEqual(strategyMove({ strategy: "rolling" }, { strategy: "blueGreen" }), {
      replaced: [],
      exchanged: ["lb:ListenerRule", "lb:TargetGroup (alternate)"],
      text: "strategy rolling → blueGreen changes the ECS service in place: a new rule takes the requests to the same tasks, then the old rule goes",
    });
  });

  it("is dangerous back to rolling, unless the pair stays", () => {
    for (const from of [
      { strategy: "canary" },
      { strategy: "rolling", targetGroupPair: true },
    ] as const) {
      assert.equal(
        strategyMove(from, {})?.danger,
        "ECS may have the tasks in the alternate target group, which would go: " +
          "set 'deployment.targetGroupPair' to true, which keeps both groups and the rule",
      );
    }
    assert.equal(strategyMove({ strategy: "canary" }, { targetGroupPair: true }), undefined);
  });

  it("is dangerous where two services would have one name", () => {
    const named = { serviceName: "orders" };
    const to = { strategy: "codeDeploy" } as const;
    assert.equal(
      strategyMove(named, { ...to, ...named })?.danger,
      `two services cannot have the name "orders" at once: give another 'serviceName', or leave it out`,
    );
    assert.equal(strategyMove(named, { ...to, serviceName: "orders-2" })?.danger, undefined);
    assert.equal(strategyMove(named, { strategy: "canary", ...named })?.danger, undefined);
  });

  it("exchanges nothing of a load balancer that is not there", () => {
    const move = strategyMove({}, { strategy: "external", hasLoadBalancer: false });
    assert.deepEqual(move?.exchanged, []);
  });

  const network = { hasLoadBalancer: false, listeners: [{ port: 443, hasTestListener: false }] };
  const tested = { hasLoadBalancer: false, listeners: [{ port: 443, hasTestListener: true }] };

  it("is dangerous where a listener keeps its action and nothing ties the second group", () => {
    const linear = { strategy: "linear" } as const;
    assert.equal(
      strategyMove(network, { ...linear, ...network })?.danger,
      "the listener on port 443 keeps its action, so that the alternate target group has no load balancer, which ECS asks for: " +
        "give the listener a 'testListener' too, which has both groups",
    );
    assert.deepEqual(strategyMove(network, { ...linear, ...tested }), {
      replaced: [],
      exchanged: ["lb:TargetGroup (alternate)"],
      text: "strategy rolling → linear changes the ECS service in place: requests reach the same tasks as before",
    });
    const elsewhere = [{ port: 444, hasTestListener: false }];
    const moved = strategyMove(network, { ...linear, ...network, listeners: elsewhere });
    assert.equal(moved?.danger, undefined);
  });

  it("is dangerous back to rolling at listeners, and not where no target groups are", () => {
    const from = { strategy: "canary" } as const;
    assert.match(
      strategyMove({ ...from, ...tested }, network)?.danger ?? "",
      /^ECS may have the tasks in the alternate target group/,
    );
    const none = { hasLoadBalancer: false };
    assert.deepEqual(strategyMove({ ...from, ...none }, none), {
      replaced: [],
      exchanged: [],
      text: "strategy canary → rolling changes the ECS service in place: requests reach the same tasks as before",
    });
  });

  it("knows a strategy from another text", () => {
    assert.equal(isStrategy("canary"), true);
    assert.equal(isStrategy("recreate"), false);
    assert.equal(isStrategy(undefined), false);
  });

  it("knows the strategies, and which of them ECS shifts", () => {
    assert.deepEqual(STRATEGIES.filter(isStrategy), STRATEGIES);
    for (const other of ["ROLLING", "toString", "", undefined, ["rolling"]]) {
      assert.equal(isStrategy(other), false, String(other));
    }
    assert.deepEqual(STRATEGIES.filter(isShiftedByEcs), ["blueGreen", "canary", "linear"]);
  });

  it("leaves a pair of target groups to ECS where no other one shifts it", () => {
    assert.equal(trafficOwnerOf("rolling"), "program");
    assert.equal(trafficOwnerOf("rolling", true), "ecs");
    assert.equal(trafficOwnerOf("codeDeploy", true), "codeDeploy");
    assert.equal(trafficOwnerOf("external", true), "external");
  });

  it("names children by who shifts their requests", () => {
    assert.deepEqual(partsOf("ecs"), { groups: "", rule: "-production" });
    assert.deepEqual(partsOf("codeDeploy"), { groups: "-codedeploy", rule: "-codedeploy" });
    assert.deepEqual(partsOf("external"), { groups: "-external", rule: "-external" });
  });
});
