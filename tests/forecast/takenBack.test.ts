import assert from "node:assert/strict";

import { foretellDeployments } from "../../forecast/foretellDeployments.js";
import { resource, service, taskDefinition } from "../cost/costCases.js";
import { BREAKER, balanced, foretell, group, known, textOf } from "./forecastCases.js";

describe("who moves requests, and takes a broken version back", () => {
  it("takes a threshold of the circuit breaker's own, where a provider has it", () => {
    const most = (type?: string, value?: number, count = 10) => {
      const thresholdConfiguration = type && { type, value };
      const breaker = { enable: true, rollback: true, thresholdConfiguration };
      const { broken } = known(count, { ...balanced, deploymentCircuitBreaker: breaker }, group());
      // Rounds of ten that fail.
      return (broken?.most ?? assert.fail()) / (180 + 60);
    };
    assert.equal(most(), 1);
    assert.equal(most("BOUNDED_PERCENT", 250), 3);
    assert.equal(most("UNBOUNDED_PERCENT", 1000), 10);
    assert.equal(most("UNBOUNDED_PERCENT", 10, 1), 1);
    assert.equal(most("COUNT", 31), 4);
  });

  it("has ECS's own shifts go back after a day, since the circuit breaker is not theirs", () => {
    for (const strategy of ["BLUE_GREEN", "CANARY", "LINEAR"]) {
      const configuration = { deploymentConfiguration: { strategy, bakeTimeInMinutes: "5" } };
      const found = known(2, { ...BREAKER, ...balanced, ...configuration }, group());
      assert.deepEqual(found.broken, { least: 86_400, most: 86_400 });
      assert.match(found.warnings.join(), /a broken version may be there for 24 hours/);
      assert.match(found.assumptions.join(), /gives up a stage .* after 24 hours/);
    }
  });

  it("adds what a Network Load Balancer takes to move connections", () => {
    const least = (protocol: string) =>
      known(
        2,
        {
          ...balanced,
          deploymentConfiguration: { strategy: "BLUE_GREEN", bakeTimeInMinutes: "5" },
        },
        group({ protocol }),
      ).good.least;
    assert.equal(least("TCP") - least("HTTP"), 2 * 600);
    assert.equal(least("TLS"), least("TCP"));
  });

  it("reads how CodeDeploy shifts, from AWS's names and from a configuration of one's own", () => {
    const codeDeploy = (deploymentConfigName: string, ...more: ReturnType<typeof group>[]) =>
      foretell(
        2,
        { ...balanced, deploymentController: { type: "CODE_DEPLOY" } },
        group(),
        resource("aws:codedeploy/deploymentGroup:DeploymentGroup", "orders", {
          deploymentConfigName,
        }),
        ...more,
      );
    const least = (found: ReturnType<typeof foretell>) =>
      typeof found === "object" ? found.good.least - 35 : found;
    assert.equal(least(codeDeploy("CodeDeployDefault.ECSAllAtOnce")), 0);
    assert.equal(least(codeDeploy("CodeDeployDefault.ECSCanary10Percent15Minutes")), 900);
    assert.equal(least(codeDeploy("CodeDeployDefault.ECSLinear10PercentEvery3Minutes")), 27 * 60);
    const own = resource("aws:codedeploy/deploymentConfig:DeploymentConfig", "own", {
      deploymentConfigName: "own",
      trafficRoutingConfig: {
        type: "TimeBasedLinear",
        timeBasedLinear: { percentage: 50, interval: 2 },
      },
    });
    assert.equal(least(codeDeploy("own", own)), 120);
    const kept = (blueGreenDeploymentConfig: object) => {
      const inputs = { blueGreenDeploymentConfig };
      const { good } = known(
        2,
        { ...balanced, deploymentController: { type: "CODE_DEPLOY" } },
        group(),
        resource("aws:codedeploy/deploymentGroup:DeploymentGroup", "orders", inputs),
      );
      return [good.least - 35, good.most - 270];
    };
    const ending = { action: "TERMINATE", terminationWaitTimeInMinutes: 5 };
    assert.deepEqual(kept({ terminateBlueInstancesOnDeploymentSuccess: ending }), [300, 300]);
    const ready = { actionOnTimeout: "STOP_DEPLOYMENT", waitTimeInMinutes: 20 };
    assert.deepEqual(kept({ deploymentReadyOption: ready }), [0, 1200]);
    assert.deepEqual(
      kept({ deploymentReadyOption: { actionOnTimeout: "CONTINUE_DEPLOYMENT" } }),
      [0, 0],
    );
    assert.match(textOf(codeDeploy("other")), /its deployment configuration is not of this stack/);
  });

  it("says when CodeDeploy is back from tasks that never become healthy, or why it never is", () => {
    const found = (rollback?: object, more: object = {}) => {
      const component = resource("slipway:index:Service", "orders", { deployment: more });
      const all = [
        component,
        taskDefinition("orders", [256, 512]),
        {
          ...service("orders", 2, { ...balanced, deploymentController: { type: "CODE_DEPLOY" } }),
          parent: component.urn,
        },
        group(),
        resource("aws:codedeploy/deploymentGroup:DeploymentGroup", "orders", {
          autoRollbackConfiguration: rollback,
        }),
      ];
      return foretellDeployments(all).deployments[0] ?? assert.fail();
    };
    const failure = { enabled: true, events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"] };
    assert.deepEqual(found(failure).broken, { least: 3600, most: 3600 });
    assert.match(found(failure).assumptions.join(), /gives up 60 minutes after .*; an alarm may/);
    assert.match(
      found(failure, { timeoutMinutes: 30 }).warnings.join(),
      /the update gives up after 30 minutes, and CodeDeploy may take 60/,
    );
    for (const none of [
      undefined,
      { enabled: false, events: ["DEPLOYMENT_FAILURE"] },
      { enabled: true, events: ["DEPLOYMENT_STOP_ON_ALARM"] },
    ]) {
      assert.equal(found(none).broken, null);
      assert.match(found(none).assumptions.join(), /does not go back where a deployment fails/);
    }
  });
});
