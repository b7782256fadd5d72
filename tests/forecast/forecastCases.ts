import assert from "node:assert/strict";

import { foretellDeployments } from "../../forecast/foretellDeployments.js";
import { resource, service, taskDefinition } from "../cost/costCases.js";

export const BREAKER = { deploymentCircuitBreaker: { enable: true, rollback: true } };
const GROUP =
  "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/orders/900137e8369545e2";
export const balanced = {
  loadBalancers: [{ targetGroupArn: GROUP }],
  healthCheckGracePeriodSeconds: 60,
};

export const group = (more: object = {}) =>
  resource("aws:lb/targetGroup:TargetGroup", "orders", {
    name: "orders",
    deregistrationDelay: 30,
    healthCheck: { interval: 15, healthyThreshold: 2, unhealthyThreshold: 3 },
    ...more,
  });

export function foretell(
  count: number,
  inputs: Record<string, unknown>,
  ...more: ReturnType<typeof group>[]
) {
  const all = [taskDefinition("orders", [256, 512]), service("orders", count, inputs), ...more];
  const { deployments, unknown } = foretellDeployments(all);
  return deployments[0] ?? unknown[0]?.reason ?? "nothing";
}

/** Why nobody can tell. */
export function textOf(found: ReturnType<typeof foretell>): string {
  return typeof found === "string" ? found : JSON.stringify(found);
}

export function known(...args: Parameters<typeof foretell>) {
  const found = foretell(...args);
  assert.ok(typeof found === "object", textOf(found));
  return found;
}
