import assert from "node:assert/strict";

import {
  stepAdjustments,
  stepsProblem,
} from "../../../../../components/service/rules/scaling/stepAdjustments.js";

const PATH = "scaling.steps[0].steps";

describe("stepAdjustments", () => {
  it("reaches upwards from the threshold, the last step without end", () => {
    const steps = [{ change: 1 }, { distance: 100, change: 5 }];
    assert.deepEqual(stepAdjustments(steps, "above"), [
      { metricIntervalLowerBound: "0", metricIntervalUpperBound: "100", scalingAdjustment: 1 },
      { metricIntervalLowerBound: "100", scalingAdjustment: 5 },
    ]);
  });

  it("reaches downwards from the threshold, mirrored", () => {
    const steps = [{ change: -1 }, { distance: 10, change: -2 }];
    assert.deepEqual(stepAdjustments(steps, "below"), [
      { metricIntervalUpperBound: "0", metricIntervalLowerBound: "-10", scalingAdjustment: -1 },
      { metricIntervalUpperBound: "-10", scalingAdjustment: -2 },
    ]);
  });

  it("finds no fault in steps outwards", () => {
    assert.equal(stepsProblem([{ change: 1 }, { distance: 0.5, change: 2 }], PATH), undefined);
  });

  const faults: [Parameters<typeof stepsProblem>[0], string, string][] = [
    [
      [],
      PATH,
      `'${PATH}' must begin with a step at distance 0, got no step; [{ change: 1 }] works`,
    ],
    [
      [{ distance: 5, change: 1 }],
      PATH,
      `'${PATH}' must begin with a step at distance 0, got a first one at 5; [{ change: 1 }] works`,
    ],
    [
      [{ change: 1 }, { distance: 9, change: 1 }, { distance: 9, change: 2 }],
      `${PATH}[2].distance`,
      `'${PATH}[2].distance' must be above that of the step before it, got 9 after 9`,
    ],
    [
      [{ change: 0.5 }],
      `${PATH}[0].change`,
      `'${PATH}[0].change' must be a whole number, got 0.5; 1 works`,
    ],
  ];
  for (const [steps, path, reason] of faults) {
    it(`refuses ${JSON.stringify(steps)}`, () => {
      assert.deepEqual(stepsProblem(steps, PATH), { path, reason });
    });
  }
});
