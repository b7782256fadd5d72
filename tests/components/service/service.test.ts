import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { ServiceArgs, TaskDefinitionRef } from "../../../components/index.js";
import { PrivateReach, Service } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";
import { cluster, loadBalancer, network } from "../support/platform.js";

const SERVICE = "aws:ecs/service:Service";
const taskDefinition: TaskDefinitionRef = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  family: "orders",
  containers: [{ name: "orders", ports: [8080] }],
};
const base = { cluster, taskDefinition };
const traffic = { ref: loadBalancer, path: "/orders/*", healthCheckPath: "/healthz" };

describe("Service", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  async function make(args: Partial<ServiceArgs> = {}) {
    const service = new Service("orders", { ...base, ...args });
    await mock.settled();
    return {
      service,
      inputs: mock.resource(SERVICE).inputs,
      options: mock.resource(SERVICE).options,
    };
  }
  const children = () =>
    mock.resources
      .filter(({ type }) => type.startsWith("aws:"))
      .map(({ type, name }) => `${type} ${name}`)
      .sort();

  it("makes a security group and a service that rolls safely", async () => {
    const { inputs, service } = await make();
    assert.deepEqual(children(), [
      "aws:ec2/securityGroup:SecurityGroup orders",
      "aws:ecs/service:Service orders",
    ]);
    const { networkConfiguration, ...rest } = inputs;
    assert.deepEqual(rest, {
      cluster: cluster.arn,
      taskDefinition: taskDefinition.arn,
      enableExecuteCommand: false,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      desiredCount: 1,
      deploymentController: { type: "ECS" },
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      availabilityZoneRebalancing: "ENABLED",
      capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
      forceNewDeployment: true,
      waitForSteadyState: false,
    });
    const { subnets, assignPublicIp } = networkConfiguration as Record<string, unknown>;
    assert.deepEqual(subnets, ["subnet-private-a", "subnet-private-b"]);
    assert.equal(assignPublicIp, false);
    assert.equal(service.url, undefined);
  });

  it("lets tasks reach the VPC and what the network lets out, and nobody reach them", async () => {
    await make();
    const group = mock.resource("aws:ec2/securityGroup:SecurityGroup").inputs;
    assert.equal(group.ingress, undefined);
    assert.deepEqual(group.egress, [
      {
        protocol: "-1",
        fromPort: 0,
        toPort: 0,
        cidrBlocks: ["10.0.0.0/16"],
        description: "The VPC",
      },
      {
        protocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrBlocks: ["0.0.0.0/0"],
        description: "HTTPS",
      },
    ]);
  });

  it("stays in the VPC where the network lets nothing out", async () => {
    await make({ cluster: { ...cluster, network: { ...network, egressCidrBlocks: [] } } });
    const { egress } = mock.resource("aws:ec2/securityGroup:SecurityGroup").inputs;
    assert.deepEqual(
      (egress as { description: string }[]).map(({ description }) => description),
      ["The VPC"],
    );
  });

  it("gets requests from the shared load balancer alone", async () => {
    const { inputs, service, options } = await make({ loadBalancer: traffic });
    assert.deepEqual(children(), [
      "aws:ec2/securityGroup:SecurityGroup orders",
      "aws:ecs/service:Service orders",
      "aws:lb/listenerRule:ListenerRule orders",
      "aws:lb/targetGroup:TargetGroup orders",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule orders",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule orders",
    ]);
    const group = mock.resource("aws:lb/targetGroup:TargetGroup").inputs;
    assert.match(String(group.name), /^orders-dev-[0-9a-f]{8}$/);
    assert.deepEqual(
      [group.port, group.protocol, group.targetType, group.vpcId, group.deregistrationDelay],
      [8080, "HTTP", "ip", "vpc-1", 30],
    );
    assert.equal((group.healthCheck as { path: string }).path, "/healthz");
    const rule = mock.resource("aws:lb/listenerRule:ListenerRule").inputs;
    assert.equal(rule.listenerArn, loadBalancer.listenerArn);
    assert.deepEqual(rule.conditions, [{ pathPattern: { values: ["/orders/*"] } }]);
    assert.ok(Number(rule.priority) > 20_000 && Number(rule.priority) <= 30_000);
    const [target] = inputs.loadBalancers as { containerName: string; containerPort: number }[];
    assert.deepEqual([target?.containerName, target?.containerPort], ["orders", 8080]);
    assert.equal(inputs.healthCheckGracePeriodSeconds, 60);
    assert.equal(
      service.url && (await valueOf(service.url)),
      "https://platform.example.com/orders/",
    );
    for (const type of [
      "aws:lb/listenerRule:ListenerRule",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    ]) {
      assert.ok(options.dependsOn?.includes(mock.resource(type).urn), type);
    }
  });

  it("opens just the container's port, between the two security groups", async () => {
    await make({ loadBalancer: traffic });
    const ingress = mock.resource(
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    ).inputs;
    const egress = mock.resource("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule").inputs;
    assert.deepEqual([ingress.fromPort, ingress.toPort, ingress.ipProtocol], [8080, 8080, "tcp"]);
    assert.equal(ingress.referencedSecurityGroupId, "sg-balancer");
    assert.equal(egress.securityGroupId, "sg-balancer");
    assert.equal(egress.referencedSecurityGroupId, ingress.securityGroupId);
    assert.deepEqual([ingress.cidrIpv4, egress.cidrIpv4], [undefined, undefined]);
  });

  it("takes every request by host, or every request at all", async () => {
    await make({
      loadBalancer: { ref: loadBalancer, healthCheckPath: "/", host: "a.example.com" },
    });
    const byHost = mock.resource("aws:lb/listenerRule:ListenerRule").inputs.conditions;
    assert.deepEqual(byHost, [{ hostHeader: { values: ["a.example.com"] } }]);
    mock = await mockPulumi();
    const { service } = await make({ loadBalancer: { ref: loadBalancer, healthCheckPath: "/" } });
    const all = mock.resource("aws:lb/listenerRule:ListenerRule").inputs.conditions;
    assert.deepEqual(all, [{ pathPattern: { values: ["/*"] } }]);
    assert.equal(service.url && (await valueOf(service.url)), "https://platform.example.com/");
  });

  it("has another target group when the port changes, so that the new one comes first", async () => {
    const name = async (port: number) => {
      mock = await mockPulumi();
      const containers = [{ name: "orders", ports: [port] }];
      await make({ loadBalancer: traffic, taskDefinition: { ...taskDefinition, containers } });
      return mock.resource("aws:lb/targetGroup:TargetGroup").inputs.name;
    };
    assert.notEqual(await name(8080), await name(9090));
  });

  it("pain 1: leaves the count to the autoscaler once there is one", async () => {
    const { inputs, options, service } = await make({
      scaling: { minCapacity: 2, maxCapacity: 10 },
    });
    assert.equal(inputs.desiredCount, 2);
    assert.deepEqual(options.ignoreChanges, ["desiredCount"]);
    assert.deepEqual(await valueOf(service.ownership), { desiredCount: "autoscaler" });
    const target = mock.resource("aws:appautoscaling/target:Target").inputs;
    assert.deepEqual([target.minCapacity, target.maxCapacity], [2, 10]);
    assert.match(String(target.resourceId), /^service\/platform\/orders-/);
    const policy = mock.resource("aws:appautoscaling/policy:Policy", "orders-cpu").inputs;
    const tracking = policy.targetTrackingScalingPolicyConfiguration as Record<string, unknown>;
    assert.equal(tracking.targetValue, 60);
  });

  it("keeps the count where there is none", async () => {
    const { inputs, options, service } = await make({ desiredCount: 3 });
    assert.equal(inputs.desiredCount, 3);
    assert.equal(options.ignoreChanges, undefined);
    assert.deepEqual(await valueOf(service.ownership), { desiredCount: "program" });
  });

  it("does not rebalance zones where no further task may run", async () => {
    const { inputs } = await make({
      desiredCount: 2,
      minimumHealthyPercent: 50,
      maximumPercent: 100,
    });
    assert.equal(inputs.availabilityZoneRebalancing, "DISABLED");
  });

  it("takes references from another stack as outputs", async () => {
    const { inputs } = await make({
      cluster: pulumi.output(cluster) as ServiceArgs["cluster"],
      taskDefinition: pulumi.output(taskDefinition) as ServiceArgs["taskDefinition"],
      loadBalancer: { ...traffic, ref: pulumi.output(loadBalancer) },
    });
    assert.equal(inputs.cluster, cluster.arn);
    assert.equal(mock.resource("aws:lb/targetGroup:TargetGroup").inputs.port, 8080);
  });

  it("has public addresses only when it is asked to", async () => {
    const { inputs } = await make({ assignPublicIp: true });
    const network = inputs.networkConfiguration as Record<string, unknown>;
    assert.deepEqual(
      [network.assignPublicIp, network.subnets],
      [true, ["subnet-public-a", "subnet-public-b"]],
    );
  });

  const faults: [string, Partial<ServiceArgs>, string, string][] = [
    [
      "counts that can never roll",
      { desiredCount: 3, minimumHealthyPercent: 67, maximumPercent: 133 },
      "minimumHealthyPercent",
      "'minimumHealthyPercent' 67 and 'maximumPercent' 133 leave no room to replace a task when 'desiredCount' is 3: " +
        "at least 3 and at most 3 tasks may run; set 'maximumPercent' to 134 or 'minimumHealthyPercent' to 66",
    ],
    [
      "a port that no container maps",
      { loadBalancer: { ...traffic, containerPort: 80 } },
      "loadBalancer.containerPort",
      "'loadBalancer.containerPort' must be a port that a container maps, got 80; the task definition has orders:8080",
    ],
    [
      "a path without slash",
      { loadBalancer: { ...traffic, path: "orders" } },
      "loadBalancer.path",
      `'loadBalancer.path' must start with a slash and have at most 128 characters, got "orders"; "/orders/*" works`,
    ],
    [
      "private tasks that could never pull their image",
      { cluster: { ...cluster, network: { ...network, privateReach: PrivateReach.Nothing } } },
      "assignPublicIp",
      `'assignPublicIp' must be true for tasks to pull their image where the network has neither NAT gateways nor the endpoints of Fargate, got false; natGateways: "single" or vpcEndpoints: "fargate" on the Network works, as does 'egressCidrBlocks' for a way of your own`,
    ],
    [
      "a strategy without weight",
      { capacityProviderStrategies: [] },
      "capacityProviderStrategies",
      `'capacityProviderStrategies' must hold a provider with a 'weight' above 0, or no task could start; [{ capacityProvider: "FARGATE", weight: 1 }] works`,
    ],
  ];
  for (const [fault, args, propertyPath, reason] of faults) {
    it(`refuses ${fault} before anything is registered`, () => {
      const message = `Service "orders": ${reason}`;
      assert.throws(() => new Service("orders", { ...base, ...args }), { propertyPath, message });
      assert.deepEqual(mock.resources, []);
    });
  }

  it("takes public tasks where private ones could never pull their image", async () => {
    const reachless = { ...network, privateReach: PrivateReach.Nothing };
    const { inputs } = await make({
      cluster: pulumi.output({ ...cluster, network: reachless }),
      assignPublicIp: true,
    });
    const { assignPublicIp } = inputs.networkConfiguration as { assignPublicIp: boolean };
    assert.equal(assignPublicIp, true);
  });

  it("lets tasks reach the gateway endpoints of their network", async () => {
    await make({
      cluster: { ...cluster, network: { ...network, egressPrefixListIds: ["pl-1"] } },
    });
    const group = mock.resource("aws:ec2/securityGroup:SecurityGroup").inputs;
    const egress = group.egress as { prefixListIds?: string[] }[];
    assert.deepEqual(
      egress.map(({ prefixListIds }) => prefixListIds),
      [undefined, undefined, ["pl-1"]],
    );
  });

  it("refuses a name of 80 characters before anything is registered", () => {
    assert.throws(() => new Service("o".repeat(80), base), {
      name: "ArgumentError",
      message: `Service "${"o".repeat(80)}": 'name' must have at most 63 characters, got 80 ("${"o".repeat(20)}…"); "${"o".repeat(20)}" works`,
    });
    assert.deepEqual(mock.resources, []);
  });
});
