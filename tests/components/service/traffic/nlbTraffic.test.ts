import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type {
  NetworkListenerArgs,
  NetworkLoadBalancerArgs,
  ServiceArgs,
} from "../../../../components/index.js";
import { NetworkLoadBalancer, Service } from "../../../../components/index.js";
import type { PulumiMock } from "../../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../../generator/testing/index.js";
import { cluster, loadBalancer, network } from "../../support/platform.js";

const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const GROUP = "aws:lb/targetGroup:TargetGroup";
const LISTENER = "aws:lb/listener:Listener";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const ref = {
  arn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/platform/1",
  arnSuffix: "net/platform/1",
  dnsName: "nlb.example.com",
  zoneId: "Z2",
  securityGroupId: "sg-nlb",
  vpcId: "vpc-1",
};
const taskDefinition = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/dns:1",
  family: "dns",
  containers: [{ name: "dns", ports: [53, 53], stopTimeout: 20 }],
};

describe("NetworkLoadBalancer", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi();
  });

  async function make(args: Partial<NetworkLoadBalancerArgs> = {}) {
    const balancer = new NetworkLoadBalancer("platform", { network, ...args });
    await mock.settled();
    return valueOf(pulumi.output(balancer.ref));
  }

  it("is internal by default, crosses zones, and nobody may connect", async () => {
    const known = await make();
    assert.deepEqual(mock.resources.map(({ type, name }) => `${type} ${name}`).sort(), [
      "aws:ec2/securityGroup:SecurityGroup platform",
      "aws:lb/loadBalancer:LoadBalancer platform",
      "slipway:index:NetworkLoadBalancer platform",
    ]);
    const { name, securityGroups, ...rest } = mock.resource(BALANCER).inputs;
    assert.match(String(name), /^platform-stack-project-[0-9a-f]{8}$/);
    assert.deepEqual(securityGroups, [known.securityGroupId]);
    assert.deepEqual(rest, {
      loadBalancerType: "network",
      internal: true,
      subnets: network.privateSubnetIds,
      enableCrossZoneLoadBalancing: true,
      enableDeletionProtection: false,
    });
    assert.match(known.arnSuffix, /^net\//);
  });

  it("is public, has IPv6 and keeps to its zones where it is asked to", async () => {
    await make({ internal: false, ipAddressType: "dualstack", crossZone: false });
    const { subnets, ipAddressType, enableCrossZoneLoadBalancing } = mock.resource(BALANCER).inputs;
    assert.deepEqual(
      [subnets, ipAddressType, enableCrossZoneLoadBalancing],
      [network.publicSubnetIds, "dualstack", false],
    );
  });

  it("has its log delivered to a bucket", async () => {
    await make({ accessLogs: {} });
    const { policy } = mock.resource("aws:s3/bucketPolicy:BucketPolicy").inputs;
    assert.match(String(policy), /"Service":"delivery\.logs\.amazonaws\.com"/);
  });

  it("has another name when a field changes that replaces it", async () => {
    await make();
    const { name } = mock.resource(BALANCER).inputs;
    mock = await mockPulumi();
    await make({ internal: false });
    assert.notEqual(mock.resource(BALANCER).inputs.name, name);
  });

  it("refuses a prefix that AWS refuses", () => {
    assert.throws(
      () => new NetworkLoadBalancer("platform", { network, accessLogs: { prefix: "AWSLogs" } }),
      {
        message: `NetworkLoadBalancer "platform": 'accessLogs.prefix' must have no slash at its ends and not hold "AWSLogs", got "AWSLogs"; "load-balancer" works`,
      },
    );
    assert.deepEqual(mock.resources, []);
  });
});

describe("a Service behind a network load balancer", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi();
  });

  async function make(listeners: NetworkListenerArgs[], args: Partial<ServiceArgs> = {}) {
    new Service("dns", {
      cluster,
      taskDefinition,
      networkLoadBalancer: { ref, listeners },
      ...args,
    });
    await mock.settled();
    return mock.resource("aws:ecs/service:Service");
  }
  const rules = (type: string) =>
    mock.resources
      .filter((resource) => resource.type === type)
      .map(({ name, inputs }) => {
        const { securityGroupId, referencedSecurityGroupId, cidrIpv4, ipProtocol, fromPort } =
          inputs;
        const own = String(securityGroupId).startsWith("sg-0") ? "tasks" : securityGroupId;
        const from = String(referencedSecurityGroupId ?? cidrIpv4).replace(/^sg-0.*/, "tasks");
        return `${name}: ${String(own)} ${from} ${String(ipProtocol)} ${String(fromPort)}`;
      })
      .sort();

  it("has a listener and a target group, and ingress open on both sides", async () => {
    const { inputs, options } = await make([{ port: 53, ingressCidrBlocks: ["10.0.0.0/8"] }]);
    const listener = mock.resource(LISTENER, "dns-nlb-53");
    const group = mock.resource(GROUP, "dns-nlb-53").inputs;
    assert.deepEqual(
      [listener.inputs.loadBalancerArn, listener.inputs.port, listener.inputs.protocol],
      [ref.arn, 53, "TCP"],
    );
    assert.match(String(group.name), /^dns-nlb-53-stack-projec-[0-9a-f]{8}$/);
    assert.deepEqual(group, {
      name: group.name,
      port: 53,
      protocol: "TCP",
      targetType: "ip",
      vpcId: "vpc-1",
      deregistrationDelay: 20,
      healthCheck: {
        protocol: "TCP",
        port: "traffic-port",
        interval: 15,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
    });
    assert.deepEqual(rules(INGRESS), [
      "dns-nlb-53-10-0-0-0-8: sg-nlb 10.0.0.0/8 tcp 53",
      "dns-nlb-53-tcp: tasks sg-nlb tcp 53",
    ]);
    assert.deepEqual(rules(EGRESS), ["dns-nlb-53-tcp: sg-nlb tasks tcp 53"]);
    const [target] = inputs.loadBalancers as { containerName: string; containerPort: number }[];
    assert.deepEqual([target?.containerName, target?.containerPort], ["dns", 53]);
    assert.equal(inputs.healthCheckGracePeriodSeconds, 60);
    assert.ok(options.dependsOn?.includes(listener.urn));
    for (const { urn } of mock.resources.filter(({ type }) => type === INGRESS)) {
      assert.ok(options.dependsOn?.includes(urn), urn);
    }
  });

  it("takes TCP and UDP on one port, and lets nobody in unasked", async () => {
    await make([{ port: 53, protocol: "TCP_UDP" }]);
    assert.equal(mock.resource(GROUP).inputs.protocol, "TCP_UDP");
    assert.deepEqual(rules(INGRESS), [
      "dns-nlb-53-tcp: tasks sg-nlb tcp 53",
      "dns-nlb-53-udp: tasks sg-nlb udp 53",
    ]);
  });

  it("checks the health of UDP by TCP, on a port of its own where it is told", async () => {
    const healthCheck = { port: 8080 };
    const sources = { ingressCidrBlocks: ["10.0.0.0/8"] };
    await make([
      { port: 53, protocol: "UDP", healthCheck, healthCheckPath: "/healthz", ...sources },
    ]);
    assert.deepEqual(rules(INGRESS), [
      "dns-nlb-53-health: tasks sg-nlb tcp 8080",
      "dns-nlb-53-udp: tasks sg-nlb udp 53",
      "dns-nlb-udp-53-10-0-0-0-8: sg-nlb 10.0.0.0/8 udp 53",
    ]);
    const check = mock.resource(GROUP).inputs.healthCheck as Record<string, unknown>;
    assert.deepEqual(
      [check.protocol, check.path, check.matcher, check.port],
      ["HTTP", "/healthz", "200", "8080"],
    );
  });

  it("ends TLS at the load balancer, and shows clients' addresses", async () => {
    await make([
      { port: 853, protocol: "TLS", certificateArn: "arn:certificate", preserveClientIp: true },
    ]);
    const { protocol, certificateArn, sslPolicy } = mock.resource(LISTENER).inputs;
    assert.deepEqual(
      [protocol, certificateArn, sslPolicy],
      ["TLS", "arn:certificate", "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"],
    );
    const group = mock.resource(GROUP).inputs;
    assert.deepEqual([group.protocol, group.preserveClientIp], ["TCP", "true"]);
  });

  it("has several listeners to one port with one rule there", async () => {
    const tls = { protocol: "TLS", certificateArn: "arn:certificate" } as const;
    const { inputs } = await make([
      { port: 53, containerPort: 53 },
      { port: 853, containerPort: 53, ...tls },
    ]);
    assert.deepEqual(rules(EGRESS), ["dns-nlb-53-tcp: sg-nlb tasks tcp 53"]);
    assert.equal((inputs.loadBalancers as unknown[]).length, 2);
  });

  it("stands beside an application load balancer", async () => {
    const { inputs } = await make([{ port: 53 }], {
      loadBalancer: { ref: loadBalancer, healthCheckPath: "/" },
    });
    assert.equal((inputs.loadBalancers as unknown[]).length, 2);
  });

  it("pain 4: has another target group for all that would replace it", async () => {
    const names = [];
    for (const protocol of ["TCP", "UDP", "TCP_UDP"] as const) {
      mock = await mockPulumi();
      await make([{ port: 53, protocol }]);
      names.push(mock.resource(GROUP).inputs.name);
    }
    assert.equal(new Set(names).size, 3);
  });

  const faults: [NetworkListenerArgs, string, string][] = [
    [
      { port: 853, protocol: "TLS" },
      "certificateArn",
      `must be given with 'protocol' "TLS"; "TCP" leaves the encryption to the program`,
    ],
    [
      { port: 53, containerPort: 80 },
      "containerPort",
      "must be a port that a container maps, got 80; the task definition has dns:53, dns:53",
    ],
    [
      { port: 53, deregistrationDelaySeconds: 4000 },
      "deregistrationDelaySeconds",
      "must be a whole number from 0 to 3600, got 4000; 30 works",
    ],
    [
      { port: 53, healthCheck: { interval: 4 } },
      "healthCheck.interval",
      "must be a whole number from 5 to 300, got 4; 15 works",
    ],
  ];
  for (const [listener, argument, rule] of faults) {
    it(`refuses ${JSON.stringify(listener)}`, () => {
      const propertyPath = `networkLoadBalancer.listeners[0].${argument}`;
      const networkLoadBalancer = { ref, listeners: [listener] };
      assert.throws(() => new Service("dns", { cluster, taskDefinition, networkLoadBalancer }), {
        propertyPath,
        message: `Service "dns": '${propertyPath}' ${rule}`,
      });
      assert.deepEqual(mock.resources, []);
    });
  }
});
