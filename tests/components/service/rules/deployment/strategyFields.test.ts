import assert from "node:assert/strict";

import type { DeploymentSettings } from "../../../../../components/service/rules/deployment/deploymentSettings.js";
import type { DeploymentStrategy } from "../../../../../components/service/rules/deployment/deploymentStrategy.js";
import { strategyFieldsProblem } from "../../../../../components/service/rules/deployment/strategyFields.js";

/** A legal value of every field, and the strategies that take it. */
const FIELDS: [keyof DeploymentSettings, unknown, string][] = [
  ["circuitBreaker", true, "rolling"],
  ["circuitBreakerRollback", true, "rolling"],
  ["targetGroupPair", true, "rolling"],
  ["alarmNames", ["a"], "rolling blueGreen canary linear codeDeploy"],
  ["alarms", { cpuPercent: 85 }, "rolling blueGreen canary linear codeDeploy"],
  ["alarmRollback", true, "rolling blueGreen canary linear codeDeploy"],
  ["availabilityZoneRebalancing", true, "rolling blueGreen canary linear"],
  ["sigintRollback", true, "rolling blueGreen canary linear"],
  ["bakeTimeMinutes", 5, "blueGreen canary linear"],
  ["canaryPercent", 10, "canary codeDeploy"],
  ["canaryBakeTimeMinutes", 5, "canary codeDeploy"],
  ["linearStepPercent", 10, "linear codeDeploy"],
  ["linearStepBakeTimeMinutes", 5, "linear codeDeploy"],
  ["testListenerArn", "arn", "blueGreen canary linear codeDeploy"],
  ["testHeaderName", "x-test", "blueGreen canary linear"],
  ["testHeaderValue", "green", "blueGreen canary linear"],
  ["lifecycleHooks", [], "blueGreen canary linear"],
  ["codeDeployConfigName", "CodeDeployDefault.ECSAllAtOnce", "codeDeploy"],
  ["terminationWaitMinutes", 5, "codeDeploy"],
  ["timeoutMinutes", 60, "rolling blueGreen canary linear codeDeploy"],
  ["scalePercent", 50, "external"],
];
const STRATEGIES = "rolling blueGreen canary linear codeDeploy external".split(" ");

describe("strategyFields", () => {
  for (const [field, value, takers] of FIELDS) {
    for (const strategy of STRATEGIES as DeploymentStrategy[]) {
      const isTaken = takers.split(" ").includes(strategy);
      it(`${isTaken ? "takes" : "refuses"} '${field}' with ${strategy}`, () => {
        const found = strategyFieldsProblem({ strategy, [field]: value });
        assert.equal(found?.path, isTaken ? undefined : `deployment.${field}`);
      });
    }
  }

  it("says which strategies take a field", () => {
    assert.deepEqual(strategyFieldsProblem({ bakeTimeMinutes: 5 }), {
      path: "deployment.bakeTimeMinutes",
      reason: `'deployment.bakeTimeMinutes' is for strategy "blueGreen", "canary" or "linear", got 5 with "rolling"; leave it out`,
    });
  });

  it("refuses a strategy that is none", () => {
    assert.deepEqual(strategyFieldsProblem({ strategy: "recreate" as DeploymentStrategy }), {
      path: "deployment.strategy",
      reason: `'deployment.strategy' must be "rolling", "blueGreen", "canary", "linear", "codeDeploy" or "external", got "recreate"; "rolling" works`,
    });
  });

  const edges: [DeploymentSettings, boolean][] = [
    [{ strategy: "blueGreen", bakeTimeMinutes: 0 }, true],
    [{ strategy: "blueGreen", bakeTimeMinutes: 1440 }, true],
    [{ strategy: "blueGreen", bakeTimeMinutes: 1441 }, false],
    [{ strategy: "blueGreen", bakeTimeMinutes: 0.5 }, false],
    [{ strategy: "canary", canaryPercent: 0.1 }, true],
    [{ strategy: "canary", canaryPercent: 0.3 }, true],
    [{ strategy: "canary", canaryPercent: 0 }, false],
    [{ strategy: "canary", canaryPercent: 100 }, true],
    [{ strategy: "canary", canaryPercent: 100.1 }, false],
    [{ strategy: "canary", canaryPercent: 0.15 }, false],
    [{ strategy: "canary", canaryBakeTimeMinutes: -1 }, false],
    [{ strategy: "linear", linearStepPercent: 3 }, true],
    [{ strategy: "codeDeploy", canaryPercent: 0.5 }, false],
    [{ strategy: "codeDeploy", canaryPercent: 1, canaryBakeTimeMinutes: 2880 }, true],
    [{ strategy: "codeDeploy", linearStepPercent: 99 }, true],
    [{ strategy: "codeDeploy", linearStepPercent: 100 }, false],
    [{ strategy: "codeDeploy", linearStepBakeTimeMinutes: 0 }, false],
    [{ strategy: "codeDeploy", terminationWaitMinutes: 2880 }, true],
    [{ strategy: "codeDeploy", terminationWaitMinutes: 2881 }, false],
    [{ strategy: "codeDeploy", timeoutMinutes: 0 }, false],
    [{ timeoutMinutes: 1 }, true],
    [{ timeoutMinutes: 20_160 }, true],
    [{ timeoutMinutes: 20_161 }, false],
    [{ strategy: "external", scalePercent: 0 }, true],
    [{ strategy: "external", scalePercent: 101 }, false],
    [{ strategy: "linear", linearStepPercent: 2.9 }, false],
    [{ strategy: "linear", linearStepBakeTimeMinutes: 1440 }, true],
    [{ strategy: "linear", linearStepBakeTimeMinutes: Number.NaN }, false],
  ];
  for (const [settings, isLegal] of edges) {
    it(`${isLegal ? "takes" : "refuses"} ${JSON.stringify(settings)}`, () => {
      assert.equal(strategyFieldsProblem(settings) === undefined, isLegal);
    });
  }

  it("says the range and the step", () => {
    assert.deepEqual(strategyFieldsProblem({ strategy: "canary", canaryPercent: 0.15 }), {
      path: "deployment.canaryPercent",
      reason:
        "'deployment.canaryPercent' must be a multiple of 0.1 from 0.1 to 100, got 0.15; 10 works",
    });
  });
});
