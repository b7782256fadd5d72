import assert from "node:assert/strict";

import type { TaskArraySettings } from "../../../../components/task/rules/taskArray.js";
import {
  arrayFailureText,
  arrayVariableProblem,
  overridesOfIndex,
  taskArrayProblem,
} from "../../../../components/task/rules/taskArray.js";

describe("taskArrayProblem", () => {
  it("takes nothing, the least and the most", () => {
    assert.equal(taskArrayProblem({}), undefined);
    const least = { arraySize: 2, maxConcurrentTasks: 1, retryAttempts: 0 };
    assert.equal(taskArrayProblem(least), undefined);
    const most = { arraySize: 1000, maxConcurrentTasks: 100, retryAttempts: 10 };
    assert.equal(taskArrayProblem(most), undefined);
    assert.equal(taskArrayProblem({ retryAttempts: 3 }), undefined);
  });

  const refused: [TaskArraySettings, string, string][] = [
    [{ arraySize: 1 }, "arraySize", "a whole number from 2 to 1000, got 1; 10 works"],
    [{ arraySize: 1001 }, "arraySize", "a whole number from 2 to 1000, got 1001; 10 works"],
    [{ arraySize: 2.5 }, "arraySize", "a whole number from 2 to 1000, got 2.5; 10 works"],
    [
      { arraySize: 2, maxConcurrentTasks: 0 },
      "maxConcurrentTasks",
      "a whole number from 1 to 100, got 0; 10 works",
    ],
    [
      { arraySize: 2, maxConcurrentTasks: 101 },
      "maxConcurrentTasks",
      "a whole number from 1 to 100, got 101; 10 works",
    ],
    [{ retryAttempts: -1 }, "retryAttempts", "a whole number from 0 to 10, got -1; 3 works"],
    [{ retryAttempts: 11 }, "retryAttempts", "a whole number from 0 to 10, got 11; 3 works"],
  ];
  for (const [settings, path, rule] of refused) {
    it(`refuses ${JSON.stringify(settings)}`, () => {
      const reason = `'${path}' must be ${rule}`;
      assert.deepEqual(taskArrayProblem(settings), { path, reason });
    });
  }

  it("refuses a limit without an array", () => {
    assert.deepEqual(taskArrayProblem({ maxConcurrentTasks: 5 }), {
      path: "maxConcurrentTasks",
      reason: "'maxConcurrentTasks' is for the runs of 'arraySize', got 5 without it; leave it out",
    });
  });
});

describe("arrayVariableProblem", () => {
  it("keeps the array's own variables for it", () => {
    assert.equal(arrayVariableProblem(["SHARD"]), undefined);
    assert.deepEqual(arrayVariableProblem(["A", "SLIPWAY_ARRAY_SIZE"]), {
      path: "environment",
      reason: `'environment' must not have "SLIPWAY_ARRAY_SIZE", which 'arraySize' sets for each run; "SHARD" works`,
    });
  });
});

describe("overridesOfIndex", () => {
  const variables = [
    { name: "SLIPWAY_ARRAY_INDEX", value: "3" },
    { name: "SLIPWAY_ARRAY_SIZE", value: "8" },
  ];

  it("tells a container that is not changed otherwise which one it is", () => {
    assert.deepEqual(overridesOfIndex(undefined, "index", 3, 8), [
      { name: "index", environment: variables },
    ]);
  });

  it("keeps what the run changes", () => {
    const environment = [{ name: "A", value: "1" }];
    const overrides = [{ name: "index", command: ["run"], environment }];
    assert.deepEqual(overridesOfIndex(overrides, "index", 3, 8), [
      { name: "index", command: ["run"], environment: [...environment, ...variables] },
    ]);
    assert.equal(environment.length, 1);
  });
});

describe("arrayFailureText", () => {
  it("names all that failed, and why the first did", () => {
    assert.equal(arrayFailureText(8, [3], "why"), "1 of 8 runs failed, index 3; index 3: why");
    assert.equal(
      arrayFailureText(8, [0, 7], "why"),
      "2 of 8 runs failed, indices 0, 7; index 0: why",
    );
  });
});
