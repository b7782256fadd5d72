import assert from "node:assert/strict";

import type { DeploymentTiming } from "../../../components/ecs/deploymentDeadline.js";
import {
  deploymentDeadlineMinutes,
  deploymentTimeoutProblem,
  pauseSeconds,
} from "../../../components/ecs/deploymentDeadline.js";

const timing: DeploymentTiming = {
  taskCount: 1,
  minimumHealthyPercent: 100,
  maximumPercent: 200,
  healthCheckGracePeriodSeconds: 60,
  healthCheckSeconds: 45,
  deregistrationDelaySeconds: 30,
  stopTimeoutSeconds: 120,
  bakeSeconds: 0,
};
const minutes = (change: Partial<DeploymentTiming> = {}) =>
  deploymentDeadlineMinutes({ ...timing, ...change });

describe("deploymentDeadlineMinutes", () => {
  it("has time for three tasks that fail, and for a deployment after them", () => {
    // One batch of 180 + 60 + 45 + 30 + 120, 120 to notice, and three failures of 180 + 60 + 45 one after the other.
    assert.equal(minutes(), Math.ceil((435 + 120 + 855) / 60));
  });

  it("is never short of ten minutes nor longer than two weeks", () => {
    const quick = {
      taskCount: 10,
      healthCheckGracePeriodSeconds: 0,
      healthCheckSeconds: 0,
      deregistrationDelaySeconds: 0,
      stopTimeoutSeconds: 0,
    };
    assert.equal(minutes(quick), 10);
    assert.equal(minutes({ bakeSeconds: 2_000_000 }), 20_160);
  });

  it("grows with the batches that the limits leave", () => {
    // From 20 to 40 tasks may run: one batch. From 19 to 20: twenty of them, and ten failures one after the other.
    assert.equal(minutes({ taskCount: 20 }), Math.ceil((435 + 120 + 285) / 60));
    assert.equal(
      minutes({ taskCount: 20, minimumHealthyPercent: 95, maximumPercent: 100 }),
      Math.ceil((20 * 435 + 120 + 10 * 285) / 60),
    );
  });

  it("has time for each wait that is asked for", () => {
    const longer = (change: Partial<DeploymentTiming>) => minutes(change) - minutes();
    assert.equal(longer({ bakeSeconds: 600 }), 10);
    assert.equal(longer({ deregistrationDelaySeconds: 330 }), 5);
    // It counts for the deployment and for each of three tasks that fail.
    assert.equal(longer({ healthCheckGracePeriodSeconds: 360 }), 20);
  });

  it("does without tasks", () => {
    assert.equal(minutes({ taskCount: 0 }), Math.ceil((120 + 855) / 60));
  });
});

describe("deploymentTimeoutProblem", () => {
  it("takes whole minutes up to two weeks", () => {
    for (const good of [undefined, 1, 30, 20_160]) {
      assert.equal(deploymentTimeoutProblem(good), undefined);
    }
    for (const bad of [0, -1, 1.5, 20_161, Number.NaN]) {
      assert.deepEqual(deploymentTimeoutProblem(bad), {
        path: "deploymentTimeoutMinutes",
        reason: `'deploymentTimeoutMinutes' must be a whole number from 1 to 20160, got ${bad}; 30 works`,
      });
    }
  });
});

describe("pauseSeconds", () => {
  it("adds up what each strategy waits for", () => {
    assert.equal(pauseSeconds(undefined), 0);
    assert.equal(pauseSeconds({ bakeTimeInMinutes: "5" }), 300);
    assert.equal(
      pauseSeconds({
        bakeTimeInMinutes: "5",
        canaryConfiguration: { canaryBakeTimeInMinutes: "10" },
      }),
      900,
    );
    const linearConfiguration = { stepBakeTimeInMinutes: "2", stepPercent: 30 };
    assert.equal(pauseSeconds({ linearConfiguration }), 480);
  });

  it("has time for lifecycle hooks, and for a person at a pause", () => {
    const lifecycleStages = ["PRE_SCALE_UP", "POST_SCALE_UP"];
    const hook = (change: object) =>
      pauseSeconds({ lifecycleHooks: [{ lifecycleStages, ...change }] });
    assert.equal(hook({ timeoutConfiguration: { timeoutInMinutes: "3" } }), 360);
    assert.equal(hook({}), 7200);
    assert.equal(hook({ targetType: "PAUSE" }), 172_800);
  });
});
