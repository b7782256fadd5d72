import assert from "node:assert/strict";

import type { LifecycleHook } from "../../../../../components/service/rules/deployment/lifecycleHook.js";
import {
  hooksProblem,
  LifecycleStage,
} from "../../../../../components/service/rules/deployment/lifecycleHook.js";

const functionArn = "arn:aws:lambda:us-east-1:123456789012:function:check";
const lambda: LifecycleHook = {
  name: "check",
  type: "lambda",
  stages: ["PRE_SCALE_UP"],
  functionArn,
};
const pause: LifecycleHook = { name: "approve", type: "pause", stages: ["POST_SCALE_UP"] };
const STAGES = Object.values(LifecycleStage).join(", ");

describe("lifecycleHook", () => {
  it("lets a function stand in every stage, by version or alias too", () => {
    const stages = Object.values(LifecycleStage);
    assert.equal(hooksProblem([{ ...lambda, stages, hookDetails: "{}" }, pause]), undefined);
    assert.equal(hooksProblem([{ ...lambda, functionArn: `${functionArn}:live` }]), undefined);
    assert.equal(hooksProblem([{ ...lambda, name: "smoke-test-2" }]), undefined);
  });

  it("lets a pause stand where no requests move, for up to two weeks", () => {
    const stages = Object.values(LifecycleStage).filter(
      (stage) => !/^[TP][A-Z]+_TRAFFIC/.test(stage),
    );
    assert.equal(stages.includes("PRODUCTION_TRAFFIC_SHIFT"), false);
    for (const pauseTimeoutMinutes of [1, 20_160]) {
      assert.equal(hooksProblem([{ ...pause, stages, pauseTimeoutMinutes }]), undefined);
    }
  });

  const faults: [LifecycleHook[], string, string][] = [
    [
      [{ ...lambda, name: "Check" }],
      "[0].name",
      `must have 1 to 20 small letters, digits and single hyphens, got "Check"; "smoke-test" works`,
    ],
    ...["smoke_test", "smoke-", "smoke--test", "smoke-_"].map(
      (name): [LifecycleHook[], string, string] => [
        [{ ...lambda, name }],
        "[0].name",
        `must have 1 to 20 small letters, digits and single hyphens, got "${name}"; "smoke-test" works`,
      ],
    ),
    ...[`x${functionArn}`, `${functionArn}:live/1`].map(
      (arn): [LifecycleHook[], string, string] => [
        [{ ...lambda, functionArn: arn }],
        "[0].functionArn",
        `must be the ARN of a Lambda function, got "${arn}"`,
      ],
    ),
    ...[0, 1.5, 20_161].map((pauseTimeoutMinutes): [LifecycleHook[], string, string] => [
      [{ ...pause, pauseTimeoutMinutes }],
      "[0].pauseTimeoutMinutes",
      `must be a whole number from 1 to 20160, got ${pauseTimeoutMinutes}; 60 works`,
    ]),
    [[lambda, { ...pause, name: "check" }], "[1].name", 'must stand once, got "check" twice'],
    [[{ ...lambda, stages: [] }], "[0].stages", `must hold one or more of ${STAGES}, got none`],
    [
      [{ ...lambda, stages: ["SCALE_UP" as LifecycleStage] }],
      "[0].stages",
      `must hold one or more of ${STAGES}, got "SCALE_UP"`,
    ],
    [
      [{ ...pause, stages: ["TEST_TRAFFIC_SHIFT"] }],
      "[0].stages",
      'cannot hold TEST_TRAFFIC_SHIFT for a pause, since requests are moving then; "POST_TEST_TRAFFIC_SHIFT" works',
    ],
    [
      [{ ...pause, stages: ["PRODUCTION_TRAFFIC_SHIFT"] }],
      "[0].stages",
      'cannot hold PRODUCTION_TRAFFIC_SHIFT for a pause, since requests are moving then; "POST_TEST_TRAFFIC_SHIFT" works',
    ],
    [[{ ...lambda, type: "sqs" as "lambda" }], "[0].type", 'must be lambda or pause, got "sqs"'],
    [
      [{ ...lambda, functionArn: undefined }],
      "[0].functionArn",
      `must name a Lambda function, got none; ${functionArn} works`,
    ],
    [
      [{ ...lambda, functionArn: "check" }],
      "[0].functionArn",
      'must be the ARN of a Lambda function, got "check"',
    ],
    [[{ ...lambda, hookDetails: "{" }], "[0].hookDetails", 'must be JSON, got "{"; "{}" works'],
    [
      [{ ...lambda, pauseTimeoutMinutes: 5 }],
      "[0].pauseTimeoutMinutes",
      "is for a hook of type pause, got 5 for lambda; leave it out",
    ],
    [
      [{ ...pause, functionArn }],
      "[0].functionArn",
      `is for a hook of type lambda, got "${functionArn}" for pause; leave it out`,
    ],
    [
      [{ ...pause, pauseTimeoutMinutes: 20_161 }],
      "[0].pauseTimeoutMinutes",
      "must be a whole number from 1 to 20160, got 20161; 60 works",
    ],
    [
      [{ ...pause, pauseTimeoutAction: "STOP" as "ROLLBACK" }],
      "[0].pauseTimeoutAction",
      'must be CONTINUE or ROLLBACK, got "STOP"',
    ],
  ];
  for (const [hooks, where, rule] of faults) {
    const path = `deployment.lifecycleHooks${where}`;
    it(`refuses a hook whose ${where} ${rule.slice(0, 60)}`, () => {
      assert.deepEqual(hooksProblem(hooks), { path, reason: `'${path}' ${rule}` });
    });
  }
});
