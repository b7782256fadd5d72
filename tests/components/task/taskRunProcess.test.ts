import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";

import { Task } from "../../../components/index.js";
import { mockPulumi } from "../../../generator/testing/index.js";
import { withDynamicProcess } from "../support/dynamicProcess.js";
import { fakeAws } from "../support/fakeAws.js";
import { cluster } from "../support/platform.js";

describe("a task's run in Pulumi's process for dynamic resources", () => {
  const taskArn = "arn:aws:ecs:us-east-1:123456789012:task/platform/0a1b";
  const ended = (exitCode: number) => ({
    tasks: [{ taskArn, lastStatus: "STOPPED", containers: [{ name: "migrate", exitCode }] }],
  });

  /** The inputs of a run, as the engine sends them to the process. */
  async function inputsOfRun() {
    const mock = await mockPulumi();
    const taskDefinition = {
      arn: "arn:…:task-definition/orders:1",
      family: "orders",
      containers: pulumi.output([{ name: "migrate", ports: [] }]),
    };
    new Task("migration", { cluster, taskDefinition });
    await mock.settled();
    return mock.resource("pulumi-nodejs:dynamic:Resource").inputs;
  }

  it("runs the task from the program's folder, and fails the update when it fails", async () => {
    const inputs = await inputsOfRun();
    const aws = await fakeAws({
      RunTask: [{ tasks: [{ taskArn }] }],
      DescribeTasks: [ended(0), ended(4)],
      DescribeTaskDefinition: [{ taskDefinition: {} }],
    });
    const stack = { "aws:accessKey": "stack", "aws:secretKey": "secret" };
    await withDynamicProcess(async (pulumiProcess) => {
      assert.equal(await pulumiProcess.create(inputs), taskArn);
      assert.equal(
        await pulumiProcess.create(inputs),
        `task ${taskArn}: container "migrate" ended with exit code 4; it wrote no log`,
      );
    }, stack).finally(() => aws.stop());
    assert.deepEqual([...new Set(aws.calls.map(({ accessKey }) => accessKey))], ["stack"]);
  }).timeout(60_000);

  it("stops the task at the first request to cancel, and waits for its end", async () => {
    const inputs = await inputsOfRun();
    const described = new EventEmitter();
    let statuses = ["RUNNING"];
    const aws = await fakeAws({
      RunTask: [{ tasks: [{ taskArn }] }],
      DescribeTasks: () => {
        described.emit("described");
        return { tasks: [{ taskArn, lastStatus: statuses.shift() ?? "RUNNING" }] };
      },
      StopTask: () => {
        statuses = ["DEACTIVATING", "STOPPED"];
        return {};
      },
      DescribeTaskDefinition: [{ taskDefinition: {} }],
    });
    await withDynamicProcess(async (pulumiProcess) => {
      const looked = once(described, "described");
      const failed = pulumiProcess.create(inputs);
      await looked;
      assert.equal(await pulumiProcess.cancel(), "");
      assert.equal(
        await failed,
        `task ${taskArn}: it was stopped, as the update was cancelled; it wrote no log`,
      );
    }).finally(() => aws.stop());
    const actions = aws.calls.map(({ action }) => action);
    assert.deepEqual(actions.slice(actions.indexOf("StopTask")), [
      "StopTask",
      "DescribeTasks",
      "DescribeTasks",
      "DescribeTaskDefinition",
    ]);
  }).timeout(60_000);

  it("stops the task when the process is ended, as Pulumi does when it is cancelled for good", async () => {
    const inputs = await inputsOfRun();
    const described = new EventEmitter();
    const aws = await fakeAws({
      RunTask: [{ tasks: [{ taskArn }] }],
      DescribeTasks: () => {
        described.emit("described");
        return { tasks: [{ taskArn, lastStatus: "RUNNING" }] };
      },
      StopTask: [{}],
      DescribeTaskDefinition: [{ taskDefinition: {} }],
    });
    await withDynamicProcess(async (pulumiProcess) => {
      const looked = once(described, "described");
      const failed = pulumiProcess.create(inputs);
      await looked;
      pulumiProcess.signal("SIGINT");
      assert.equal(
        await failed,
        `task ${taskArn}: it was stopped, as the update was cancelled; it wrote no log`,
      );
    }).finally(() => aws.stop());
    const stops = aws.calls.filter(({ action }) => action === "StopTask");
    assert.deepEqual(
      stops.map(({ parameters }) => [parameters.task, parameters.reason]),
      [[taskArn, "slipway: cancelled"]],
    );
  }).timeout(60_000);
});
