import fc from "fast-check";

import { few, near, some, text } from "./draw.js";

const STAGES = [
  "RECONCILE_SERVICE",
  "PRE_SCALE_UP",
  "POST_SCALE_UP",
  "TEST_TRAFFIC_SHIFT",
  "POST_TEST_TRAFFIC_SHIFT",
  "PRODUCTION_TRAFFIC_SHIFT",
  "POST_PRODUCTION_TRAFFIC_SHIFT",
];

const anyStrategy = {
  alarmNames: few(text("errors")),
  alarms: some({
    cpuPercent: near(80, 100),
    memoryPercent: near(80, 100),
    http5xxCount: near(1, 10),
    unhealthyHostCount: near(1),
    responseTimeSeconds: near(1, 2),
    evaluationMinutes: near(1, 5),
  }),
  alarmRollback: fc.boolean(),
  availabilityZoneRebalancing: fc.boolean(),
  sigintRollback: fc.boolean(),
  timeoutMinutes: near(1, 60),
};

const shift = {
  bakeTimeMinutes: near(0, 5, 1440),
  testListenerArn: fc.constant(
    "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/platform/1/3",
  ),
  testHeaderName: text("X-Test"),
  testHeaderValue: text("yes"),
  lifecycleHooks: few(
    some(
      {
        name: text("approval", "smoke"),
        type: text("pause", "lambda"),
        stages: fc.subarray(STAGES, { minLength: 1, maxLength: 2 }),
        functionArn: fc.constant("arn:aws:lambda:us-east-1:123456789012:function:smoke"),
        hookDetails: text('{"a":1}'),
        pauseTimeoutMinutes: near(1, 1440, 20_160),
        pauseTimeoutAction: text("ROLLBACK", "CONTINUE"),
      },
      "name",
      "type",
      "stages",
    ),
  ),
};

const canary = { canaryPercent: near(0.1, 10, 100), canaryBakeTimeMinutes: near(0, 10, 1440) };
const linear = { linearStepPercent: near(3, 10, 100), linearStepBakeTimeMinutes: near(0, 6, 1440) };
const codeDeploy = { terminationWaitMinutes: near(0, 5, 2880) };

type Fields = Record<string, fc.Arbitrary<unknown>>;

const strategies: [strategy: string, fields: Fields][] = [
  [
    "rolling",
    {
      ...anyStrategy,
      circuitBreaker: fc.boolean(),
      circuitBreakerRollback: fc.boolean(),
      targetGroupPair: fc.boolean(),
    },
  ],
  ["blueGreen", { ...anyStrategy, ...shift }],
  ["canary", { ...anyStrategy, ...shift, ...canary }],
  ["linear", { ...anyStrategy, ...shift, ...linear }],
  [
    "codeDeploy",
    { ...codeDeploy, codeDeployConfigName: text("CodeDeployDefault.ECSCanary10Percent5Minutes") },
  ],
  [
    "codeDeploy",
    { ...codeDeploy, canaryPercent: near(1, 10, 99), canaryBakeTimeMinutes: near(1, 5) },
  ],
  [
    "codeDeploy",
    { ...codeDeploy, linearStepPercent: near(1, 10, 99), linearStepBakeTimeMinutes: near(1, 5) },
  ],
  ["external", { scalePercent: near(0, 100) }],
];

/** How new tasks come in: mostly with what the strategy takes, sometimes with what another one does. */
export const deploymentArgs = fc
  .constantFrom(...strategies)
  .chain(([strategy, fields]) =>
    fc
      .tuple(some(fields), some({ ...shift, ...canary }), fc.nat({ max: 30 }))
      .map(([own, foreign, choice]) => ({ ...own, ...(choice === 0 && foreign), strategy })),
  );
