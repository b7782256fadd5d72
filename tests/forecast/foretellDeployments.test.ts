import assert from "node:assert/strict";

import { foretellDeployments } from "../../forecast/foretellDeployments.js";
import { deploymentLines } from "../../generator/terminal/deploymentLines.js";
import { resource, service, taskDefinition } from "../cost/costCases.js";
import { BREAKER, balanced, foretell, group, known, textOf } from "./forecastCases.js";

describe("foretellDeployments", () => {
  it("reckons a rolling deployment behind a load balancer from its own figures", () => {
    const found = known(2, { ...BREAKER, ...balanced }, group());
    // 20 s of start and a check of 15; 180 s, two checks, 30 s of draining and 30 s until the end.
    assert.deepEqual(found.good, { least: 35, most: 180 + 30 + 30 + 30 });
    // Three failures, two at a time, make two rounds; each 180 s and 60 s of grace, in which three checks fail.
    assert.deepEqual(found.broken, { least: 40, most: 2 * (180 + 60) });
    assert.deepEqual([found.fewestHealthy, found.mostTasks], [2, 4]);
    assert.match(found.clients, /clients see nothing/);
    assert.deepEqual(found.warnings, []);
  });

  it("takes what AWS does for a target group that it does not see, and says so", () => {
    const { good, assumptions } = known(1, balanced);
    assert.deepEqual(good, { least: 50, most: 180 + 150 + 300 + 30 });
    assert.match(assumptions.join(), /a target group of another stack/);
  });

  it("says that clients wait, or get errors, where old tasks go first", () => {
    const limits = (minimum: number) => ({
      ...BREAKER,
      deploymentMinimumHealthyPercent: minimum,
      deploymentMaximumPercent: 100,
    });
    const half = known(4, limits(50));
    assert.equal(half.fewestHealthy, 2);
    assert.match(half.clients, /^2 of 4 tasks .* clients may wait longer/);
    // Three failures, two at a time; then the two that were stopped start again.
    // A task without a check counts 40 seconds after it runs.
    assert.deepEqual(half.broken, { least: 60 + 40, most: 540 + 40 });
    assert.match(known(1, limits(0)).clients, /clients get errors/);
  });

  it("warns of what nothing takes back, a short grace, a long drain on Spot, a late breaker", () => {
    assert.match(known(1, {}).warnings.join(), /nothing takes a broken version back/);
    const slow = taskDefinition("orders", [256, 512], {
      containerDefinitions: JSON.stringify([{ healthCheck: { command: ["x"], startPeriod: 200 } }]),
    });
    const grace = foretellDeployments([
      slow,
      service("orders", 1, { ...BREAKER, ...balanced }),
      group(),
    ]);
    assert.match(
      grace.deployments[0]?.warnings.join() ?? "",
      /checks count after 60 s, while a container may take 200 s to start/,
    );
    const spot = { capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }] };
    assert.match(
      known(
        1,
        { ...BREAKER, ...balanced, ...spot },
        group({ deregistrationDelay: 300 }),
      ).warnings.join(),
      /requests drain for 300 s, and Spot ends a task 120 s after its notice/,
    );
    const grown = { ...balanced, healthCheckGracePeriodSeconds: 1200 };
    assert.match(
      known(1, { ...BREAKER, ...grown }, group()).warnings.join(),
      /a broken version may be there for 69 minutes/,
    );
    const component = resource("slipway:index:Service", "orders", {
      deployment: { timeoutMinutes: 5 },
    });
    const child = { ...service("orders", 1, { ...BREAKER, ...balanced }), parent: component.urn };
    const late = foretellDeployments([
      component,
      child,
      taskDefinition("orders", [256, 512]),
      group(),
    ]);
    assert.match(
      late.deployments[0]?.warnings.join() ?? "",
      /the update gives up after 5 minutes, and the circuit breaker may take 12/,
    );
  });

  it("adds the steps, bake times and hooks of ECS's own shifts", () => {
    const shift = (configuration: object) =>
      known(2, { ...balanced, deploymentConfiguration: configuration }, group());
    const canary = shift({
      strategy: "CANARY",
      bakeTimeInMinutes: "15",
      canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: "10" },
      lifecycleHooks: [
        {
          targetType: "PAUSE",
          lifecycleStages: ["POST_TEST_TRAFFIC_SHIFT"],
          timeoutConfiguration: { timeoutInMinutes: "60" },
        },
      ],
    });
    assert.deepEqual(canary.good, { least: 35 + 25 * 60, most: 210 + 85 * 60 + 60 });
    assert.deepEqual([canary.fewestHealthy, canary.mostTasks], [2, 4]);
    const linear = shift({
      strategy: "LINEAR",
      bakeTimeInMinutes: "5",
      linearConfiguration: { stepPercent: 25, stepBakeTimeInMinutes: "2" },
    });
    assert.equal(linear.good.least, 35 + 11 * 60);
    assert.equal(shift({ strategy: "BLUE_GREEN", bakeTimeInMinutes: "5" }).good.least, 35 + 5 * 60);
  });

  it("says of which services nobody can tell", () => {
    assert.equal(
      textOf(foretell(1, { deploymentController: { type: "EXTERNAL" } })),
      "another tool replaces its tasks",
    );
    assert.match(textOf(foretell(1, { schedulingStrategy: "DAEMON" })), /how many instances/);
    assert.match(textOf(foretell(1, { desiredCount: "[unknown]" })), /'desiredCount' is not known/);
    assert.match(
      textOf(foretell(3, { deploymentMinimumHealthyPercent: 67, deploymentMaximumPercent: 133 })),
      /leave no room to replace a task/,
    );
  });

  it("is shown in two lines a service", () => {
    const deployment = known(2, { ...BREAKER, ...balanced }, group());
    assert.deepEqual(deploymentLines({ deployments: [deployment], unknown: [] }), [
      "Deployments",
      "  orders  rolling, 2 tasks: 35 s to 5 min, 2 healthy at the fewest, 4 at the most; " +
        "a broken version is back after 40 s to 8 min: all tasks of the version before stay: clients see nothing",
      `    old ${"█".repeat(29)}·  new ·${"█".repeat(29)}  5 min`,
    ]);
  });
});
