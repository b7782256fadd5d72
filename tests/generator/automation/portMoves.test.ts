import assert from "node:assert/strict";

import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { ProgressEvent } from "../../../generator/automation/index.js";
import { upStack } from "../../../generator/automation/index.js";
import { PortMoves } from "../../../generator/automation/portMoves.js";
import { summary } from "./engineEvents.js";
import { PROJECT, withFakePulumi } from "./fakePulumi.js";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const SERVICE = "aws:ecs/service:Service";
const OLD_ARN = "arn:aws:ecs:eu-west-1:123456789012:task-definition/orders:7";
const urnOf = (type: string) => `urn:pulumi:dev::shop::slipway:index:Service$${type}::orders`;

function step(type: string, before: object | undefined, after: object): object {
  const state = (inputs: object, outputs: object) => ({
    ...{ type, urn: urnOf(type), custom: true, parent: "" },
    ...{ inputs, outputs },
  });
  const old = before && state(before, { arn: OLD_ARN });
  const metadata = { op: "update", urn: urnOf(type), type, old, new: state(after, {}) };
  return { resourcePreEvent: { metadata } };
}

const containers = (...ports: object[]) => JSON.stringify([{ name: "app", portMappings: ports }]);
const revision = (before: string, after: unknown) =>
  step(TASK, { containerDefinitions: before }, { containerDefinitions: after });

/** A service that offers ports, and moves from the deployed revision to one that is not known yet. */
function service(before: string[], after = before, taskDefinition = OLD_ARN): object {
  const inputs = (names: string[]) => ({
    taskDefinition,
    serviceConnectConfiguration: { services: names.map((portName) => ({ portName })) },
  });
  return step(SERVICE, inputs(before), { ...inputs(after), taskDefinition: "[unknown]" });
}

function said(...events: object[]): (string | undefined)[] {
  const moves = new PortMoves();
  return events.map((event) => moves.messageOf(event as EngineEvent)?.text);
}

const web = { name: "web", containerPort: 8080, appProtocol: "http" };
const HOW =
  "which ECS takes in no update of a service: make a second service of another name with the new task definition, " +
  "let its clients name it, and remove this one in the next update";

describe("ports of Service Connect whose protocol changes", () => {
  for (const [what, before, after, move] of [
    ["another", { appProtocol: "http" }, { appProtocol: "grpc" }, "http to grpc"],
    ["a first one", {}, { appProtocol: "http2" }, "plain TCP to http2"],
    ["none any more", { appProtocol: "http" }, {}, "http to plain TCP"],
  ] as const) {
    it(`are told before the update: ${what}`, () => {
      const port = { name: "web", containerPort: 8080 };
      const texts = said(
        revision(containers({ ...port, ...before }), containers({ ...port, ...after })),
        service(["web"]),
        service(["web"]),
      );
      const text = `Service "orders": port "web" of Service Connect goes from ${move}, ${HOW}`;
      assert.deepEqual(texts, [undefined, text, undefined]);
    });
  }

  const grpc = { ...web, appProtocol: "grpc" };
  for (const [what, ...events] of [
    [
      "of ports that stay",
      revision(containers(web), containers(web, { ...grpc, name: "api" })),
      service(["web"]),
    ],
    ["of ports that no service offers", revision(containers(web), containers(grpc)), service([])],
    [
      "of ports that the service offers anew",
      revision(containers(web), containers(grpc)),
      service([], ["web"]),
    ],
    [
      "of ports by another name",
      revision(containers(web), containers({ ...grpc, name: "api" })),
      service(["web"], ["api"]),
    ],
    [
      "of another service's tasks",
      revision(containers(web), containers(grpc)),
      service(["web"], ["web"], "arn:other"),
    ],
    ["of containers that are not known", revision(containers(web), undefined), service(["web"])],
    ["of containers that are secret", revision("[secret]", containers(grpc)), service(["web"])],
    ["of a new service", revision(containers(web), containers(grpc)), step(SERVICE, undefined, {})],
  ] as const) {
    it(`are not told ${what}`, () => {
      assert.deepEqual(said(...events), [undefined, undefined]);
    });
  }

  it("are told by an update, which goes on where the user says so", async () => {
    const told: ProgressEvent[] = [];
    const events = [revision(containers(web), containers(grpc)), service(["web"])];
    await withFakePulumi(
      {
        preview: { events: [...events, ...summary({ update: 1 })] },
        up: { events: [...events, ...summary({ update: 1 })] },
      },
      async () => {
        const onProgress = (event: ProgressEvent) => told.push(event);
        const { status } = await upStack({ directory: PROJECT, stack: "dev", onProgress });
        assert.equal(status, "updated");
      },
    );
    const messages = told.filter((event) => event.kind === "message");
    assert.deepEqual(
      messages.map(({ severity, urn }) => [severity, urn]),
      [["warning", urnOf(SERVICE)]],
    );
  });
});
