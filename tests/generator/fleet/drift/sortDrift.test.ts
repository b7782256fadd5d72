import assert from "node:assert/strict";
import type { ResourceMoment } from "../../../../generator/automation/previewRefresh.js";
import { propertyAt, topProperty } from "../../../../generator/fleet/drift/propertyPath.js";
import { sortDrift } from "../../../../generator/fleet/drift/sortDrift.js";
import { BLUE, COMPONENT, ECS, GREEN, URN } from "../../doctor/state.js";
import { type Reading, refreshedResource, refreshedStack } from "./refreshed.js";

const SERVICE = "aws:ecs/service:Service";
const RULE = "aws:lb/listenerRule:ListenerRule";
const QUEUE = {
  urn: "urn:pulumi:prod::orders::aws:sqs/queue:Queue::jobs",
  type: "aws:sqs/queue:Queue",
};

/** What was found, without where. */
function found(ownership: Record<string, string>, readings: Record<string, Reading>) {
  return sortDrift(refreshedStack(ownership, readings)).map(
    ({ field, state, live, owner, delegated }) => ({ field, state, live, owner, delegated }),
  );
}

const real = { owner: "program", delegated: false };

describe("sortDrift", () => {
  const scaled: Reading = { outputs: { desiredCount: 5 } };

  it("is empty where a refresh changes nothing", () => {
    assert.deepEqual(found({}, {}), []);
    assert.deepEqual(found({ desiredCount: "autoscaler" }, {}), []);
  });

  it("finds what others own also where the engine ignores it, and leaves the rest to the engine", () => {
    assert.deepEqual(found({ desiredCount: "autoscaler" }, { [SERVICE]: scaled }), [
      { field: "desiredCount", state: "2", live: "5", owner: "autoscaler", delegated: true },
    ]);
    assert.deepEqual(found({ desiredCount: "program" }, { [SERVICE]: scaled }), []);
  });

  it("tells what is the program's from what is the autoscaler's, each once", () => {
    const said = { ...scaled, operation: "update", paths: ["desiredCount"] };
    assert.deepEqual(found({}, { [SERVICE]: said }), [
      { field: "desiredCount", state: "2", live: "5", ...real },
    ]);
    const two = {
      ...said,
      paths: ["desiredCount", "enableExecuteCommand"],
      outputs: { desiredCount: 5, enableExecuteCommand: true },
    };
    assert.deepEqual(found({ desiredCount: "autoscaler" }, { [SERVICE]: two }), [
      { field: "desiredCount", state: "2", live: "5", owner: "autoscaler", delegated: true },
      { field: "enableExecuteCommand", state: "none", live: "true", ...real },
    ]);
  });

  it("knows what CodeDeploy owns: revision, target group, weights and network", () => {
    const ownership = {
      taskDefinition: "codeDeploy",
      loadBalancers: "codeDeploy",
      networkConfiguration: "codeDeploy",
      "listenerRule.actions": "codeDeploy",
    };
    const service: Reading = {
      operation: "update",
      paths: ["networkConfiguration.subnets[0]", "loadBalancers[0].targetGroupArn"],
      inputs: { taskDefinition: `${ECS}:task-definition/orders:9` },
      outputs: {
        loadBalancers: [{ targetGroupArn: GREEN }],
        networkConfiguration: { subnets: ["subnet-b"] },
      },
    };
    const rule = { outputs: { actions: [{ type: "forward", targetGroupArn: GREEN }] } };
    const delegated = { owner: "codeDeploy", delegated: true };
    const network = { field: "networkConfiguration.subnets[0]", state: "none", live: "subnet-b" };
    assert.deepEqual(found(ownership, { [SERVICE]: service, [RULE]: rule }), [
      { field: "loadBalancers", state: "blue", live: "green", ...delegated },
      { ...network, ...delegated },
      { field: "taskDefinition", state: "orders:2", live: "orders:9", ...delegated },
      { field: "actions", state: "blue 100 %", live: "green 100 %", ...delegated },
    ]);
    const found2 = found(
      {},
      { [SERVICE]: service, [RULE]: { ...rule, operation: "update", paths: ["actions[0]"] } },
    );
    assert.deepEqual(
      found2.map(({ field, owner }) => [field, owner]),
      [
        ["loadBalancers", "program"],
        ["networkConfiguration.subnets[0]", "program"],
        ["actions", "program"],
      ],
    );
  });

  it("gives the weights that ECS moves to ECS, and what else a rule has to the program", () => {
    const pair = (blue: number) => [
      {
        type: "forward",
        forward: {
          targetGroups: [
            { arn: BLUE, weight: blue },
            { arn: GREEN, weight: 100 - blue },
          ],
        },
      },
    ];
    const rule: Reading = {
      operation: "update",
      paths: ["actions[0]", "priority"],
      outputs: { actions: pair(30), priority: 7 },
    };
    const resources = refreshedStack({ "listenerRule.actions": "ecs" }, { [RULE]: rule });
    assert.deepEqual(
      sortDrift(resources).map(({ field, live, owner }) => [field, live, owner]),
      [
        ["actions", "blue 30 %, green 70 %", "ecs"],
        ["priority", "7", "program"],
      ],
    );
  });

  it("does not lend a service's owners to what is not the service's", () => {
    const ownership = { networkConfiguration: "codeDeploy" };
    const ownerOfOther = (other: Partial<ResourceMoment>) => {
      const differing = refreshedResource(other, {
        paths: ["networkConfiguration.subnets[0]"],
        outputs: { networkConfiguration: { subnets: ["b"] } },
      });
      const found = sortDrift([...refreshedStack(ownership, {}), differing]);
      return found.map(({ urn, owner }) => [urn, owner]);
    };
    assert.deepEqual(ownerOfOther({ ...QUEUE, type: SERVICE }), [[QUEUE.urn, "program"]]);
    assert.deepEqual(ownerOfOther({ ...QUEUE, parent: COMPONENT }), [[QUEUE.urn, "program"]]);
    const another = { ...QUEUE, type: SERVICE, parent: COMPONENT };
    assert.deepEqual(ownerOfOther(another), [[QUEUE.urn, "codeDeploy"]]);
  });

  it("tells of what is gone, whoever owns its fields", () => {
    const resources = refreshedStack(
      { desiredCount: "autoscaler" },
      { [SERVICE]: { operation: "delete" } },
    );
    assert.deepEqual(sortDrift(resources), [
      { urn: URN, type: SERVICE, field: "", state: "there", live: "gone", ...real },
    ]);
  });

  it("shows values of nested properties, of inputs where only these differ, and looks itself where nobody says", () => {
    const before = { ...QUEUE, inputs: { name: "a" }, outputs: { tags: { "a.b": "x" }, url: "u" } };
    const values = (reading: Reading) =>
      sortDrift([refreshedResource(before, reading)]).map(({ field, state, live }) => [
        field,
        state,
        live,
      ]);
    const tags = { tags: { "a.b": "y" } };
    assert.deepEqual(values({ paths: ['tags["a.b"]'], outputs: tags }), [
      ['tags["a.b"]', "x", "y"],
    ]);
    assert.deepEqual(values({ paths: ["name"], inputs: { name: "b" } }), [["name", "a", "b"]]);
    assert.deepEqual(values({ outputs: tags }), [["tags", '{"a.b":"x"}', '{"a.b":"y"}']]);
    assert.deepEqual(
      values({}).map(([field]) => field),
      [""],
    );
  });
});

describe("propertyAt", () => {
  it("follows names, indexes and quoted names, and no prototype", () => {
    const value = { a: [{ "b.c": 1, 'd"e': 2 }] };
    assert.equal(propertyAt(value, 'a[0]["b.c"]'), 1);
    assert.equal(propertyAt(value, 'a[0]["d\\"e"]'), 2);
    assert.equal(propertyAt(value, "a[1].x"), undefined);
    assert.equal(propertyAt(value, "constructor.name"), undefined);
    assert.equal(topProperty('["a.b"].c'), "a.b");
  });
});
