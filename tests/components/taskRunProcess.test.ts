import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import { Task } from "../../components/index.js";
import { mockPulumi } from "../../generator/testing/index.js";
import { withDynamicProcess } from "./dynamicProcess.js";
import { fakeAws } from "./fakeAws.js";
import { cluster } from "./platform.js";

describe("a task's run in Pulumi's process for dynamic resources", () => {
  const taskArn = "arn:aws:ecs:us-east-1:123456789012:task/platform/0a1b";
  const ended = (exitCode: number) => ({
    tasks: [{ taskArn, lastStatus: "STOPPED", containers: [{ name: "migrate", exitCode }] }],
  });

  it("runs the task from the program's folder, and fails the update when it fails", async () => {
    const mock = await mockPulumi();
    const taskDefinition = {
      arn: "arn:…:task-definition/orders:1",
      family: "orders",
      containers: pulumi.output([{ name: "migrate", ports: [] }]),
    };
    new Task("migration", { cluster, taskDefinition });
    await mock.settled();
    const { inputs } = mock.resource("pulumi-nodejs:dynamic:Resource");

    const aws = await fakeAws({
      RunTask: [{ tasks: [{ taskArn }] }],
      DescribeTasks: [ended(0), ended(4)],
      DescribeTaskDefinition: [{ taskDefinition: {} }],
    });
    try {
      await withDynamicProcess(async (pulumiProcess) => {
        assert.equal(await pulumiProcess.create(inputs), taskArn);
        assert.equal(
          await pulumiProcess.create(inputs),
          `task ${taskArn}: container "migrate" ended with exit code 4; it wrote no log`,
        );
      });
    } finally {
      await aws.stop();
    }
  }).timeout(60_000);
});
