import assert from "node:assert/strict";

import type { LoadBalancerArgs, ServiceArgs } from "../../../../components/index.js";
import { LoadBalancer, Service } from "../../../../components/index.js";
import type { MockResource, PulumiMock } from "../../../../generator/testing/index.js";
import { mockPulumi } from "../../../../generator/testing/index.js";
import { cluster, loadBalancer, network } from "../../support/platform.js";

const taskDefinition = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  family: "orders",
  containers: [{ name: "orders", ports: [8080], portNames: ["http"] }],
};
const networkRef = {
  arn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/platform/1",
  arnSuffix: "net/platform/1",
  dnsName: "nlb.example.com",
  zoneId: "Z2",
  securityGroupId: "sg-nlb",
  vpcId: "vpc-1",
};

/** Inputs that differ between two resources. */
function changed(before: MockResource, after: MockResource): string[] {
  const keys = [...new Set([...Object.keys(before.inputs), ...Object.keys(after.inputs)])].sort();
  return keys.filter(
    (key) => JSON.stringify(before.inputs[key]) !== JSON.stringify(after.inputs[key]),
  );
}

describe("a change of how requests reach a Service", () => {
  async function run(make: () => unknown): Promise<PulumiMock> {
    const mock = await mockPulumi();
    make();
    await mock.settled();
    return mock;
  }
  const service = (args: Partial<ServiceArgs>) =>
    run(() => new Service("orders", { cluster, taskDefinition, ...args }));
  const ofEcs = (mock: PulumiMock) => mock.resource("aws:ecs/service:Service");
  const web = { loadBalancer: { ref: loadBalancer, healthCheckPath: "/", containerPort: 8080 } };

  // Each of them changes in place: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
  const moves: [string, Partial<ServiceArgs>, Partial<ServiceArgs>, string[]][] = [
    ["to a load balancer", {}, web, ["healthCheckGracePeriodSeconds", "loadBalancers"]],
    ["from a load balancer", web, {}, ["healthCheckGracePeriodSeconds", "loadBalancers"]],
    [
      "to a second target",
      web,
      {
        ...web,
        additionalLoadBalancers: [{ ...web.loadBalancer, path: "/admin/*" }],
      },
      ["loadBalancers"],
    ],
    [
      "to a network load balancer",
      web,
      { networkLoadBalancer: { ref: networkRef, listeners: [{ port: 443 }] } },
      ["loadBalancers"],
    ],
    [
      "to Service Connect",
      {},
      { serviceConnect: { namespaceArn: "arn:a", services: [{ portName: "http", port: 80 }] } },
      ["serviceConnectConfiguration"],
    ],
    ["to Cloud Map", {}, { serviceDiscovery: { namespaceId: "ns-1" } }, ["serviceRegistries"]],
    ["to public subnets", web, { ...web, assignPublicIp: true }, ["networkConfiguration"]],
  ];
  for (const [what, before, after, inputs] of moves) {
    it(`pain 26: ${what} changes the service in place`, async () => {
      const [old, now] = [await service(before), await service(after)];
      assert.equal(ofEcs(now).urn, ofEcs(old).urn);
      assert.deepEqual(changed(ofEcs(old), ofEcs(now)), inputs);
    });
  }

  it("pain 26: other requests change the rule, and neither target group nor service", async () => {
    const old = await service(web);
    const now = await service({ loadBalancer: { ...web.loadBalancer, path: "/orders/*" } });
    assert.deepEqual(
      now.resources.map(({ urn }) => urn).sort(),
      old.resources.map(({ urn }) => urn).sort(),
    );
    const differing = old.resources.filter((before) => {
      const after = now.resources.find(({ urn }) => urn === before.urn);
      return (
        after !== undefined && before.type.startsWith("aws:") && changed(before, after).length > 0
      );
    });
    assert.deepEqual(
      differing.map(({ type }) => type),
      ["aws:lb/listenerRule:ListenerRule"],
    );
  });

  it("pain 26: a service moves to another load balancer by way of both", async () => {
    const key = "new";
    const ref = { ...loadBalancer, listenerArn: "arn:other", securityGroupId: "sg-other" };
    const next = { ...web.loadBalancer, ref, key };
    const both = await service({ ...web, additionalLoadBalancers: [next] });
    const moved = await service({ loadBalancer: next });
    // AWS lets no two load balancers share a target group: the new one's is there before the old one's goes.
    for (const type of ["aws:lb/targetGroup:TargetGroup", "aws:lb/listenerRule:ListenerRule"]) {
      assert.equal(moved.resource(type).urn, both.resource(type, "orders-new").urn);
      assert.deepEqual(changed(both.resource(type, "orders-new"), moved.resource(type)), []);
    }
    assert.deepEqual(changed(ofEcs(both), ofEcs(moved)), ["loadBalancers"]);
  });

  const balancers: [string, Partial<LoadBalancerArgs>, string[]][] = [
    [
      "other subnets",
      { network: { ...network, privateSubnetIds: ["subnet-c", "subnet-d"] } },
      ["subnets"],
    ],
    ["a certificate", { certificateArn: "arn:certificate" }, []],
    ["a log", { accessLogs: { bucket: "logs" } }, ["accessLogs"]],
    ["IPv6", { ipAddressType: "dualstack" }, ["ipAddressType"]],
  ];
  for (const [what, args, inputs] of balancers) {
    it(`pain 26: a load balancer takes ${what} in place`, async () => {
      const old = await run(() => new LoadBalancer("platform", { network }));
      const now = await run(() => new LoadBalancer("platform", { network, ...args }));
      const type = "aws:lb/loadBalancer:LoadBalancer";
      assert.equal(now.resource(type).urn, old.resource(type).urn);
      assert.deepEqual(changed(old.resource(type), now.resource(type)), inputs);
    });
  }
});
