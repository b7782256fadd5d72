import assert from "node:assert/strict";

import { UNKNOWN, UnknownLeaf } from "../../../policies/resource/reader.js";
import type { TaskView } from "../../../policies/views/taskView.js";
import { taskView } from "../../../policies/views/taskView.js";
import { componentTask, rawService, rawTask } from "../rules/ruleCases.js";

function viewOf(resource: Parameters<typeof taskView>[0]): TaskView {
  const view = taskView(resource);
  assert.ok(view, "there is a view");
  return view;
}

/** What a view says of everything that both forms can say. */
function outline(view: TaskView) {
  return {
    name: view.name,
    isForFargate: view.isForFargate(),
    isForWindows: view.isForWindows(),
    cpu: view.cpu(),
    memory: view.memory(),
    containers: view.containers().map((container) => ({
      label: container.label,
      cpu: container.cpu(),
      memory: container.memory(),
      memoryReservation: container.memoryReservation(),
      image: container.image(),
      isPrivileged: container.isPrivileged(),
      environment: container
        .environment()
        .map((variable) => [variable.name, variable.value(), variable.isSecret()]),
      commandLines: container.commandLines.map((line) => [line.argument, line.words()]),
    })),
  };
}

const CONTAINER = {
  cpu: 128,
  memory: 512,
  memoryReservation: 256,
  privileged: true,
  command: ["serve"],
  entryPoint: ["sh"],
  healthCheck: { command: ["CMD", "true"] },
};

describe("taskView", () => {
  it("says the same of our component and of the resource", () => {
    const component = componentTask([{ ...CONTAINER, environment: { A: "1" } }], {
      cpu: 256,
      memory: 1024,
    });
    const environment = [{ name: "A", value: "1" }];
    const raw = rawTask([{ ...CONTAINER, environment }], { cpu: "256", memory: "1 GB" });
    const expected = {
      name: "orders",
      isForFargate: true,
      isForWindows: false,
      cpu: 256,
      memory: 1024,
      containers: [
        {
          label: "container 'app'",
          cpu: 128,
          memory: 512,
          memoryReservation: 256,
          image: "nginx:1.27",
          isPrivileged: true,
          environment: [["A", "1", false]],
          commandLines: [
            ["command", ["serve"]],
            ["entryPoint", ["sh"]],
            ["healthCheck.command", ["CMD", "true"]],
          ],
        },
      ],
    };
    assert.deepEqual(outline(viewOf(component)), expected);
    assert.deepEqual(outline(viewOf(raw)), expected);
  });

  it("fills in what the component chooses", () => {
    const view = viewOf(componentTask([{ memory: undefined }, { name: "sidecar", memory: 128 }]));
    assert.deepEqual([view.cpu(), view.memory()], [256, 512]);
    assert.deepEqual(
      view.containers().map((container) => container.memory()),
      [384, 128],
    );
  });

  it("counts the containers that a log router and a collector add", () => {
    const view = viewOf(componentTask([{ memory: 1024 }], { logRouter: { memory: 256 } }));
    assert.deepEqual([view.cpu(), view.memory()], [256, 2048]);
    const small = viewOf(componentTask([{ memory: undefined }], { logRouter: {} }));
    assert.equal(small.containers()[0]?.memory(), 384);
    const both = { logRouter: {}, openTelemetry: {} };
    const least = viewOf(componentTask([{ memory: undefined }], both));
    assert.equal(least.containers()[0]?.memory(), 128);
  });

  it("fills in nothing that the resource leaves out", () => {
    const view = viewOf(rawTask([{ memory: undefined }], { cpu: undefined, memory: undefined }));
    assert.deepEqual([view.cpu(), view.memory()], [undefined, undefined]);
    assert.equal(view.containers()[0]?.memory(), undefined);
  });

  it("knows a given limit beside an unknown one", () => {
    const view = viewOf(componentTask([{ memory: UNKNOWN }, { name: "sidecar", memory: 128 }]));
    const [app, sidecar] = view.containers();
    assert.throws(() => app?.memory(), new UnknownLeaf("containers[0].memory"));
    assert.equal(sidecar?.memory(), 128);
  });

  it("names a container of an unknown name by its place", () => {
    const [container] = viewOf(componentTask([{ name: UNKNOWN }])).containers();
    assert.equal(container?.label, "container 'containers[0]'");
  });

  it("sees that a task is for Windows, or not for Fargate", () => {
    const family = { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" };
    assert.equal(viewOf(rawTask([{}], { runtimePlatform: family })).isForWindows(), true);
    assert.equal(viewOf(rawTask([{}], { requiresCompatibilities: ["EC2"] })).isForFargate(), false);
  });

  it("knows of our component what capacity and operating system it is for", () => {
    const ec2 = viewOf(componentTask([{}], { requiresCompatibilities: ["EC2"] }));
    assert.deepEqual(
      [ec2.isForFargate(), ec2.isForWindows(), ec2.cpu(), ec2.memory()],
      [false, false, undefined, undefined],
    );
    const operatingSystem = "WINDOWS_SERVER_2022_CORE";
    const windows = viewOf(componentTask([{}], { operatingSystem }));
    assert.deepEqual(
      [windows.isForFargate(), windows.isForWindows(), windows.cpu(), windows.memory()],
      [true, true, 1024, 2048],
    );
  });

  it("has no view of another resource", () => {
    assert.equal(taskView(rawService()), undefined);
  });
});
