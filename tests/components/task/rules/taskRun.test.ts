import assert from "node:assert/strict";

import type { StoppedTask } from "../../../../components/task/rules/taskRun.js";
import {
  runFailureText,
  runProblem,
  runTimeoutProblem,
} from "../../../../components/task/rules/taskRun.js";

const taskArn = "arn:aws:ecs:us-east-1:123456789012:task/platform/0a1b";

describe("runProblem", () => {
  const rows: [string, StoppedTask, string | undefined][] = [
    ["a run that ends with 0", { containers: [{ name: "migrate", exitCode: 0 }] }, undefined],
    [
      "a sidecar that was killed after it",
      {
        stoppedReason: "Essential container in task exited",
        containers: [
          { name: "proxy", exitCode: 137 },
          { name: "migrate", exitCode: 0 },
        ],
      },
      undefined,
    ],
    [
      "an exit code",
      {
        stoppedReason: "Essential container in task exited",
        containers: [{ name: "migrate", exitCode: 3 }],
      },
      `container "migrate" ended with exit code 3: Essential container in task exited`,
    ],
    [
      "too little memory",
      { containers: [{ name: "migrate", exitCode: 137, reason: "OutOfMemoryError" }] },
      `container "migrate" ended with exit code 137: OutOfMemoryError`,
    ],
    [
      "an image that is not there",
      {
        stoppedReason: "Task failed to start",
        containers: [{ name: "migrate", reason: "CannotPullContainerError: not found" }],
      },
      `container "migrate" did not run to its end: CannotPullContainerError: not found; Task failed to start`,
    ],
    ["nothing said", {}, `container "migrate" did not run to its end`],
  ];
  for (const [what, task, expected] of rows) {
    it(`judges ${what}`, () => {
      assert.equal(runProblem(task, "migrate"), expected);
    });
  }
});

describe("runFailureText", () => {
  const problem = `container "migrate" ended with exit code 3`;

  it("ends with the log", () => {
    assert.equal(
      runFailureText({ taskArn, problem }, ["one\n", "two"]),
      `task ${taskArn}: ${problem}; the end of its log:\n  one\n  two`,
    );
  });

  it("says that there is none", () => {
    assert.equal(
      runFailureText({ taskArn, problem }, []),
      `task ${taskArn}: ${problem}; it wrote no log`,
    );
  });
});

describe("runTimeoutProblem", () => {
  for (const seconds of [1, 600, 86_400]) {
    it(`takes ${seconds}`, () => {
      assert.equal(runTimeoutProblem(seconds), undefined);
    });
  }
  for (const seconds of [0, -1, 1.5, 86_401, Number.NaN]) {
    it(`refuses ${seconds}`, () => {
      assert.deepEqual(runTimeoutProblem(seconds), {
        path: "timeoutSeconds",
        reason: `'timeoutSeconds' must be a whole number from 1 to 86400, got ${seconds}; 600 works`,
      });
    });
  }
});
