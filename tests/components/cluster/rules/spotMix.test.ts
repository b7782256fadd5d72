import assert from "node:assert/strict";

import { capacityStrategyProblem } from "../../../../components/cluster/rules/capacityStrategy.js";
import {
  spotMix,
  spotMixProblem,
  spotProvidersProblem,
} from "../../../../components/cluster/rules/spotMix.js";

describe("mix of Fargate and Fargate Spot", () => {
  it("is a strategy that ECS takes", () => {
    for (const tasks of [0, 1, 100_000]) {
      assert.equal(spotMixProblem(tasks, undefined, "strategies"), undefined);
      assert.equal(capacityStrategyProblem(spotMix(tasks), "strategies"), undefined);
    }
    assert.equal(spotMixProblem(undefined, [], "strategies"), undefined);
  });

  for (const tasks of [-1, 0.5, 100_001, Number.NaN]) {
    it(`is refused above ${tasks} tasks`, () => {
      assert.deepEqual(spotMixProblem(tasks, undefined, "strategies"), {
        path: "spotAboveTasks",
        reason: `'spotAboveTasks' must be a whole number of tasks from 0 to 100000, got ${tasks}; 2 works`,
      });
    });
  }

  it("is refused beside another strategy", () => {
    assert.deepEqual(spotMixProblem(3, [{ capacityProvider: "FARGATE" }], "strategies"), {
      path: "spotAboveTasks",
      reason:
        "'spotAboveTasks' is a strategy of its own and does not go with 'strategies', got 3 beside it; leave one out",
    });
  });

  it("needs both of Fargate's providers, or Spot's alone where all tasks run on it", () => {
    assert.equal(spotProvidersProblem(2), undefined);
    assert.equal(spotProvidersProblem(0, ["FARGATE_SPOT"]), undefined);
    for (const [has, lacks] of [
      ["FARGATE", "FARGATE_SPOT"],
      ["FARGATE_SPOT", "FARGATE"],
    ] as const) {
      assert.deepEqual(spotProvidersProblem(2, [has]), {
        path: "spotAboveTasks",
        reason: `'spotAboveTasks' runs tasks on ${lacks}, got 2 on a cluster whose 'capacityProviders' are ["${has}"]; add "${lacks}" there`,
      });
    }
  });
});
