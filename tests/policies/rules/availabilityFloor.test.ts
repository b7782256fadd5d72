import assert from "node:assert/strict";

import { evaluate } from "../../../policies/review/evaluate.js";
import { UNKNOWN } from "../../../policies/resource/reader.js";
import { availabilityFloor } from "../../../policies/rules/availabilityFloor.js";
import { componentService, describeRule, rawService, resourceOf } from "./ruleCases.js";

const PRODUCTION = { minTasks: 2, minOnDemandTasks: 2 };
const ON_SPOT = { capacityProvider: "FARGATE_SPOT", weight: 1 };

function target(edit: object) {
  return resourceOf("aws:appautoscaling/target:Target", {
    serviceNamespace: "ecs",
    minCapacity: 1,
    maxCapacity: 4,
    ...edit,
  });
}

function mix(...capacityProviderStrategies: readonly object[]) {
  return { capacityProviderStrategies };
}

function few(got: number, label = "service 'orders'"): string {
  return `${label} must run at least 2 tasks, got ${got}; 'desiredCount' 2 works, or 'minCapacity' 2 of an autoscaler`;
}

function spot(got: number): string {
  return `service 'orders': 'base' of "FARGATE" must be at least 2 beside "FARGATE_SPOT", got ${got}; 2 works`;
}

describeRule(availabilityFloor, {
  passes: [
    { title: "two tasks", resource: rawService(), configuration: PRODUCTION },
    {
      title: "two tasks of our component",
      resource: componentService(),
      configuration: PRODUCTION,
    },
    {
      title: "a count that is left to an autoscaler",
      resource: rawService({ desiredCount: undefined }),
      configuration: PRODUCTION,
    },
    {
      title: "a task on each instance",
      resource: rawService({ desiredCount: 1, schedulingStrategy: "DAEMON" }),
      configuration: PRODUCTION,
    },
    {
      title: "a task of our component on each instance, in a cluster whose own strategy is of Spot",
      resource: componentService({
        desiredCount: undefined,
        schedulingStrategy: "DAEMON",
        cluster: { defaultCapacityProviderStrategies: [ON_SPOT] },
      }),
      configuration: PRODUCTION,
    },
    {
      title: "an autoscaler that starts with two tasks",
      resource: componentService({
        desiredCount: undefined,
        scaling: { minCapacity: 2, maxCapacity: UNKNOWN, schedules: [{ maxCapacity: 9 }] },
      }),
      configuration: PRODUCTION,
    },
    {
      title: "two tasks on demand before Spot",
      resource: rawService(mix({ capacityProvider: "FARGATE", base: 2 }, ON_SPOT)),
      configuration: PRODUCTION,
    },
    {
      title: "two tasks on demand before Spot, in short",
      resource: componentService({ spotAboveTasks: 2, ...mix(ON_SPOT) }),
      configuration: PRODUCTION,
    },
    {
      title: "all tasks on demand, by weight",
      resource: rawService(
        mix({ capacityProvider: "FARGATE", weight: 1 }, { ...ON_SPOT, weight: 0 }),
      ),
      configuration: PRODUCTION,
    },
    {
      title: "an autoscaler of two tasks",
      resource: target({ minCapacity: 2 }),
      configuration: PRODUCTION,
    },
    {
      title: "an autoscaler of something else",
      resource: target({ serviceNamespace: "dynamodb" }),
      configuration: PRODUCTION,
    },
  ],
  fails: [
    {
      title: "a base on Spot alone, where tasks on demand are asked for",
      resource: rawService({
        capacityProviderStrategies: [
          { capacityProvider: "FARGATE", weight: 1 },
          { capacityProvider: "FARGATE_SPOT", weight: 3, base: 5 },
        ],
      }),
      configuration: { minOnDemandTasks: 1 },
      messages: [
        `service 'orders': 'base' of "FARGATE" must be at least 1 beside "FARGATE_SPOT", got 0; 1 works`,
      ],
    },

    {
      title: "one task",
      resource: rawService({ desiredCount: 1 }),
      configuration: PRODUCTION,
      messages: [few(1)],
    },
    {
      title: "one task of our component, which is its default",
      resource: componentService({ desiredCount: undefined }),
      configuration: PRODUCTION,
      messages: [few(1)],
    },
    {
      title: "an autoscaler that may go to none",
      resource: componentService({
        desiredCount: undefined,
        scaling: { minCapacity: 0, maxCapacity: 4 },
      }),
      configuration: PRODUCTION,
      messages: [few(0)],
    },
    {
      title: "a timetable that lowers the least count",
      resource: componentService({
        desiredCount: undefined,
        scaling: { minCapacity: 2, maxCapacity: 4, schedules: [{ minCapacity: 1 }] },
      }),
      configuration: PRODUCTION,
      messages: [few(1, "service 'orders' by its 'scaling.schedules'")],
    },
    {
      title: "Spot alone",
      resource: rawService(mix(ON_SPOT)),
      configuration: PRODUCTION,
      messages: [spot(0)],
    },
    {
      title: "Spot alone, in short",
      resource: componentService({ spotAboveTasks: 0 }),
      configuration: PRODUCTION,
      messages: [spot(0)],
    },
    {
      title: "Spot alone, by the cluster",
      resource: componentService({ cluster: { defaultCapacityProviderStrategies: [ON_SPOT] } }),
      configuration: PRODUCTION,
      messages: [spot(0)],
    },
    {
      title: "a share on demand without a base",
      resource: rawService(mix({ capacityProvider: "FARGATE", weight: 9 }, ON_SPOT)),
      configuration: PRODUCTION,
      messages: [spot(0)],
    },
    {
      title: "a base on demand that is too small",
      resource: rawService(mix({ capacityProvider: "FARGATE", base: 1 }, ON_SPOT)),
      configuration: PRODUCTION,
      messages: [spot(1)],
    },
    {
      title: "an autoscaler of one task",
      resource: target({}),
      configuration: PRODUCTION,
      messages: [
        "scalable target 'orders' must run at least 2 tasks, got 1; 'minCapacity' 2 works",
      ],
    },
  ],
  unknown: [
    {
      title: "an unknown count",
      resource: rawService({ desiredCount: UNKNOWN }),
      configuration: PRODUCTION,
      paths: ["desiredCount"],
    },
    {
      title: "an unknown least count",
      resource: componentService({
        desiredCount: undefined,
        scaling: { minCapacity: UNKNOWN, maxCapacity: 4, schedules: [{ minCapacity: 1 }] },
      }),
      configuration: PRODUCTION,
      paths: ["scaling.minCapacity"],
      messages: [few(1, "service 'orders' by its 'scaling.schedules'")],
    },
    {
      title: "an unknown strategy",
      resource: rawService({ capacityProviderStrategies: UNKNOWN }),
      configuration: PRODUCTION,
      paths: ["capacityProviderStrategies"],
    },
    {
      title: "an unknown base",
      resource: rawService(mix({ capacityProvider: "FARGATE", base: UNKNOWN }, ON_SPOT)),
      configuration: PRODUCTION,
      paths: ["capacityProviderStrategies[0].base"],
    },
    {
      title: "an unknown limit of an autoscaler",
      resource: target({ minCapacity: UNKNOWN }),
      configuration: PRODUCTION,
      paths: ["minCapacity"],
    },
  ],
  ignores: [
    {
      title: "a service on Spot, unasked",
      resource: rawService({ desiredCount: 0, ...mix(ON_SPOT) }),
    },
    { title: "an unknown count, unasked", resource: componentService({ desiredCount: UNKNOWN }) },
    { title: "an autoscaler, unasked", resource: target({ minCapacity: UNKNOWN }) },
  ],
});

describe("availability-floor of a component", () => {
  it("tells of a component once, not of its service and autoscaler again", () => {
    const component = componentService({
      desiredCount: undefined,
      spotAboveTasks: 0,
      scaling: { minCapacity: 1, maxCapacity: 4 },
    });
    const child = (type: string, properties: object) => ({
      ...resourceOf(type, properties),
      urn: `urn:pulumi:dev::shop::slipway:index:Service$${type}::orders`,
    });
    const resources = [
      component,
      child("aws:ecs/service:Service", { desiredCount: 1, ...mix(ON_SPOT) }),
      child("aws:appautoscaling/target:Target", target({}).properties as object),
    ];
    const settings = { [availabilityFloor.name]: PRODUCTION };
    const today = new Date("2026-05-10T12:00:00Z");
    const { violations } = evaluate([availabilityFloor], resources, settings, today);
    assert.deepEqual(
      violations.map(({ urn, message }) => [urn, message]),
      [
        [component.urn, few(1)],
        [component.urn, spot(0)],
      ],
    );
  });
});
