import assert from "node:assert/strict";

import type { DeploymentSettings } from "../../../components/deployment/deploymentRules.js";
import { deploymentProblem } from "../../../components/deployment/deploymentRules.js";

const balanced = { hasLoadBalancer: true };

describe("deploymentRules", () => {
  it("finds no fault in nothing, in alarms by name and in a breaker that is off", () => {
    assert.equal(deploymentProblem({}, { hasLoadBalancer: false }), undefined);
    const settings = { alarmNames: ["orders-5xx"], alarmRollback: true, circuitBreaker: false };
    assert.equal(deploymentProblem(settings, balanced), undefined);
  });

  const faults: [DeploymentSettings, string, string][] = [
    [{ alarmNames: [] }, "alarmNames", "must hold a name, got none; leave it out"],
    [
      { alarmNames: ["a", " "] },
      "alarmNames",
      `must hold names of 1 to 255 characters, got " "; ["orders-5xx"] works`,
    ],
  ];
  for (const [settings, argument, rule] of faults) {
    it(`refuses ${JSON.stringify(settings)}`, () => {
      const path = `deployment.${argument}`;
      assert.deepEqual(deploymentProblem(settings, balanced), {
        path,
        reason: `'${path}' ${rule}`,
      });
    });
  }
});
