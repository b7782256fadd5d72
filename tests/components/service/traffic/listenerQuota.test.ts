import assert from "node:assert/strict";

import { Service } from "../../../../components/index.js";
import type { RuleClaim } from "../../../../components/service/rules/traffic/ruleClash.js";
import { targetGroupQuotaProblem } from "../../../../components/service/rules/traffic/listenerQuota.js";
import { mockPulumi } from "../../../../generator/testing/index.js";
import { cluster, loadBalancer } from "../../support/platform.js";

const taskDefinition = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  family: "orders",
  containers: [{ name: "orders", ports: [8080] }],
};

/** Rules of so many services, with so many target groups each. */
function claims(count: number, targetGroups: number): RuleClaim[] {
  return Array.from({ length: count }, (_, i) => ({
    service: `s${i}`,
    target: `s${i}`,
    place: [],
    match: {},
    targetGroups,
    priority: i,
    isExplicit: true,
    rulesAt: (priority) => [priority],
  }));
}

describe("quotas of a listener", () => {
  it("has 100 target groups at most, which no account may raise", () => {
    assert.equal(targetGroupQuotaProblem(claims(100, 1), "loadBalancer"), undefined);
    assert.equal(targetGroupQuotaProblem(claims(50, 2), "loadBalancer"), undefined);
    assert.deepEqual(targetGroupQuotaProblem(claims(51, 2), "additionalLoadBalancers[0]"), {
      path: "additionalLoadBalancers[0].ref",
      reason:
        "'additionalLoadBalancers[0].ref' must be a load balancer with room for its target groups, of which it has at most 100, got 102 with those of the program's other services; a second LoadBalancer works",
    });
  });

  it("refuses the service that tips it over, before it is registered", async () => {
    const mock = await mockPulumi();
    const make = (i: number) => {
      const balancer = { ref: loadBalancer, path: `/s${i}/*`, healthCheckPath: "/healthz" };
      new Service(`s${i}`, {
        cluster,
        taskDefinition,
        loadBalancer: { ...balancer, priority: 100 + 10 * i },
        deployment: { strategy: "blueGreen" },
      });
    };
    for (let i = 0; i < 50; i += 1) make(i);
    assert.throws(() => {
      make(50);
    }, /Service "s50": 'loadBalancer.ref' must be a load balancer with room .* got 102 with/);
    await mock.settled();
    assert.ok(!mock.resources.some(({ name }) => name === "s50"));
  });
});
