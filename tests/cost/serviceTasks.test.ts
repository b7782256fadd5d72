import assert from "node:assert/strict";

import { serviceCounts } from "../../cost/serviceTasks.js";
import type { PricedResource } from "../../cost/stackResources.js";
import { StackResources } from "../../cost/stackResources.js";
import { UsageOfStack } from "../../cost/usage.js";
import { resource, scaling, service } from "./costCases.js";

const usage = new UsageOfStack({}, "dev");
const ACTION = "aws:appautoscaling/scheduledAction:ScheduledAction";

/** Least and most tasks of each service. */
function counts(...resources: PricedResource[]): Record<string, readonly [number, number]> {
  const stack = new StackResources(resources, "us-east-1");
  return Object.fromEntries(
    stack.of("aws:ecs/service:Service").map((one) => {
      const { minimum, maximum } = serviceCounts({ stack, usage }, one);
      return [one.name, [minimum, maximum]];
    }),
  );
}

const night = (name: string, resourceId: string, maxCapacity: number, more: object = {}) =>
  resource(
    ACTION,
    name,
    { resourceId, scalableTargetAction: { minCapacity: 0, maxCapacity } },
    more,
  );

describe("serviceCounts", () => {
  it("finds a service's own autoscaler by its name, and none that is another's", () => {
    const found = counts(
      service("orders", 1),
      service("stock", 1),
      service("mail", 1),
      scaling("a", 2, 4),
      scaling("orders", 5, 6),
      {
        ...scaling("tables", 8, 9),
        inputs: { resourceId: "table/mail", serviceNamespace: "dynamodb" },
      },
      { ...scaling("b", 3, 7), inputs: { ...scaling("stock", 3, 7).inputs } },
    );
    assert.deepEqual(found, { orders: [5, 6], stock: [3, 7], mail: [1, 1] });
  });

  it("finds it by the logical name where Pulumi made the physical one", () => {
    const nameless = { ...service("orders", 1), inputs: { desiredCount: 1 } };
    const found = counts(nameless, service("stock", 1), scaling("orders-1a2b3c4", 2, 4));
    assert.deepEqual(found, { orders: [2, 4], stock: [1, 1] });
  });

  it("takes one whose id is not known for the only service there is, and for none of several", () => {
    const open = { ...scaling("a", 2, 4) };
    open.inputs = { ...open.inputs, resourceId: "service/shop/[unknown]" };
    assert.deepEqual(counts(service("orders", 1), open), { orders: [2, 4] });
    assert.deepEqual(counts(service("orders", 1), service("stock", 1), open), {
      orders: [1, 1],
      stock: [1, 1],
    });
    assert.deepEqual(counts(service("orders", 1), open, { ...open, urn: "urn:b", name: "b" }), {
      orders: [1, 1],
    });
  });

  it("counts the timetable of its own autoscaler alone", () => {
    const own = night("night", "service/shop/orders", 10);
    const other = night("other", "service/shop/stock", 20);
    const open = night("open", "[unknown]", 30);
    const scaled = [service("orders", 1), scaling("orders", 2, 4)];
    assert.deepEqual(counts(...scaled, own, other), { orders: [0, 10] });
    // The only autoscaler there is has what does not say whose it is.
    assert.deepEqual(counts(...scaled, own, open), { orders: [0, 30] });
    const two = [...scaled, service("stock", 1), scaling("stock", 3, 7)];
    assert.deepEqual(counts(...two, own, open), { orders: [0, 10], stock: [3, 7] });
    const parent = "urn:pulumi:dev::shop::slipway:index:Service::orders";
    const within = (one: PricedResource) => ({ ...one, parent });
    const open2 = within(scaling("orders", 2, 4));
    open2.inputs = { ...open2.inputs, resourceId: "[unknown]" };
    assert.deepEqual(
      counts(
        within(service("orders", 1)),
        open2,
        night("open", "[unknown]", 30, { parent }),
        service("stock", 1),
        scaling("stock", 3, 7),
      ),
      { orders: [0, 30], stock: [3, 7] },
    );
  });

  it("goes through autoscalers and timetables once, not for each service", () => {
    const names = Array.from({ length: 4000 }, (_, i) => `orders-${i}`);
    const resources = names.flatMap((name) => [
      service(name, 1),
      scaling(name, 2, 4),
      night(`night-${name}`, `service/shop/${name}`, 10),
    ]);
    const start = process.cpuUsage();
    const found = counts(...resources);
    const { user } = process.cpuUsage(start);
    assert.deepEqual(found["orders-3999"], [0, 10]);
    // Each service by itself, which is quadratic, takes more than 10 s.
    assert.ok(user < 3_000_000, `${Math.round(user / 1000)} ms`);
  }).timeout(60_000);
});
