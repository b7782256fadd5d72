import assert from "node:assert/strict";

import {
  controllerOf,
  DeploymentStrategy,
} from "../../../../components/service/rules/deployment/deploymentStrategy.js";
import { strategyMove } from "../../../../components/service/rules/deployment/strategyMove.js";
import type { TaskDefinitionRef } from "../../../../components/index.js";
import { Service } from "../../../../components/index.js";
import type { MockResource } from "../../../../generator/testing/index.js";
import { mockPulumi } from "../../../../generator/testing/index.js";
import { cluster, loadBalancer } from "../../support/platform.js";

const RULE = "aws:lb/listenerRule:ListenerRule";
const GROUP = "aws:lb/targetGroup:TargetGroup";
const STRATEGIES = Object.values(DeploymentStrategy);
const taskDefinition: TaskDefinitionRef = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  family: "orders",
  containers: [{ name: "orders", ports: [8080] }],
};

/** What a service of a strategy is made of. */
async function resourcesOf(strategy: DeploymentStrategy): Promise<MockResource[]> {
  const mock = await mockPulumi({ project: "orders", stack: "dev" });
  const balancer = { ref: loadBalancer, path: "/orders/*", healthCheckPath: "/healthz" };
  const deployment = { strategy };
  new Service("orders", { cluster, taskDefinition, loadBalancer: balancer, deployment });
  await mock.settled();
  return mock.resources;
}

/** The children that a resource waits for, and those that they wait for. */
function awaited(of: MockResource, all: MockResource[]): Set<string> {
  const direct = all.filter(({ urn }) => of.options.dependsOn?.includes(urn));
  return new Set(direct.flatMap((r) => [r.urn, ...awaited(r, all)]));
}

describe("pain 26: move of a Service to another strategy", () => {
  const made = new Map<DeploymentStrategy, MockResource[]>();
  before(async () => {
    for (const strategy of STRATEGIES) made.set(strategy, await resourcesOf(strategy));
  });
  const of = (strategy: DeploymentStrategy) => made.get(strategy) ?? [];
  const theService = (all: MockResource[]) =>
    all.find(({ type }) => type === "aws:ecs/service:Service");
  const rules = (all: MockResource[]) => all.filter(({ type }) => type === RULE);
  /** The rule that has the requests when all stands. */
  const winner = (all: MockResource[]) =>
    [...rules(all)].sort((a, b) => Number(a.inputs.priority) - Number(b.inputs.priority))[0];
  /** Whether a rule is deleted before its service is: it waited for the service when it was made. */
  const goesFirst = (rule: MockResource, all: MockResource[]) =>
    awaited(rule, all).has(theService(all)?.urn ?? "");

  for (const from of STRATEGIES) {
    for (const to of STRATEGIES) {
      const move = strategyMove({ strategy: from }, { strategy: to });
      if (move === undefined || move.danger !== undefined) continue;
      it(`keeps healthy targets from ${from} to ${to}`, () => {
        const [before, after] = [of(from), of(to)];
        const [old, next] = [winner(before), winner(after)];
        assert.ok(old && next);
        // Both ways stand at once, so that nothing of the two may clash.
        const priorities = [...rules(before), ...rules(after)].map((r) =>
          Number(r.inputs.priority),
        );
        assert.equal(new Set(priorities).size, priorities.length);
        assert.notEqual(old.name, next.name);
        const isReplaced = controllerOf(from) !== controllerOf(to);
        assert.equal(move.replaced.length > 0, isReplaced);
        const groups = (all: MockResource[]) =>
          all.filter(({ type }) => type === GROUP).map(({ inputs }) => String(inputs.name));
        const wins = Number(next.inputs.priority) < Number(old.inputs.priority);
        if (!isReplaced) {
          // The new rule wins at once, and has the old group at its full weight.
          assert.ok(wins);
          assert.ok(groups(after).includes(groups(before)[0] ?? ""));
          return;
        }
        // The new tasks are in groups of their own.
        const shared = groups(after).filter((name) => groups(before).includes(name));
        assert.deepEqual(shared, []);
        // A rule that wins comes when the new tasks are healthy; one that loses is there when the old rule goes.
        if (wins) assert.ok(goesFirst(next, after), "the new rule comes after the new service");
        else assert.ok(goesFirst(old, before), "the old rule goes before the old service");
        assert.equal(theService(after)?.inputs.name, undefined);
      });
    }
  }
});
