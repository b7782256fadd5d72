import assert from "node:assert/strict";

import type {
  StartTiming,
  TargetHealthCheck,
} from "../../../../../components/service/rules/traffic/targetHealth.js";
import {
  gracePeriod,
  gracePeriodProblem,
  targetHealthProblem,
  healthPortProblem,
  resolveHealthCheck,
} from "../../../../../components/service/rules/traffic/targetHealth.js";

const at = "loadBalancer";

describe("targetHealth", () => {
  it("fills in the defaults", () => {
    assert.deepEqual(resolveHealthCheck("/healthz", {}, false), {
      path: "/healthz",
      matcher: "200",
      port: "traffic-port",
      interval: 15,
      timeout: 5,
      healthyThreshold: 2,
      unhealthyThreshold: 3,
    });
  });

  it("asks a port of its own where it is told one", () => {
    assert.equal(resolveHealthCheck("/", { port: 8081 }, false).port, "8081");
  });

  it("answers in less than the interval, however short that is", () => {
    assert.equal(resolveHealthCheck("/", { interval: 5 }, false).timeout, 4);
    assert.equal(resolveHealthCheck("/", { interval: 6 }, false).timeout, 5);
    assert.equal(resolveHealthCheck("/", { interval: 300 }, false).timeout, 5);
  });

  it("expects gRPC's codes of a gRPC program", () => {
    assert.equal(resolveHealthCheck("/grpc.health.v1.Health/Check", {}, true).matcher, "0");
    assert.equal(resolveHealthCheck("/AWS.ALB/healthcheck", {}, true).matcher, "12");
    assert.equal(resolveHealthCheck("/AWS.ALB/healthcheck", {}, false).matcher, "200");
    assert.equal(resolveHealthCheck("/a", { matcher: "0-5" }, true).matcher, "0-5");
  });

  it("finds no fault in usual checks", () => {
    const check = { port: 8081, matcher: "200-299,302", interval: 30, timeout: 10 };
    assert.equal(targetHealthProblem("/healthz", check, false, at), undefined);
    assert.equal(targetHealthProblem("/healthz", { matcher: "0,5-7" }, true, at), undefined);
    assert.equal(targetHealthProblem("/healthz", { matcher: "200-499" }, false, at), undefined);
    assert.equal(targetHealthProblem("/healthz", { matcher: "99" }, true, at), undefined);
  });

  const faults: [TargetHealthCheck, boolean, string, string][] = [
    [
      { matcher: "99" },
      false,
      "matcher",
      `must hold HTTP codes from 200 to 499, got "99"; "200-299" works`,
    ],
    [
      { matcher: "500" },
      false,
      "matcher",
      `must hold HTTP codes from 200 to 499, got "500"; "200-299" works`,
    ],
    [
      { matcher: "300-200" },
      false,
      "matcher",
      `must hold HTTP codes from 200 to 499, got "300-200"; "200-299" works`,
    ],
    [
      { matcher: "200-201-202" },
      false,
      "matcher",
      `must hold HTTP codes from 200 to 499, got "200-201-202"; "200-299" works`,
    ],
    // No code has a blank before it, or a part behind it.
    ...["200,99", "200, 201", " 200-299", "200.5-299", "200- 299", "200-299.5"].map(
      (matcher): [TargetHealthCheck, boolean, string, string] => [
        { matcher },
        false,
        "matcher",
        `must hold HTTP codes from 200 to 499, got "${matcher}"; "200-299" works`,
      ],
    ),
    [
      { matcher: "" },
      false,
      "matcher",
      `must hold HTTP codes from 200 to 499, got ""; "200-299" works`,
    ],
    [
      { matcher: "200" },
      true,
      "matcher",
      `must hold gRPC codes from 0 to 99, got "200"; "0" works`,
    ],
    [{ interval: 4 }, false, "interval", "must be a whole number from 5 to 300, got 4; 15 works"],
    [
      { interval: 301 },
      false,
      "interval",
      "must be a whole number from 5 to 300, got 301; 15 works",
    ],
    [{ timeout: 1 }, false, "timeout", "must be a whole number from 2 to 120, got 1; 5 works"],
    [{ timeout: 15 }, false, "timeout", "must be less than 'interval' 15, got 15; 5 works"],
    [
      { interval: 5, timeout: 5 },
      false,
      "timeout",
      "must be less than 'interval' 5, got 5; 4 works",
    ],
    [
      { healthyThreshold: 1 },
      false,
      "healthyThreshold",
      "must be a whole number from 2 to 10, got 1; 2 works",
    ],
    [
      { unhealthyThreshold: 11 },
      false,
      "unhealthyThreshold",
      "must be a whole number from 2 to 10, got 11; 3 works",
    ],
    [{ port: 0 }, false, "port", "must be a whole number from 1 to 65535, got 0; 8081 works"],
  ];
  for (const [check, isGrpc, argument, rule] of faults) {
    it(`refuses ${JSON.stringify(check)}`, () => {
      const path = `loadBalancer.healthCheck.${argument}`;
      assert.deepEqual(targetHealthProblem("/healthz", check, isGrpc, at), {
        path,
        reason: `'${path}' ${rule}`,
      });
    });
  }

  for (const path of ["healthz", "v1/healthz", "/a b", `/${"a".repeat(1024)}`]) {
    it(`refuses the path ${path.slice(0, 20)}`, () => {
      assert.deepEqual(targetHealthProblem(path, {}, false, at), {
        path: "loadBalancer.healthCheckPath",
        reason: `'loadBalancer.healthCheckPath' must start with a slash and have at most 1024 characters without spaces, got "${path.slice(0, 40)}"; "/healthz" works`,
      });
    });
  }

  const target = { containerPort: 8080 };

  it("refuses the port of the requests as one of its own", () => {
    assert.deepEqual(healthPortProblem(8080, target, at, "awsvpc"), {
      path: "loadBalancer.healthCheck.port",
      reason:
        "'loadBalancer.healthCheck.port' must be another port than the one that gets the requests, got 8080; leave it out",
    });
    assert.equal(healthPortProblem(8081, target, at, "awsvpc"), undefined);
    assert.equal(healthPortProblem(undefined, target, at, "bridge"), undefined);
  });

  it("refuses a port of its own where each task gets a free one of its instance", () => {
    assert.deepEqual(healthPortProblem(8081, target, at, "bridge"), {
      path: "loadBalancer.healthCheck.port",
      reason:
        "'loadBalancer.healthCheck.port' must be left out where each task gets a free port of its instance, got 8081; a fixed 'hostPort' takes it",
    });
    assert.equal(healthPortProblem(8081, target, at, "host"), undefined);
    const fixed = { containerPort: 8080, hostPort: 80 };
    assert.equal(healthPortProblem(8080, fixed, at, "bridge"), undefined);
    assert.match(healthPortProblem(80, fixed, at, "bridge")?.reason ?? "", /must be another port/);
  });

  it("leaves a task alone for a minute, or for as long as its containers may take", () => {
    assert.equal(gracePeriod({ startPeriod: 0 }), 60);
    assert.equal(gracePeriod({ startPeriod: 120 }), 120);
    assert.equal(gracePeriod({ startPeriod: 120, gracePeriodSeconds: 90 }), 90);
  });

  it("takes a grace period that ends before the start period, but whose checks do not", () => {
    const timing = { startPeriod: 120, gracePeriodSeconds: 76 };
    assert.equal(gracePeriodProblem(timing), undefined);
    assert.equal(gracePeriodProblem({ startPeriod: 300 }), undefined);
    assert.equal(gracePeriodProblem({ startPeriod: 0, gracePeriodSeconds: 0 }), undefined);
  });

  const timings: [StartTiming, string][] = [
    [
      { startPeriod: 120, gracePeriodSeconds: 75 },
      "must be more than 75 where a container may take 'startPeriod' 120 seconds to start and is given up after 3 checks at an interval of 15, got 75; 120 works",
    ],
    [
      { startPeriod: 60, gracePeriodSeconds: 0, interval: 10, unhealthyThreshold: 2 },
      "must be more than 40 where a container may take 'startPeriod' 60 seconds to start and is given up after 2 checks at an interval of 10, got 0; 60 works",
    ],
    [
      { startPeriod: 0, gracePeriodSeconds: -1 },
      "must be a whole number from 0 to 2147483647, got -1; 60 works",
    ],
  ];
  for (const [timing, rule] of timings) {
    it(`refuses ${JSON.stringify(timing)}`, () => {
      const path = "healthCheckGracePeriodSeconds";
      assert.deepEqual(gracePeriodProblem(timing), { path, reason: `'${path}' ${rule}` });
    });
  }
});
