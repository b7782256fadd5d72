import assert from "node:assert/strict";

import type { ShiftSettings } from "../../../../../components/service/rules/deployment/trafficShift.js";
import {
  shiftConfiguration,
  shiftMinutes,
} from "../../../../../components/service/rules/deployment/trafficShift.js";
import type { EcsShiftStrategy } from "../../../../../components/service/rules/deployment/deploymentStrategy.js";

describe("shift", () => {
  const overNetwork: [EcsShiftStrategy, ShiftSettings, number][] = [
    // Ten minutes for the test connections and ten for each step.
    ["blueGreen", {}, 25],
    ["canary", {}, 45],
    ["linear", { linearStepPercent: 30, linearStepBakeTimeMinutes: 2 }, 61],
  ];
  for (const [strategy, settings, minutes] of overNetwork) {
    it(`waits ${minutes} minutes with ${strategy} by a network load balancer`, () => {
      assert.equal(shiftMinutes(strategy, settings, true), minutes);
    });
  }

  it("writes ECS's defaults down", () => {
    assert.deepEqual(shiftConfiguration("linear", { bakeTimeMinutes: undefined }), {
      strategy: "LINEAR",
      bakeTimeInMinutes: "5",
      linearConfiguration: { stepPercent: 10, stepBakeTimeInMinutes: "6" },
    });
  });

  const stages = ["POST_SCALE_UP"];
  const waits: [EcsShiftStrategy, ShiftSettings, number][] = [
    ["blueGreen", {}, 5],
    ["blueGreen", { bakeTimeMinutes: 0 }, 0],
    ["canary", {}, 15],
    ["canary", { bakeTimeMinutes: 30, canaryBakeTimeMinutes: 60 }, 90],
    // Ten steps, and no wait after the last.
    ["linear", {}, 59],
    ["linear", { linearStepPercent: 30, linearStepBakeTimeMinutes: 2 }, 11],
    ["linear", { linearStepPercent: 100 }, 5],
    [
      "blueGreen",
      {
        lifecycleHooks: [
          { type: "pause", stages },
          { type: "lambda", stages },
        ],
      },
      1505,
    ],
    ["blueGreen", { lifecycleHooks: [{ type: "pause", stages, pauseTimeoutMinutes: 60 }] }, 65],
    ["blueGreen", { lifecycleHooks: [{ type: "lambda", stages: ["A", "B"] }] }, 125],
    // A hook of this stage is called at each of four steps.
    [
      "linear",
      {
        linearStepPercent: 25,
        lifecycleHooks: [
          { type: "pause", stages: ["PRODUCTION_TRAFFIC_SHIFT"], pauseTimeoutMinutes: 60 },
        ],
      },
      263,
    ],
  ];
  for (const [strategy, settings, minutes] of waits) {
    it(`waits ${minutes} minutes with ${strategy} ${JSON.stringify(settings)}`, () => {
      assert.equal(shiftMinutes(strategy, settings), minutes);
    });
  }
});
