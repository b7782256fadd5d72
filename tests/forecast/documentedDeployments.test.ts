import assert from "node:assert/strict";

import { breakerThreshold } from "../../components/service/rules/deployment/breakerThreshold.js";
import { foretellDeployments } from "../../forecast/foretellDeployments.js";
import { rollingRun } from "../../forecast/rollingSteps.js";
import { resource, service, taskDefinition } from "../cost/costCases.js";

const ECS = "https://docs.aws.amazon.com/AmazonECS/latest";
const CODE_DEPLOY = "https://docs.aws.amazon.com/codedeploy/latest/userguide";

/** Each figure that AWS's documentation works out, with the page that it is from. */
interface Documented<T> {
  says: string;
  page: string;
  foretold: () => T;
  is: T;
}

function forecast(count: number, inputs: object, ...more: ReturnType<typeof resource>[]) {
  const all = [
    taskDefinition("orders", [256, 512]),
    service("orders", count, { ...inputs }),
    ...more,
  ];
  return foretellDeployments(all).deployments[0] ?? assert.fail("nothing is foretold");
}

const BREAKER = `${ECS}/developerguide/deployment-circuit-breaker.html`;
const thresholds: readonly (readonly [desiredCount: number, threshold: number, why: string])[] = [
  [1, 3, "less than the least"],
  [25, 13, "rounded up"],
  [400, 200, "the half"],
  [800, 200, "more than the most"],
];

/** The first thing that happens, as tasks that stop and start: four tasks, and what may stop or start at once. */
function first(minimumHealthyPercent: number, maximumPercent: number) {
  const { steps = [] } =
    rollingRun({ desiredCount: 4, minimumHealthyPercent, maximumPercent }, 60) ?? {};
  const [, next] = steps;
  return { stopped: 4 - (next?.old ?? 4), started: next?.fresh ?? 0 };
}

const shift = (configuration: object) =>
  forecast(1, { deploymentConfiguration: configuration }).good.least - forecast(1, {}).good.least;

const codeDeploy = (deploymentConfigName: string) =>
  forecast(
    1,
    { deploymentController: { type: "CODE_DEPLOY" } },
    resource("aws:codedeploy/deploymentGroup:DeploymentGroup", "orders", { deploymentConfigName }),
  ).good.least - forecast(1, {}).good.least;

const CONFIGURATIONS = `${CODE_DEPLOY}/deployment-configurations.html`;
const DEPLOYMENT = `${ECS}/APIReference/API_DeploymentConfiguration.html`;

const CASES: readonly Documented<unknown>[] = [
  ...thresholds.map(([desiredCount, threshold, why]) => ({
    says: `of ${desiredCount} tasks ${threshold} must fail, ${why}`,
    page: BREAKER,
    foretold: () => breakerThreshold(desiredCount),
    is: threshold,
  })),
  {
    says: "of four tasks at 50 % two may stop before two new ones start",
    page: DEPLOYMENT,
    foretold: () => first(50, 100),
    is: { stopped: 2, started: 0 },
  },
  {
    says: "of four tasks at 200 % four may start before the four older ones stop",
    page: DEPLOYMENT,
    foretold: () => first(100, 200),
    is: { stopped: 0, started: 4 },
  },
  {
    says: "the lower limit is rounded up, the upper limit down",
    page: DEPLOYMENT,
    foretold: () => {
      const bounds = { desiredCount: 5, minimumHealthyPercent: 50, maximumPercent: 150 };
      const { fewestHealthy, mostTasks } = rollingRun(bounds, 60) ?? assert.fail();
      return [fewestHealthy, mostTasks];
    },
    is: [3, 7],
  },
  {
    says: "a task without a health check counts 40 seconds after it runs",
    page: DEPLOYMENT,
    // A task runs 20 seconds after it is started, at least.
    foretold: () => forecast(1, {}).good.least,
    is: 20 + 40,
  },
  {
    says: "all requests move at once in a blue/green deployment, and both versions run while it bakes",
    page: `${ECS}/developerguide/deployment-type-blue-green.html`,
    foretold: () => {
      const configuration = { strategy: "BLUE_GREEN", bakeTimeInMinutes: "30" };
      const { fewestHealthy, mostTasks } = forecast(3, { deploymentConfiguration: configuration });
      return [shift(configuration), fewestHealthy, mostTasks];
    },
    is: [30 * 60, 3, 6],
  },
  {
    says: "a canary waits once, and bakes then",
    page: `${ECS}/developerguide/canary-deployment.html`,
    foretold: () =>
      shift({
        strategy: "CANARY",
        bakeTimeInMinutes: "5",
        canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: "15" },
      }),
    is: 20 * 60,
  },
  {
    says: "a canary of 5 % waits 10 minutes where nothing is said",
    page: `${ECS}/APIReference/API_CanaryConfiguration.html`,
    foretold: () => shift({ strategy: "CANARY", bakeTimeInMinutes: "0" }),
    is: 10 * 60,
  },
  {
    says: "steps of 10 % and 6 minutes where nothing is said",
    page: `${ECS}/APIReference/API_LinearConfiguration.html`,
    // Nine waits between ten steps.
    foretold: () => shift({ strategy: "LINEAR", bakeTimeInMinutes: "0" }),
    is: 9 * 6 * 60,
  },
  {
    says: "a linear shift waits between its increments, and bakes then",
    page: `${ECS}/developerguide/deployment-type-linear.html`,
    foretold: () =>
      shift({
        strategy: "LINEAR",
        bakeTimeInMinutes: "10",
        linearConfiguration: { stepPercent: 25, stepBakeTimeInMinutes: "5" },
      }),
    is: (3 * 5 + 10) * 60,
  },
  ...(
    [
      ["ECSAllAtOnce", 0],
      ["ECSCanary10Percent5Minutes", 5],
      ["ECSCanary10Percent15Minutes", 15],
      ["ECSLinear10PercentEvery1Minutes", 9],
      ["ECSLinear10PercentEvery3Minutes", 27],
    ] as const
  ).map(([name, minutes]) => ({
    says: `CodeDeployDefault.${name} waits ${minutes} minutes`,
    page: CONFIGURATIONS,
    foretold: () => codeDeploy(`CodeDeployDefault.${name}`),
    is: minutes * 60,
  })),
];

describe("a deployment as AWS documents it", () => {
  for (const { says, page, foretold, is } of CASES) {
    it(`${says} (${page.split("/").at(-1) ?? ""})`, () => {
      assert.deepEqual(foretold(), is);
    });
  }
});
