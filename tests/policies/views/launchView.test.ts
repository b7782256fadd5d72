import assert from "node:assert/strict";

import { UNKNOWN, UnknownLeaf } from "../../../policies/resource/reader.js";
import { launchView } from "../../../policies/views/launchView.js";
import { componentService, rawService, rawTask, resourceOf } from "../rules/ruleCases.js";

const PUBLIC = { networkConfiguration: { assignPublicIp: true } };

describe("launchView", () => {
  it("reads the choice where each kind has it", () => {
    const views = [
      componentService({ assignPublicIp: true }),
      rawService(PUBLIC),
      resourceOf("aws:ecs/taskSet:TaskSet", PUBLIC),
      resourceOf("aws:cloudwatch/eventTarget:EventTarget", { ecsTarget: PUBLIC }),
      resourceOf("aws:scheduler/schedule:Schedule", { target: { ecsParameters: PUBLIC } }),
    ].map(launchView);
    assert.deepEqual(
      views.map((view) => [view?.label, view?.name, view?.assignsPublicIp()]),
      [
        ["service 'orders'", "orders", true],
        ["service 'orders'", "orders", true],
        ["task set 'orders'", "orders", true],
        ["event target 'orders'", "orders", true],
        ["schedule 'orders'", "orders", true],
      ],
    );
  });

  it("assigns no public address by default", () => {
    assert.equal(launchView(componentService())?.assignsPublicIp(), false);
    assert.equal(launchView(rawService())?.assignsPublicIp(), false);
  });

  it("reads what a component's network says of its reach, which resources do not", () => {
    const args = { cluster: { network: { privateReach: "nothing" } } };
    assert.equal(launchView(componentService(args))?.privateReach(), "nothing");
    assert.equal(launchView(componentService())?.privateReach(), undefined);
    assert.equal(launchView(rawService(args))?.privateReach(), undefined);
  });

  it("has no view of what starts no task", () => {
    const queue = resourceOf("aws:cloudwatch/eventTarget:EventTarget", { arn: "queue" });
    assert.equal(launchView(queue), undefined);
    assert.equal(launchView(rawTask()), undefined);
  });

  it("names the unknown value that the view hangs on", () => {
    const target = resourceOf("aws:scheduler/schedule:Schedule", { target: UNKNOWN });
    assert.throws(() => launchView(target), new UnknownLeaf("target"));
  });
});
