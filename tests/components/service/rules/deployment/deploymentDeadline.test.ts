import assert from "node:assert/strict";

import type { DeploymentTiming } from "../../../../../components/service/rules/deployment/deploymentDeadline.js";
import {
  balancerTiming,
  deploymentDeadlineMinutes,
} from "../../../../../components/service/rules/deployment/deploymentDeadline.js";

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

describe("balancerTiming", () => {
  it("is that of the slowest target, whichever load balancer has it", () => {
    assert.deepEqual(balancerTiming([]), { healthCheckSeconds: 0, deregistrationDelaySeconds: 0 });
    assert.deepEqual(balancerTiming([{}]), {
      healthCheckSeconds: 45,
      deregistrationDelaySeconds: 30,
    });
    const slow = { healthCheck: { interval: 30, unhealthyThreshold: 5 } };
    assert.deepEqual(balancerTiming([{ deregistrationDelaySeconds: 300 }, slow, {}]), {
      healthCheckSeconds: 150,
      deregistrationDelaySeconds: 300,
    });
  });
});

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
