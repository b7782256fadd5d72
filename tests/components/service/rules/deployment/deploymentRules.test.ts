import assert from "node:assert/strict";

import type { DeploymentSettings } from "../../../../../components/service/rules/deployment/deploymentSettings.js";
import { deploymentProblem } from "../../../../../components/service/rules/deployment/deploymentRules.js";

const balanced = { hasLoadBalancer: true };

describe("deploymentRules", () => {
  it("finds no fault in nothing, in alarms by name and in a breaker that is off", () => {
    assert.equal(deploymentProblem({}, { hasLoadBalancer: false }), undefined);
    const settings = { alarmNames: ["orders-5xx"], alarmRollback: true, circuitBreaker: false };
    assert.equal(deploymentProblem(settings, balanced), undefined);
  });

  it("takes a header for test requests", () => {
    const settings = { testHeaderName: "x-test", testHeaderValue: "green*" };
    assert.equal(deploymentProblem({ strategy: "canary", ...settings }, balanced), undefined);
  });

  it("refuses a pair of target groups without a load balancer", () => {
    assert.deepEqual(deploymentProblem({ targetGroupPair: true }, { hasLoadBalancer: false }), {
      path: "deployment.targetGroupPair",
      reason: `'deployment.targetGroupPair' needs a 'loadBalancer' or a 'networkLoadBalancer' to move requests, got true without one; "rolling" works`,
    });
  });

  const faults: [DeploymentSettings, string, string][] = [
    [
      { strategy: "canary", testHeaderName: "x-test" },
      "testHeaderName",
      `needs 'testHeaderValue' beside it; "x-test" and "green" work`,
    ],
    [
      { strategy: "canary", testHeaderValue: "green" },
      "testHeaderValue",
      `needs 'testHeaderName' beside it; "x-test" and "green" work`,
    ],
    [
      { strategy: "canary", testHeaderName: "x test", testHeaderValue: "green" },
      "testHeaderName",
      `must be the name of a header, of at most 40 characters, got "x test"; "x-test" works`,
    ],
    [
      { strategy: "canary", testHeaderName: "x-test", testHeaderValue: "grün" },
      "testHeaderValue",
      `must have 1 to 128 characters of ASCII, got "grün"; "green" works`,
    ],
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
