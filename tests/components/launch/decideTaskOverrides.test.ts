import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";

import { Checks } from "../../../components/argument/checks.js";
import type { TaskDefinitionRef } from "../../../components/index.js";
import { ScheduledTask, Task } from "../../../components/index.js";
import { decideTaskOverrides } from "../../../components/launch/decideTaskOverrides.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";
import { cluster } from "../support/platform.js";

const taskDefinition: TaskDefinitionRef = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  family: "orders",
  containers: [{ name: "orders", ports: [] }],
  executionRoleArn: "arn:aws:iam::123456789012:role/execution",
  taskRoleArn: "arn:aws:iam::123456789012:role/task",
};
const hidden = () => pulumi.secret("hunter2");

describe("decideTaskOverrides", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  const faults: [string, object, string, string][] = [
    ["a variable", { environment: { MODE: "a", KEY: hidden() } }, "environment.KEY", " in 'KEY'"],
    [
      "a part of a variable",
      { environment: { URL: pulumi.interpolate`postgres://app:${hidden()}@db` } },
      "environment.URL",
      " in 'URL'",
    ],
    ["a word of the command", { command: ["migrate", hidden()] }, "command", ""],
    ["a whole command", { command: pulumi.secret(["migrate"]) }, "command", ""],
  ];
  for (const [fault, args, path, where] of faults) {
    it(`refuses a secret in ${fault}, and does not tell it`, async () => {
      const checks = new Checks("Task", "orders");
      const overrides = decideTaskOverrides(checks, { taskDefinition, ...args });
      assert.ok(overrides);
      await assert.rejects(valueOf(overrides), {
        name: "ArgumentError",
        propertyPath: path,
        message: `Task "orders": '${path.replace(/\..*/, "")}' must hold no secret, which all who may describe the task would read, got one${where}; keep it in SSM or Secrets Manager and name it in 'secrets' of the task definition's container`,
      });
    });
  }

  const plain = { environment: { MODE: pulumi.output("fast") }, command: [pulumi.output("go")] };
  it("lets outputs be that are no secrets", async () => {
    const overrides = decideTaskOverrides(new Checks("Task", "orders"), {
      taskDefinition,
      ...plain,
    });
    assert.ok(overrides);
    assert.deepEqual(await valueOf(overrides), [
      { name: "orders", command: ["go"], environment: [{ name: "MODE", value: "fast" }] },
    ]);
  });

  for (const [component, type, make] of [
    [
      "Task",
      "pulumi-nodejs:dynamic:Resource",
      (environment: Record<string, pulumi.Output<string>>) =>
        new Task("orders", { cluster, taskDefinition, environment }),
    ],
    [
      "ScheduledTask",
      "aws:scheduler/schedule:Schedule",
      (environment: Record<string, pulumi.Output<string>>) =>
        new ScheduledTask("orders", {
          cluster,
          taskDefinition,
          schedule: "rate(1 hour)",
          environment,
        }),
    ],
  ] as const) {
    it(`has a secret stop a ${component}, and nothing else`, async () => {
      const registered = () => mock.resources.filter((resource) => resource.type === type).length;
      make({ KEY: pulumi.output("plain") });
      await mock.settled();
      assert.equal(registered(), 1);
      mock = await mockPulumi({ project: "orders", stack: "dev" });
      make({ KEY: hidden() });
      // The resource waits for what never comes: nothing tells when it would have been registered.
      await delay(300);
      assert.equal(registered(), 0);
    });
  }
});
