import assert from "node:assert/strict";

import type { StrategyItem } from "../../../components/ecs/capacityStrategy.js";
import { capacityStrategyProblem } from "../../../components/ecs/capacityStrategy.js";

const onDemand = { capacityProvider: "FARGATE", base: 1, weight: 1 };
const spot = { capacityProvider: "FARGATE_SPOT", weight: 3 };

describe("capacityStrategy", () => {
  it("takes a mix with one base", () => {
    assert.equal(capacityStrategyProblem([onDemand, spot], "strategies"), undefined);
  });

  const faults: [string, StrategyItem[], string, string][] = [
    [
      "no provider",
      [],
      "strategies",
      `'strategies' must hold a provider with a 'weight' above 0, or no task could start; [{ capacityProvider: "FARGATE", weight: 1 }] works`,
    ],
    [
      "no weight at all",
      [{ capacityProvider: "FARGATE", base: 2 }],
      "strategies",
      `'strategies' must hold a provider with a 'weight' above 0, or no task could start; [{ capacityProvider: "FARGATE", weight: 1 }] works`,
    ],
    [
      "an unknown provider",
      [onDemand, { capacityProvider: "SPOT", weight: 1 }],
      "strategies[1]",
      `'strategies': 'capacityProvider' must be FARGATE or FARGATE_SPOT, got "SPOT"`,
    ],
    [
      "a provider that stands twice",
      [onDemand, onDemand],
      "strategies[1]",
      `'strategies': each provider may stand once, got "FARGATE" twice`,
    ],
    [
      "two bases",
      [onDemand, { ...spot, base: 1 }],
      "strategies[1]",
      `'strategies': one provider may have a 'base', got 1 on "FARGATE_SPOT" too; leave it out there`,
    ],
    [
      "a weight above 1000",
      [{ ...onDemand, weight: 1001 }],
      "strategies[0]",
      "'strategies': 'weight' must be a whole number from 0 to 1000, got 1001; 1 works",
    ],
    [
      "a negative base",
      [{ ...onDemand, base: -1 }],
      "strategies[0]",
      "'strategies': 'base' must be a whole number from 0 to 100000, got -1; 1 works",
    ],
  ];
  for (const [fault, items, path, reason] of faults) {
    it(`refuses ${fault}`, () => {
      assert.deepEqual(capacityStrategyProblem(items, "strategies"), { path, reason });
    });
  }
});
