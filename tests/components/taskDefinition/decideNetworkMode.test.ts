import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import { ArgumentError } from "../../../components/argument/argumentError.js";
import { Checks } from "../../../components/argument/checks.js";
import type { ServiceArgs } from "../../../components/index.js";
import { PrivateReach, ScheduledTask, Service, Task } from "../../../components/index.js";
import { decideTaskNetwork } from "../../../components/launch/decideTaskNetwork.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";
import { instances, taskIn } from "../support/networkMode.js";
import { cluster, loadBalancer, network } from "../support/platform.js";

const balancer = { ref: loadBalancer, path: "/orders/*", healthCheckPath: "/healthz" };
const networkRef = { ...loadBalancer, securityGroupId: "sg-nlb" };
const bridge = { cluster: instances, taskDefinition: taskIn("bridge") };
const FARGATE = [{ capacityProvider: "FARGATE", weight: 1 }];

const withoutGroups = {
  ...cluster,
  defaultCapacityProviderStrategies: [{ capacityProvider: "cp-workers-1", weight: 1 }],
  capacityProviders: { workers: "cp-workers-1" },
};

/** Arguments that are refused, and what the error says. */
const REFUSED: [what: string, Partial<ServiceArgs>, message: string][] = [
  [
    "a mode that there is none of",
    { taskDefinition: taskIn("nat") },
    `'taskDefinition.networkMode' must be awsvpc, bridge, host, none or default, got "nat"; leave it out for awsvpc`,
  ],
  [
    "a public address",
    {
      taskDefinition: { ...taskIn("bridge"), requiresCompatibilities: ["FARGATE", "EC2"] },
      capacityProviderStrategies: FARGATE,
      assignPublicIp: true,
    },
    "'assignPublicIp' must be left out where the task definition's 'networkMode' is bridge, got true: its tasks have no address but that of their instance",
  ],
  [
    "Fargate",
    {
      taskDefinition: { ...taskIn("bridge"), requiresCompatibilities: ["FARGATE", "EC2"] },
      capacityProviderStrategies: FARGATE,
    },
    `'taskDefinition.networkMode' must be awsvpc on Fargate, got "bridge" and the capacity provider "FARGATE"; name an instance group in 'capacityProviderStrategies'`,
  ],
  [
    "a mix with Fargate Spot",
    {
      taskDefinition: { ...taskIn("host"), requiresCompatibilities: ["FARGATE", "EC2"] },
      spotAboveTasks: 0,
    },
    `'taskDefinition.networkMode' must be awsvpc on Fargate, got "host" and the capacity provider "FARGATE_SPOT"; name an instance group in 'capacityProviderStrategies'`,
  ],
  [
    "Fargate as the cluster's default",
    { taskDefinition: { ...taskIn("none"), requiresCompatibilities: ["FARGATE", "EC2"] }, cluster },
    `'taskDefinition.networkMode' must be awsvpc on Fargate, got "none" and the capacity provider "FARGATE"; name an instance group in 'capacityProviderStrategies'`,
  ],
  [
    "managed instances in mode bridge",
    { capacityProviderStrategies: [{ capacityProvider: "managed", weight: 1 }] },
    `'taskDefinition.networkMode' must be awsvpc, host or none on managed instances, got "bridge" and the capacity provider "managed"; an instance group takes it`,
  ],
  [
    "instances without a known security group",
    { cluster: { ...instances, instanceSecurityGroupIds: { spare: "sg-spare" } } },
    `'cluster.instanceSecurityGroupIds' must hold the security group of the instances of "workers", got "spare"; the ref of a Cluster has it after its next update`,
  ],
  [
    "instances of a cluster that names none",
    { cluster: withoutGroups },
    `'cluster.instanceSecurityGroupIds' must hold the security group of the instances of "workers", got none; the ref of a Cluster has it after its next update`,
  ],
  [
    "a load balancer where it is not known which instances there are",
    { cluster: pulumi.output(instances), loadBalancer: balancer },
    `'capacityProviderStrategies' must be given where the task definition's 'networkMode' is bridge and the cluster is an output, since the instances' security groups get rules, got nothing; [{ capacityProvider: "workers", weight: 1 }] works`,
  ],
  [
    "Service Connect in mode host",
    { taskDefinition: taskIn("host"), serviceConnect: { namespaceArn: "arn:namespace" } },
    "'serviceConnect' must be left out where the task definition's 'networkMode' is host; awsvpc and bridge take it",
  ],
  [
    "addresses as a DNS name",
    { serviceDiscovery: { namespaceId: "ns-1" } },
    `'serviceDiscovery.recordType' must be "SRV" where the task definition's 'networkMode' is bridge, got "A": tasks share the address of their instance, and differ by port`,
  ],
  [
    "a health check of a port of its own where ports are chosen",
    { loadBalancer: { ...balancer, healthCheck: { port: 9000 } } },
    "'loadBalancer.healthCheck.port' must be left out where each task gets a free port of its instance, got 9000; a fixed 'hostPort' takes it",
  ],
  [
    "UDP where ports are chosen",
    { networkLoadBalancer: { ref: networkRef, listeners: [{ port: 53, protocol: "UDP" }] } },
    `'networkLoadBalancer.listeners[0].protocol' must be "TCP" or "TLS" where each task gets a free port of its instance, got "UDP"; a fixed 'hostPort' takes it`,
  ],
  [
    "a network load balancer's health check of a port of its own where ports are chosen",
    {
      networkLoadBalancer: {
        ref: networkRef,
        listeners: [{ port: 53, healthCheck: { port: 54 } }],
      },
    },
    "'networkLoadBalancer.listeners[0].healthCheck.port' must be left out where each task gets a free port of its instance; a fixed 'hostPort' takes it",
  ],
  [
    "a network that reaches no registry",
    { cluster: { ...instances, network: { ...network, privateReach: PrivateReach.Nothing } } },
    `'cluster.network' must have NAT gateways or the endpoints of Fargate for instances to pull an image in the 'networkMode' bridge, got a network with neither; natGateways: "single" or vpcEndpoints: "fargate" on the Network works, as does 'egressCidrBlocks' for a way of your own`,
  ],
];

const WITHOUT_NETWORK: [string, Partial<ServiceArgs>][] = [
  ["networkLoadBalancer", { networkLoadBalancer: { ref: networkRef, listeners: [{ port: 1 }] } }],
  ["serviceConnect", { serviceConnect: { namespaceArn: "arn:namespace" } }],
  ["serviceDiscovery", { serviceDiscovery: { namespaceId: "ns-1" } }],
  ["ingressFrom", { ingressFrom: [{ peer: "shop", securityGroupId: "sg-peer", port: 8080 }] }],
];

describe("network mode of a Service", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi();
  });

  for (const [what, args, message] of REFUSED) {
    it(`refuses ${what} before anything is registered`, () => {
      assert.throws(() => new Service("orders", { ...bridge, ...args }), {
        name: ArgumentError.name,
        message: `Service "orders": ${message}`,
      });
      assert.deepEqual(mock.resources, []);
    });
  }

  for (const [argument, args] of WITHOUT_NETWORK) {
    it(`refuses '${argument}' in mode none before anything is registered`, () => {
      const taskDefinition = taskIn("none");
      assert.throws(() => new Service("orders", { cluster: instances, taskDefinition, ...args }), {
        message: `Service "orders": '${argument}' must be left out where the task definition's 'networkMode' is none: its tasks have no network; "bridge" has one`,
      });
      assert.deepEqual(mock.resources, []);
    });
  }

  it("refuses another mode than awsvpc that stands in an output", async () => {
    const taskDefinition = pulumi.output(taskIn("bridge"));
    const checks = new Checks("Service", "orders");
    const { taskDefinitionArn } = decideTaskNetwork(checks, { cluster: instances, taskDefinition });
    await assert.rejects(valueOf(taskDefinitionArn), {
      message: `Service "orders": 'taskDefinition.networkMode' must be plain text, since it decides which resources there are, got "bridge" in an output; { arn: ref.arn, family: ref.family, containers: ref.containers, networkMode: "bridge" } works`,
    });
  });

  it("follows a mode that is plain beside outputs", async () => {
    const ref = pulumi.output(taskIn("bridge"));
    const { arn, family, containers } = ref;
    const taskDefinition = { arn, family, containers, networkMode: "bridge" };
    new Service("orders", { cluster: instances, taskDefinition, loadBalancer: balancer });
    await mock.settled();
    assert.equal(mock.resource("aws:lb/targetGroup:TargetGroup").inputs.targetType, "instance");
  });

  it("takes awsvpc from an output", async () => {
    const taskDefinition = pulumi.output(taskIn("awsvpc"));
    new Service("orders", { cluster: instances, taskDefinition });
    await mock.settled();
    const { inputs } = mock.resource("aws:ecs/service:Service");
    assert.equal("networkConfiguration" in inputs, true);
  });

  it("refuses a load balancer in mode none, which maps no port", () => {
    const args = { cluster: instances, taskDefinition: taskIn("none"), loadBalancer: balancer };
    assert.throws(() => new Service("orders", args), {
      message: `Service "orders": 'loadBalancer' needs a container with 'portMappings', got none; [{ containerPort: 8080 }] works`,
    });
  });
});

describe("network mode of a Task and a ScheduledTask", () => {
  const KINDS = [
    ["Task", (args) => new Task("orders", args).securityGroupId],
    [
      "ScheduledTask",
      (args) =>
        pulumi.output(
          new ScheduledTask("orders", { ...args, schedule: "rate(1 hour)" }).ref.securityGroupId,
        ),
    ],
  ] as const satisfies [string, (args: typeof bridge) => pulumi.Output<string>][];

  for (const [kind, make] of KINDS) {
    it(`gives a ${kind} no network and no security group of its own`, async () => {
      const mock = await mockPulumi();
      const securityGroupId = make(bridge);
      await mock.settled();
      assert.equal(await valueOf(securityGroupId), "sg-workers");
      const groups = mock.resources.filter(({ type }) => type.endsWith(":SecurityGroup"));
      assert.deepEqual(groups, []);
      const text = JSON.stringify(mock.resources.map(({ inputs }) => inputs));
      assert.equal(text.includes("cp-workers-1"), true);
      assert.equal(text.includes('"networkConfiguration"'), false);
    });

    it(`refuses Fargate for a ${kind} before anything is registered`, async () => {
      const mock = await mockPulumi();
      const taskDefinition = { ...taskIn("bridge"), requiresCompatibilities: ["FARGATE"] };
      assert.throws(() => make({ cluster, taskDefinition }), {
        message: `${kind} "orders": 'taskDefinition.networkMode' must be awsvpc on Fargate, got "bridge" and the capacity provider "FARGATE"; name an instance group in 'capacityProviderStrategies'`,
      });
      assert.deepEqual(mock.resources, []);
    });
  }
});
