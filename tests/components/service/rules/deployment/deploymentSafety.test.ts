import assert from "node:assert/strict";

import type { DeploymentSafety } from "../../../../../components/service/rules/deployment/deploymentSafety.js";
import {
  breakerControllerProblem,
  circuitBreakerProblem,
  rebalancingProblem,
} from "../../../../../components/service/rules/deployment/deploymentSafety.js";

const safe: DeploymentSafety = {
  controller: "ECS",
  isRolling: true,
  circuitBreaker: true,
  circuitBreakerRollback: true,
  rebalancing: true,
  maximumPercent: 200,
};
const off = { circuitBreaker: false, circuitBreakerRollback: false };

describe("deploymentSafety", () => {
  it("finds no fault in a breaker that rolls back", () => {
    assert.equal(breakerControllerProblem(safe), undefined);
    assert.equal(circuitBreakerProblem(safe), undefined);
    assert.equal(rebalancingProblem(safe), undefined);
  });

  it("asks for no breaker where ECS replaces no tasks step by step", () => {
    assert.equal(circuitBreakerProblem({ ...safe, ...off, isRolling: false }), undefined);
    assert.equal(circuitBreakerProblem({ ...safe, ...off, controller: "EXTERNAL" }), undefined);
    assert.equal(breakerControllerProblem({ ...safe, ...off, controller: "EXTERNAL" }), undefined);
  });

  it("refuses a breaker that is off, or leaves what failed, or is not ECS's", () => {
    assert.deepEqual(circuitBreakerProblem({ ...safe, ...off }), {
      path: "circuitBreaker",
      reason:
        "'circuitBreaker' must be on, or a deployment that fails goes on for hours, got it off; true works",
    });
    assert.deepEqual(circuitBreakerProblem({ ...safe, circuitBreakerRollback: false }), {
      path: "circuitBreakerRollback",
      reason:
        "'circuitBreakerRollback' must be on, or a deployment that fails leaves fewer tasks, got it off; true works",
    });
    assert.deepEqual(breakerControllerProblem({ ...safe, controller: "CODE_DEPLOY" }), {
      path: "circuitBreaker",
      reason: "'circuitBreaker' is for deployments of ECS, got it with CODE_DEPLOY; leave it out",
    });
  });

  it("says nothing of rebalancing that is off, or beside CodeDeploy, whose own rule refuses it", () => {
    const full = { ...safe, maximumPercent: 100 };
    assert.equal(rebalancingProblem({ ...full, rebalancing: false }), undefined);
    assert.equal(rebalancingProblem({ ...full, controller: "CODE_DEPLOY" }), undefined);
    assert.equal(rebalancingProblem({ ...full, maximumPercent: 101 }), undefined);
  });

  it("refuses to rebalance without room for one task more, and by another controller", () => {
    assert.deepEqual(rebalancingProblem({ ...safe, maximumPercent: 100 }), {
      path: "availabilityZoneRebalancing",
      reason:
        "'availabilityZoneRebalancing' needs a 'maximumPercent' above 100, got 100; leave it out",
    });
    assert.deepEqual(rebalancingProblem({ ...safe, controller: "EXTERNAL" }, "rebalancing"), {
      path: "rebalancing",
      reason: "'rebalancing' is for deployments of ECS, got it with EXTERNAL; leave it out",
    });
  });
});
