import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import { Checks } from "../../../components/argument/checks.js";
import type { ServiceArgs } from "../../../components/index.js";
import { Cluster, Service } from "../../../components/index.js";
import { decideTaskNetwork } from "../../../components/launch/decideTaskNetwork.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";
import { CHOSEN, instances, taskIn } from "../support/networkMode.js";
import { loadBalancer, network } from "../support/platform.js";

const SERVICE = "aws:ecs/service:Service";
const GROUP = "aws:lb/targetGroup:TargetGroup";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const balancer = { ref: loadBalancer, path: "/orders/*", healthCheckPath: "/healthz" };
const networkRef = {
  arn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/platform/1",
  arnSuffix: "net/platform/1",
  dnsName: "nlb.example.com",
  zoneId: "Z2",
  securityGroupId: "sg-nlb",
  vpcId: "vpc-1",
};

describe("Service whose tasks share the network of their instance", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  async function make(args: Partial<ServiceArgs> = {}) {
    const base = { cluster: instances, taskDefinition: taskIn("bridge") };
    const service = new Service("orders", { ...base, ...args });
    await mock.settled();
    const { inputs, options } = mock.resource(SERVICE);
    return { service, inputs, options };
  }
  const children = () =>
    mock.resources
      .filter(({ type }) => type.startsWith("aws:"))
      .map(({ type, name }) => `${type.split(":")[2] ?? ""} ${name}`)
      .sort();
  const rule = (type: string, name?: string) => mock.resource(type, name).inputs;

  for (const mode of ["bridge", "host", "none", "default"]) {
    it(`has no network and no security group of its own in mode ${mode}`, async () => {
      const { service, inputs, options } = await make({ taskDefinition: taskIn(mode) });
      assert.deepEqual(children(), ["Service orders"]);
      assert.equal("networkConfiguration" in inputs, false);
      assert.deepEqual(inputs.capacityProviderStrategies, [
        { capacityProvider: "cp-workers-1", weight: 1 },
      ]);
      assert.deepEqual(options.replaceOnChanges, ["networkConfiguration"]);
      const ref = await valueOf(pulumi.output(service.ref));
      assert.equal(ref.securityGroupId, "sg-workers");
      assert.deepEqual(ref.instanceSecurityGroupIds, ["sg-workers"]);
    });
  }

  it("hides a secret of its refusal of instances that it does not know", async () => {
    const { capacityProviders, ...cluster } = instances;
    assert.ok(capacityProviders);
    const defaultCapacityProviderStrategies = pulumi.secret([
      { capacityProvider: "cp-hidden-7", weight: 1 },
    ]);
    const checks = new Checks("Service", "orders");
    const args = {
      cluster: { ...cluster, defaultCapacityProviderStrategies },
      taskDefinition: taskIn("bridge"),
    };
    const { instances: found } = decideTaskNetwork(checks, args);
    await assert.rejects(valueOf(pulumi.output(found?.securityGroupIds)), {
      name: "ArgumentError",
      message: /must hold the security group of the instances of "\[secret\]", got/,
    });
  });

  it("has one of its own in mode awsvpc, said or not", async () => {
    const { service, inputs, options } = await make({ taskDefinition: taskIn("awsvpc") });
    assert.deepEqual(children(), ["SecurityGroup orders", "Service orders"]);
    assert.deepEqual((inputs.networkConfiguration as { subnets: string[] }).subnets, [
      "subnet-private-a",
      "subnet-private-b",
    ]);
    assert.equal(options.replaceOnChanges, undefined);
    assert.equal("instanceSecurityGroupIds" in service.ref, false);
  });

  it("gets requests at all ports that Docker chooses from, from the load balancer alone", async () => {
    const { options } = await make({ loadBalancer: balancer });
    assert.deepEqual(children(), [
      "ListenerRule orders",
      "SecurityGroupEgressRule orders-on-workers",
      "SecurityGroupIngressRule orders-on-workers",
      "Service orders",
      "TargetGroup orders",
    ]);
    const { fromPort, ...ingress } = rule(INGRESS);
    assert.ok(Number(fromPort) >= CHOSEN.least && Number(fromPort) <= CHOSEN.most);
    assert.deepEqual(ingress, {
      securityGroupId: "sg-workers",
      referencedSecurityGroupId: "sg-balancer",
      ipProtocol: "tcp",
      toPort: CHOSEN.end,
      description: "Load balancer to orders",
    });
    assert.deepEqual(rule(EGRESS), {
      ...ingress,
      fromPort,
      securityGroupId: "sg-balancer",
      referencedSecurityGroupId: "sg-workers",
    });
    assert.equal(rule(GROUP).targetType, "instance");
    assert.ok(options.dependsOn?.includes(mock.resource(INGRESS).urn));
  });

  it("has rules that no other service has between the same two security groups", async () => {
    const names = ["orders", "billing", "shop"];
    for (const name of names) {
      new Service(name, {
        cluster: instances,
        taskDefinition: taskIn("bridge"),
        loadBalancer: { ...balancer, path: `/${name}/*` },
      });
    }
    await mock.settled();
    const begins = names.map((name) => rule(INGRESS, `${name}-on-workers`).fromPort);
    assert.equal(new Set(begins).size, names.length);
  });

  for (const [what, taskDefinition, port] of [
    ["the fixed port of the instance", taskIn("bridge", 80), 80],
    ["the container's port in mode host", taskIn("host"), 8080],
  ] as const) {
    it(`gets requests at ${what} alone`, async () => {
      await make({ taskDefinition, loadBalancer: { ...balancer, healthCheck: { port: 9000 } } });
      for (const type of [INGRESS, EGRESS]) {
        assert.equal(rule(type, "orders-on-workers").fromPort, port);
        assert.equal(rule(type, "orders-on-workers").toPort, port);
        assert.equal(rule(type, "orders-health-on-workers").fromPort, 9000);
        assert.equal(rule(type, "orders-health-on-workers").toPort, 9000);
      }
      assert.equal(rule(GROUP).targetType, "instance");
      assert.equal(rule(GROUP).port, 8080);
    });
  }

  it("has a target group of another name than one of addresses, which stands beside it", async () => {
    await make({ loadBalancer: balancer });
    const ofInstances = rule(GROUP).name;
    mock = await mockPulumi({ project: "orders", stack: "dev" });
    await make({ loadBalancer: balancer, taskDefinition: taskIn("awsvpc") });
    assert.equal(rule(GROUP).targetType, "ip");
    assert.notEqual(rule(GROUP).name, ofInstances);
  });

  it("is reached on every group that its strategy names", async () => {
    const { service } = await make({
      loadBalancer: balancer,
      capacityProviderStrategies: [
        { capacityProvider: "spare", weight: 1 },
        { capacityProvider: "workers", weight: 2 },
      ],
    });
    assert.equal(rule(INGRESS, "orders-on-workers").securityGroupId, "sg-workers");
    assert.equal(rule(INGRESS, "orders-on-spare").securityGroupId, "sg-spare");
    assert.equal(mock.resources.filter(({ type }) => type === INGRESS).length, 2);
    const ref = await valueOf(pulumi.output(service.ref));
    assert.deepEqual(ref.instanceSecurityGroupIds, ["sg-spare", "sg-workers"]);
    assert.equal(ref.securityGroupId, "sg-spare");
  });

  it("is reached on the groups of a Cluster", async () => {
    const group = { name: "workers", instanceTypes: ["m7i.large"], minSize: 0, maxSize: 4 };
    const { ref } = new Cluster("platform", {
      network,
      instanceGroups: [group],
      defaultCapacityProviderStrategies: [{ capacityProvider: "workers", weight: 1 }],
    });
    const { service } = await make({ cluster: ref, loadBalancer: balancer });
    const { securityGroupId } = await valueOf(pulumi.output(service.ref));
    const { networkInterfaces } = rule("aws:ec2/launchTemplate:LaunchTemplate");
    const [card] = networkInterfaces as { securityGroups: string[] }[];
    assert.deepEqual(card?.securityGroups, [securityGroupId]);
    assert.equal(rule(INGRESS, "orders-on-workers").securityGroupId, securityGroupId);
  });

  it("is reached on a cluster of another stack where the strategy is its own", async () => {
    const { service } = await make({
      cluster: pulumi.output(instances),
      loadBalancer: balancer,
      capacityProviderStrategies: [{ capacityProvider: "spare", weight: 1 }],
    });
    assert.equal(rule(INGRESS, "orders-on-spare").securityGroupId, "sg-spare");
    assert.equal(await valueOf(pulumi.output(service.ref.securityGroupId)), "sg-spare");
  });

  it("runs on a cluster of another stack as that says, where nobody reaches it", async () => {
    const { service } = await make({ cluster: pulumi.output(instances) });
    assert.deepEqual(children(), ["Service orders"]);
    assert.equal(await valueOf(pulumi.output(service.ref.securityGroupId)), "sg-workers");
  });

  it("is reached by a network load balancer, which hides the clients' addresses", async () => {
    const listeners = [{ port: 443 }];
    await make({ networkLoadBalancer: { ref: networkRef, listeners } });
    const group = rule(GROUP);
    assert.deepEqual([group.targetType, group.preserveClientIp], ["instance", "false"]);
    const ingress = rule(INGRESS, "orders-nlb-443-tcp-on-workers");
    assert.equal(ingress.securityGroupId, "sg-workers");
    assert.equal(ingress.toPort, CHOSEN.end);
  });

  it("lets peers in at what leads to the port that they name", async () => {
    const peer = { securityGroupId: "sg-peer" };
    const ingressFrom = [
      { ...peer, peer: "billing", port: 8080 },
      { ...peer, peer: "metrics", port: 9100 },
    ];
    await make({ ingressFrom });
    const billing = rule(INGRESS, "orders-from-billing-on-workers");
    assert.equal(billing.toPort, CHOSEN.end);
    assert.equal(billing.referencedSecurityGroupId, "sg-peer");
    const metrics = rule(INGRESS, "orders-from-metrics-on-workers");
    assert.deepEqual([metrics.fromPort, metrics.toPort], [9100, 9100]);
    mock = await mockPulumi({ project: "orders", stack: "dev" });
    await make({ ingressFrom, taskDefinition: taskIn("bridge", 80) });
    assert.equal(rule(INGRESS, "orders-from-billing-on-workers").toPort, 80);
  });

  it("has a DNS name with ports, and Service Connect in mode bridge", async () => {
    const { inputs } = await make({
      serviceDiscovery: { namespaceId: "ns-1", recordType: "SRV" },
      serviceConnect: {
        namespaceArn: "arn:aws:servicediscovery:us-east-1:123456789012:namespace/ns-1",
      },
    });
    const { containerName, containerPort } = inputs.serviceRegistries as Record<string, unknown>;
    assert.deepEqual([containerName, containerPort], ["orders", 8080]);
    assert.equal((inputs.serviceConnectConfiguration as { enabled: boolean }).enabled, true);
  });

  it("shifts requests between two groups of instances natively", async () => {
    const { inputs } = await make({
      loadBalancer: balancer,
      deployment: { strategy: "canary", canaryPercent: 10 },
    });
    for (const name of ["orders", "orders-alternate"]) {
      assert.equal(mock.resource(GROUP, name).inputs.targetType, "instance");
    }
    assert.equal("networkConfiguration" in inputs, false);
    assert.equal(rule(INGRESS).toPort, CHOSEN.end);
  });

  it("is deployed by CodeDeploy without network, and with ECS's own limits", async () => {
    const { inputs } = await make({
      loadBalancer: balancer,
      deployment: { strategy: "codeDeploy" },
    });
    assert.equal("networkConfiguration" in inputs, false);
    assert.equal("deploymentMaximumPercent" in inputs, false);
    const { appSpec } = mock.resource("pulumi-nodejs:dynamic:Resource").inputs;
    const spec = JSON.parse(String(appSpec)) as {
      Resources: { TargetService: { Properties: object } }[];
    };
    assert.deepEqual(Object.keys(spec.Resources[0]?.TargetService.Properties ?? {}), [
      "TaskDefinition",
      "LoadBalancerInfo",
      "CapacityProviderStrategy",
    ]);
    for (const name of ["orders-codedeploy", "orders-codedeploy-alternate"]) {
      assert.equal(mock.resource(GROUP, name).inputs.targetType, "instance");
    }
  });

  it("begins with a task set without network where a tool deploys", async () => {
    const { service } = await make({
      loadBalancer: balancer,
      deployment: { strategy: "external" },
    });
    assert.equal("networkConfiguration" in rule("aws:ecs/taskSet:TaskSet"), false);
    const { subnetIds, securityGroupIds, assignPublicIp } = await valueOf(
      pulumi.output(service.external ?? {}) as pulumi.Output<Record<string, unknown>>,
    );
    assert.deepEqual([subnetIds, securityGroupIds, assignPublicIp], [[], [], false]);
  });
});
