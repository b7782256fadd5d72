import assert from "node:assert/strict";

import type { TargetSettings } from "../../../../../components/service/rules/traffic/targetGroup.js";
import {
  deregistrationDelay,
  targetGroupProblem,
} from "../../../../../components/service/rules/traffic/targetGroup.js";

describe("targetGroup", () => {
  it("finds no fault in usual settings", () => {
    assert.equal(targetGroupProblem({}, "loadBalancer"), undefined);
    const settings = {
      protocolVersion: "GRPC",
      listenerProtocol: "HTTPS",
      algorithm: "round_robin",
      slowStartSeconds: 30,
      deregistrationDelaySeconds: 0,
      cookieName: "session",
      cookieDurationSeconds: 604_800,
    };
    assert.equal(targetGroupProblem(settings, "loadBalancer"), undefined);
    assert.equal(
      targetGroupProblem({ slowStartSeconds: 0, algorithm: "weighted_random" }, "loadBalancer"),
      undefined,
    );
    assert.equal(targetGroupProblem({ listenerProtocol: "HTTP" }, "loadBalancer"), undefined);
  });

  const faults: [TargetSettings, string, string][] = [
    [
      { protocolVersion: "GRPC", listenerProtocol: "HTTP" },
      "protocolVersion",
      `must be "HTTP1" on a listener without TLS, got "GRPC"; a load balancer with 'certificateArn' takes it`,
    ],
    [
      { slowStartSeconds: 29 },
      "slowStartSeconds",
      "must be 0 or a whole number from 30 to 900, got 29; 60 works",
    ],
    [
      { slowStartSeconds: 60, algorithm: "least_outstanding_requests" },
      "slowStartSeconds",
      `must be 0 with 'algorithm' "least_outstanding_requests", got 60; "round_robin" takes it`,
    ],
    [
      { deregistrationDelaySeconds: 3601 },
      "deregistrationDelaySeconds",
      "must be a whole number from 0 to 3600, got 3601; 30 works",
    ],
    [
      { cookieName: "AWSALBTG" },
      "stickiness.cookieName",
      `must be a cookie's name that does not start with AWSALB, got "AWSALBTG"; "session" works`,
    ],
    [
      { cookieName: "a b" },
      "stickiness.cookieName",
      `must be a cookie's name that does not start with AWSALB, got "a b"; "session" works`,
    ],
    [
      { cookieDurationSeconds: 604_801 },
      "stickiness.cookieDurationSeconds",
      "must be a whole number from 1 to 604800, got 604801; 86400 works",
    ],
  ];
  for (const [settings, argument, rule] of faults) {
    it(`refuses ${JSON.stringify(settings)}`, () => {
      const path = `loadBalancer.${argument}`;
      const reason = `'${path}' ${rule}`;
      assert.deepEqual(targetGroupProblem(settings, "loadBalancer"), { path, reason });
    });
  }

  it("lets a task finish requests for as long as its program has to stop", () => {
    assert.equal(deregistrationDelay({}), 30);
    assert.equal(deregistrationDelay({ stopTimeout: 120 }), 120);
  });
});
