import assert from "node:assert/strict";

import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { ProgressEvent } from "../../../generator/automation/index.js";
import { upStack } from "../../../generator/automation/index.js";
import { strategyMoveMessage } from "../../../generator/automation/strategyMoves.js";
import { starts, summary } from "./engineEvents.js";
import { PROJECT, withFakePulumi } from "./fakePulumi.js";

const TYPE = "slipway:index:Service";
const urn = `urn:pulumi:dev::orders::${TYPE}::orders`;
const loadBalancer = { ref: {}, healthCheckPath: "/healthz" };

/** A step on a service whose deployment was and will be like this. */
function moves(from: object | undefined, to: object): object {
  const state = (deployment: object | undefined) => ({
    type: TYPE,
    urn,
    custom: false,
    parent: "",
    inputs: { loadBalancer, ...(deployment && { deployment }) },
    outputs: {},
  });
  return {
    resourcePreEvent: {
      metadata: { op: "update", urn, type: TYPE, old: state(from), new: state(to) },
    },
  };
}

const DANGER =
  `Service "orders": strategy canary → rolling changes the ECS service in place: a new rule takes the requests to the same tasks, then the old rule goes. ` +
  "This would leave the service without healthy tasks: ECS may have the tasks in the alternate target group, which would go: " +
  "set 'deployment.targetGroupPair' to true, which keeps both groups and the rule";
const REPLACED =
  `Service "orders": strategy rolling → codeDeploy replaces the ECS service: the new one stands beside the old, with 'desiredCount' or 'scaling.minCapacity' tasks; ` +
  "it gets the requests when its tasks are healthy, then the old one goes";

describe("moves between deployment strategies", () => {
  it("are nothing for other resources, new services and settings", () => {
    for (const event of [
      starts("update", "a"),
      moves({ strategy: "canary", canaryPercent: 5 }, { strategy: "linear" }),
      summary({ same: 1 })[0] ?? {},
    ]) {
      assert.equal(strategyMoveMessage(event as EngineEvent), undefined);
    }
  });

  it("know the listeners of a network load balancer", () => {
    const inputs = {
      networkLoadBalancer: { ref: {}, listeners: [{ port: 443 }, { port: "output" }] },
    };
    const state = (deployment?: object) => ({ inputs: { ...inputs, deployment } });
    const metadata = { type: TYPE, urn, old: state(), new: state({ strategy: "blueGreen" }) };
    const event = { resourcePreEvent: { metadata } } as unknown as EngineEvent;
    assert.deepEqual(strategyMoveMessage(event), {
      kind: "message",
      severity: "error",
      urn,
      text:
        `Service "orders": strategy rolling → blueGreen changes the ECS service in place: requests reach the same tasks as before. ` +
        "This would leave the service without healthy tasks: the listener on port 443 keeps its action, so that the alternate target group has no load balancer, which ECS asks for: " +
        "give the listener a 'testListener' too, which has both groups",
    });
  });

  it("are told before the update", async () => {
    const told: ProgressEvent[] = [];
    await withFakePulumi(
      {
        preview: {
          events: [moves(undefined, { strategy: "codeDeploy" }), ...summary({ update: 1 })],
        },
        up: { events: summary({ update: 1 }) },
      },
      async () => {
        const onProgress = (event: ProgressEvent) => told.push(event);
        const { status } = await upStack({ directory: PROJECT, stack: "dev", onProgress });
        assert.equal(status, "updated");
      },
    );
    assert.deepEqual(
      told.filter(({ kind }) => kind === "message"),
      [{ kind: "message", severity: "info", urn, text: REPLACED }],
    );
  });

  it("that would leave the service without healthy tasks are not made", async () => {
    await withFakePulumi(
      { preview: { events: [moves({ strategy: "canary" }, {}), ...summary({ update: 1 })] } },
      async (fake) => {
        const { status, errors, changes } = await upStack({ directory: PROJECT, stack: "dev" });
        assert.deepEqual([status, changes], ["failed", {}]);
        assert.deepEqual(errors, [{ urn, message: DANGER }]);
        const log = await fake.log();
        assert.equal(log.filter((line) => line.startsWith("up ")).length, 0);
      },
    );
  });
});
