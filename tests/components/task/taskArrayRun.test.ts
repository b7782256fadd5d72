import assert from "node:assert/strict";

import { notCancelled } from "../../../components/dynamic/cancellation.js";
import type { TaskRun } from "../../../components/task/runTask.js";
import { runTask } from "../../../components/task/runTask.js";
import type { FakeAnswers, FakeAws } from "../support/fakeAws.js";
import { fakeAws } from "../support/fakeAws.js";

const TASK = "arn:aws:ecs:us-east-1:123456789012:task/platform/";
const REVISION = "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1";
const run: TaskRun = {
  region: "us-east-1",
  cluster: "arn:aws:ecs:us-east-1:123456789012:cluster/platform",
  taskDefinition: REVISION,
  container: "index",
  capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
  networkConfiguration: { subnets: ["subnet-1"], securityGroups: ["sg-1"], assignPublicIp: false },
  timeoutSeconds: 60,
};

/** Tasks that end as `exitCodes` says for each index, one for each attempt; nothing keeps one running. */
class Ends {
  /** Attempts so far, by index. */
  readonly attempts = new Map<number, number>();
  /** Most tasks that ran at once. */
  most = 0;
  private running = new Set<string>();
  private stopped = new Set<string>();

  constructor(private readonly exitCodes: (number | undefined)[][]) {}

  readonly answers: FakeAnswers = {
    RunTask: (parameters) => {
      const index = indexOf(parameters);
      const attempt = this.attempts.get(index) ?? 0;
      this.attempts.set(index, attempt + 1);
      const taskArn = `${TASK}${index}-${attempt}`;
      this.running.add(taskArn);
      this.most = Math.max(this.most, this.running.size);
      return { tasks: [{ taskArn }] };
    },
    DescribeTasks: ({ tasks }) => {
      const [taskArn = ""] = tasks as string[];
      const [index = 0, attempt = 0] = taskArn.slice(TASK.length).split("-").map(Number);
      const exitCode = this.exitCodes[index]?.[attempt];
      if (this.stopped.has(taskArn)) return { tasks: [{ taskArn, lastStatus: "STOPPED" }] };
      if (exitCode === undefined) return { tasks: [{ taskArn, lastStatus: "RUNNING" }] };
      this.running.delete(taskArn);
      const containers = [{ name: "index", exitCode }];
      return { tasks: [{ taskArn, lastStatus: "STOPPED", containers }] };
    },
    StopTask: ({ task }) => {
      this.stopped.add(task as string);
      return {};
    },
    DescribeTaskDefinition: () => ({
      taskDefinition: {
        containerDefinitions: [
          {
            name: "index",
            logConfiguration: {
              logDriver: "awslogs",
              options: { "awslogs-group": "/ecs/orders", "awslogs-stream-prefix": "orders" },
            },
          },
        ],
      },
    }),
    GetLogEvents: ({ logStreamName }) => ({
      events: [{ message: `end of ${logStreamName as string}` }],
    }),
  };
}

/** The index that a run is told; 0 for one that is told none. */
function indexOf({ overrides = {} }: Record<string, unknown>): number {
  const { containerOverrides: [own] = [] } = overrides as {
    containerOverrides?: { environment: { name: string; value: string }[] }[];
  };
  const variable = own?.environment.find(({ name }) => name === "SLIPWAY_ARRAY_INDEX");
  return Number(variable?.value ?? 0);
}

describe("runTask of an array", () => {
  let aws: FakeAws | undefined;
  afterEach(() => aws?.stop());

  async function start(...exitCodes: (number | undefined)[][]) {
    const ends = new Ends(exitCodes);
    aws = await fakeAws(ends.answers);
    return { ends, calls: aws.calls };
  }
  const of = (calls: FakeAws["calls"], action: string) =>
    calls.filter((call) => call.action === action);

  it("runs each index once, so many at a time, and gives the first one's task", async () => {
    const { ends } = await start([0], [0], [0], [0], [0]);
    const result = await runTask({ ...run, arraySize: 5, maxConcurrentTasks: 2 }, 1);
    assert.deepEqual(result, { taskArn: `${TASK}0-0`, exitCode: 0 });
    assert.deepEqual(
      [...ends.attempts].sort(),
      [0, 1, 2, 3, 4].map((index) => [index, 1]),
    );
    assert.equal(ends.most, 2);
  });

  it("tells each run its index and the number, beside the variables of the program", async () => {
    const { calls } = await start([0], [0]);
    const environment = [{ name: "A", value: "1" }];
    const overrides = [{ name: "index", command: ["go"], environment }];
    await runTask({ ...run, overrides, arraySize: 2, maxConcurrentTasks: 1 }, 1);
    assert.deepEqual(
      of(calls, "RunTask").map(({ parameters }) => parameters.overrides),
      ["0", "1"].map((value) => ({
        containerOverrides: [
          {
            name: "index",
            command: ["go"],
            environment: [
              ...environment,
              { name: "SLIPWAY_ARRAY_INDEX", value },
              { name: "SLIPWAY_ARRAY_SIZE", value: "2" },
            ],
          },
        ],
      })),
    );
  });

  it("awaits all ends, and fails once with all that failed and the log of the first", async () => {
    const { ends, calls } = await start([0], [3], [0], [4], [0]);
    await assert.rejects(runTask({ ...run, arraySize: 5, maxConcurrentTasks: 2 }, 1), {
      message: `2 of 5 runs failed, indices 1, 3; index 1: task ${TASK}1-0: container "index" ended with exit code 3; the end of its log:\n  end of orders/index/1-0`,
    });
    assert.equal(ends.attempts.size, 5);
    assert.equal(of(calls, "GetLogEvents").length, 1);
  });

  it("makes a run that failed again, and no other", async () => {
    const { ends } = await start([0], [1, 137, 0], [0]);
    const result = await runTask({ ...run, arraySize: 3, retryAttempts: 2 }, 1);
    assert.equal(result.exitCode, 0);
    assert.deepEqual([...ends.attempts].sort(), [
      [0, 1],
      [1, 3],
      [2, 1],
    ]);
  });

  it("gives up after so many attempts, and shows the last one", async () => {
    const { ends } = await start([1, 2, 0]);
    await assert.rejects(runTask({ ...run, retryAttempts: 1 }, 1), {
      message: `task ${TASK}0-1: container "index" ended with exit code 2; the end of its log:\n  end of orders/index/0-1`,
    });
    assert.equal(ends.attempts.get(0), 2);
  });

  it("makes a run again that ECS did not start", async () => {
    aws = await fakeAws({
      RunTask: [
        { tasks: [], failures: [{ reason: "RESOURCE:CPU" }] },
        { tasks: [{ taskArn: `${TASK}0-0` }] },
      ],
      DescribeTasks: new Ends([[0]]).answers.DescribeTasks ?? [],
    });
    const { exitCode } = await runTask({ ...run, retryAttempts: 1 }, 1);
    assert.equal(exitCode, 0);
  });

  it("does not try again what is not allowed", async () => {
    aws = await fakeAws({});
    await assert.rejects(runTask({ ...run, arraySize: 2, retryAttempts: 3 }, 1), {
      message: "2 of 2 runs failed, indices 0, 1; index 0: RunTask is not allowed",
    });
    assert.equal(of(aws.calls, "RunTask").length, 2);
  });

  it("stops what runs when the time is over, and starts nothing more", async () => {
    const { ends, calls } = await start([undefined], [0], [0]);
    const short = { ...run, arraySize: 3, maxConcurrentTasks: 1, timeoutSeconds: 0.2 };
    await assert.rejects(runTask({ ...short, retryAttempts: 2 }, 1), {
      message: `3 of 3 runs failed, indices 0, 1, 2; index 0: task ${TASK}0-0: it had not ended after 'timeoutSeconds' 0.2 and was stopped; the end of its log:\n  end of orders/index/0-0`,
    });
    assert.equal(ends.attempts.size, 1);
    assert.deepEqual(
      of(calls, "StopTask").map(({ parameters }) => [parameters.task, parameters.reason]),
      [[`${TASK}0-0`, "slipway: timeoutSeconds"]],
    );
  });

  it("stops all that runs when it is cancelled, and starts nothing more", async () => {
    const { ends, calls } = await start([undefined], [undefined], [0]);
    const cancelling = new AbortController();
    const array = { ...run, arraySize: 3, maxConcurrentTasks: 2, retryAttempts: 2 };
    const running = runTask(array, 60_000, { ...notCancelled(), signal: cancelling.signal });
    const failed = assert.rejects(running, {
      message: `3 of 3 runs failed, indices 0, 1, 2; index 0: task ${TASK}0-0: it was stopped, as the update was cancelled; the end of its log:\n  end of orders/index/0-0`,
    });
    while (of(calls, "DescribeTasks").length < 2) await new Promise(setImmediate);
    cancelling.abort();
    await failed;
    assert.equal(ends.attempts.size, 2);
    assert.deepEqual(
      of(calls, "StopTask")
        .map(({ parameters }) => [parameters.task, parameters.reason])
        .sort(),
      ["0-0", "1-0"].map((id) => [`${TASK}${id}`, "slipway: cancelled"]),
    );
  });
});
