import assert from "node:assert/strict";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { previewOffline } from "../../generator/testing/index.js";

describe("examples/platform", function () {
  this.timeout(60_000);

  for (const [stack, zones, strategy] of [
    ["dev", 2, "Single"],
    ["staging", 2, "Single"],
    ["prod", 3, "OnePerAz"],
  ] as const) {
    it(`previews clean as ${stack}, and exports what services read`, async () => {
      const { policies, outputs, resources } = await previewOffline({
        directory: packageRoot(),
        stack,
      });
      assert.deepEqual([policies.violations, policies.undetermined], [[], []]);
      assert.deepEqual(Object.keys(outputs).sort(), ["cluster", "loadBalancer", "network"]);
      const vpc = resources.find(({ type }) => type === "awsx:ec2:Vpc");
      assert.equal(vpc?.inputs["numberOfAvailabilityZones"], zones);
      assert.deepEqual(vpc.inputs["natGateways"], { strategy });
    });
  }

  it("protects the load balancer everywhere but in dev", async () => {
    const isProtected = [];
    for (const stack of ["dev", "staging", "prod"]) {
      const { resources } = await previewOffline({ directory: packageRoot(), stack });
      const balancer = resources.find(({ type }) => type === "aws:lb/loadBalancer:LoadBalancer");
      isProtected.push(balancer?.inputs["enableDeletionProtection"]);
    }
    assert.deepEqual(isProtected, [false, true, true]);
  });
});

describe("examples/own-load-balancer", function () {
  this.timeout(60_000);

  it("previews clean, with a load balancer, its domain and an internal service", async () => {
    const directory = join(packageRoot(), "examples/own-load-balancer");
    const { policies, outputs, resources } = await previewOffline({ directory });
    assert.deepEqual([policies.violations, policies.undetermined], [[], []]);
    assert.deepEqual(outputs, { url: "https://shop.example.com/" });
    const made = (type: string) => resources.filter((r) => r.type === type).map(({ name }) => name);
    assert.deepEqual(made("slipway:index:LoadBalancer"), ["shop"]);
    assert.deepEqual(made("aws:route53/record:Record").sort(), ["shop", "shop-shop.example.com"]);
    const rules = made("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").sort();
    assert.deepEqual(rules, ["shop", "stock-from-shop"]);
  });
});
