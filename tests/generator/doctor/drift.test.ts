import assert from "node:assert/strict";

import type { ServiceSnapshot } from "../../../components/diagnosis/rules/serviceSnapshot.js";
import { driftOf } from "../../../generator/doctor/drift.js";
import { stackServices } from "../../../generator/doctor/stackServices.js";
import { healthy } from "../../components/support/snapshots.js";
import { BLUE, COMPONENT, ECS, ELB, GREEN, RULE, state, URN } from "./state.js";

const live = (change: Partial<ServiceSnapshot> = {}): ServiceSnapshot =>
  healthy({
    taskDefinition: `${ECS}:task-definition/orders:2`,
    registeredTargetGroups: [BLUE],
    listenerRules: [{ arn: RULE, forwards: [{ targetGroupArn: BLUE, weight: 1 }] }],
    ...change,
  });

function drift(change: Partial<ServiceSnapshot>, ownership: Record<string, string> = {}) {
  const [service] = stackServices(state(ownership));
  assert.ok(service);
  return driftOf(service, live(change));
}

describe("stackServices", () => {
  it("reads the services of a state, with what the program asked for", () => {
    const ownership = { desiredCount: "autoscaler" };
    assert.deepEqual(stackServices(state(ownership)), [
      {
        name: "orders",
        urn: URN,
        arn: `${ECS}:service/platform/orders`,
        cluster: `${ECS}:cluster/platform`,
        taskDefinition: `${ECS}:task-definition/orders:2`,
        desiredCount: 2,
        targetGroups: [BLUE],
        ruleWeights: { [RULE]: { [BLUE]: 1 } },
        ownership,
        settings: undefined,
      },
    ]);
  });

  it("reads weights, and a service that no component made", () => {
    const [service] = stackServices(
      state().map((resource) =>
        resource.type.endsWith("ListenerRule")
          ? {
              ...resource,
              outputs: {
                actions: [
                  {
                    type: "forward",
                    forward: {
                      targetGroups: [
                        { arn: BLUE, weight: 0 },
                        { arn: GREEN, weight: 100 },
                      ],
                    },
                  },
                ],
              },
            }
          : resource,
      ),
    );
    assert.deepEqual(service?.ruleWeights, { [RULE]: { [BLUE]: 0, [GREEN]: 100 } });
    const alone = state().filter(({ urn }) => urn !== COMPONENT);
    assert.deepEqual(
      stackServices(alone).map(({ ownership, ruleWeights }) => [ownership, ruleWeights]),
      [[{}, {}]],
    );
  });

  it("leaves out a service whose update did not end", () => {
    const unfinished = state().map((resource) => ({ ...resource, outputs: {} }));
    assert.deepEqual(stackServices(unfinished), []);
  });
});

describe("driftOf", () => {
  it("is empty where the live service is as the state has it", () => {
    assert.deepEqual(drift({}), []);
    const forwards = [
      { targetGroupArn: BLUE, weight: 100 },
      { targetGroupArn: GREEN, weight: 0 },
    ];
    assert.deepEqual(drift({ listenerRules: [{ arn: RULE, forwards }] }), []);
  });

  it("pain 3: tells what is somebody else's from what is the program's", () => {
    const change = {
      desiredCount: 5,
      taskDefinition: `${ECS}:task-definition/orders:9`,
      registeredTargetGroups: [GREEN],
      listenerRules: [{ arn: RULE, forwards: [{ targetGroupArn: GREEN, weight: 1 }] }],
    };
    const differences = [
      { field: "desiredCount", state: "2", live: "5" },
      { field: "taskDefinition", state: "orders:2", live: "orders:9" },
      { field: "loadBalancers", state: "blue", live: "green" },
      { field: "listenerRule.actions", state: "blue 100 %", live: "green 100 %" },
    ];
    const real = differences.map((each) => ({ ...each, owner: "program", delegated: false }));
    assert.deepEqual(drift(change), real);
    const ownership = Object.fromEntries(differences.map(({ field }) => [field, "ecs"]));
    const delegated = differences.map((each) => ({ ...each, owner: "ecs", delegated: true }));
    assert.deepEqual(drift(change, ownership), delegated);
  });

  it("pain 3: knows the weights of a network load balancer's listener as ECS's", () => {
    const listenerArn = `${ELB}:listener/net/platform/1/2`;
    const pair = [
      { arn: BLUE, weight: 100 },
      { arn: GREEN, weight: 0 },
    ];
    const made = {
      urn: "urn:pulumi:prod::orders::slipway:index:Service$aws:lb/listener:Listener::orders-nlb-443",
      type: "aws:lb/listener:Listener",
      parent: COMPONENT,
      id: listenerArn,
      outputs: { defaultActions: [{ type: "forward", forward: { targetGroups: pair } }] },
    };
    const owned = { "listener.defaultActions": "ecs" };
    const [service] = stackServices([...state(owned), made]);
    assert.ok(service);
    assert.deepEqual(service.ruleWeights[listenerArn], { [BLUE]: 100, [GREEN]: 0 });
    const forwards = [
      { targetGroupArn: BLUE, weight: 0 },
      { targetGroupArn: GREEN, weight: 100 },
    ];
    assert.deepEqual(driftOf(service, live({ listenerRules: [{ arn: listenerArn, forwards }] })), [
      {
        field: "listener.defaultActions",
        state: "blue 100 %",
        live: "green 100 %",
        owner: "ecs",
        delegated: true,
      },
    ]);
  });

  it("does not compare rules that the stack does not have", () => {
    const listenerRules = [{ arn: "other", forwards: [{ targetGroupArn: GREEN, weight: 1 }] }];
    assert.deepEqual(drift({ listenerRules }), []);
  });
});
