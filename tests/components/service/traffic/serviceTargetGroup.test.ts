import assert from "node:assert/strict";

import type { ServiceArgs, ServiceLoadBalancerArgs } from "../../../../components/index.js";
import { LoadBalancingAlgorithm, ProtocolVersion, Service } from "../../../../components/index.js";
import type { PulumiMock } from "../../../../generator/testing/index.js";
import { mockPulumi } from "../../../../generator/testing/index.js";
import { cluster, loadBalancer } from "../../support/platform.js";

const GROUP = "aws:lb/targetGroup:TargetGroup";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const orders = { name: "orders", ports: [8080, 9090] };
const taskDefinition = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  family: "orders",
  containers: [orders],
};
const main = { ref: loadBalancer, path: "/orders/*", healthCheckPath: "/healthz" };

describe("target groups of a Service", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  function make(routing: Partial<ServiceLoadBalancerArgs> = {}, args: Partial<ServiceArgs> = {}) {
    return new Service("orders", {
      cluster,
      taskDefinition,
      loadBalancer: { ...main, containerPort: 8080, ...routing },
      ...args,
    });
  }

  async function group(routing: Partial<ServiceLoadBalancerArgs>) {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
    make(routing);
    await mock.settled();
    return mock.resource(GROUP).inputs;
  }

  it("keeps the name of the groups that are deployed", async () => {
    const { name, protocolVersion } = await group({});
    assert.equal(name, "orders-dev-b1f9fa9f");
    assert.equal(protocolVersion, undefined);
  });

  it("pain 4: has another name for all that would replace it, so that the new group comes first", async () => {
    const shapes: Partial<ServiceLoadBalancerArgs>[] = [
      {},
      { containerPort: 9090 },
      { protocol: "HTTPS" },
      { protocolVersion: ProtocolVersion.Http2 },
      { protocolVersion: ProtocolVersion.Grpc },
    ];
    const names = [];
    for (const shape of shapes) names.push((await group(shape)).name);
    assert.equal(new Set(names).size, shapes.length);
  });

  it("pain 4: keeps its name when only settings change, which AWS changes in place", async () => {
    const { name } = await group({});
    const settings = {
      healthCheckPath: "/other",
      healthCheck: { interval: 30 },
      slowStartSeconds: 60,
      stickiness: {},
      deregistrationDelaySeconds: 5,
    };
    assert.equal((await group(settings)).name, name);
  });

  it("pain 25: writes each default of the health check, so that what a program takes out goes back to it", async () => {
    const { healthCheck, stickiness, slowStart, loadBalancingAlgorithmType } = await group({});
    assert.deepEqual(healthCheck, {
      path: "/healthz",
      matcher: "200",
      port: "traffic-port",
      protocol: "HTTP",
      interval: 15,
      timeout: 5,
      healthyThreshold: 2,
      unhealthyThreshold: 3,
    });
    assert.deepEqual(stickiness, { enabled: false, type: "lb_cookie", cookieDuration: 86_400 });
    assert.deepEqual([slowStart, loadBalancingAlgorithmType], [0, "round_robin"]);
  });

  it("pain 25: checks what the load balancer asks apart from what a container's own check asks", async () => {
    const { healthCheck } = await group({ healthCheck: { interval: 20, matcher: "204" } });
    const { interval, matcher } = healthCheck as Record<string, unknown>;
    assert.deepEqual([interval, matcher], [20, "204"]);
    assert.throws(() => make({ healthCheckPath: "healthz" }), {
      propertyPath: "loadBalancer.healthCheckPath",
    });
  });

  it("speaks gRPC and HTTP/2 with the tasks", async () => {
    const path = "/grpc.health.v1.Health/Check";
    const grpc = await group({ protocolVersion: ProtocolVersion.Grpc, healthCheckPath: path });
    const { matcher } = grpc.healthCheck as Record<string, unknown>;
    assert.deepEqual([grpc.protocol, grpc.protocolVersion, matcher], ["HTTP", "GRPC", "0"]);
    assert.equal(
      (await group({ protocolVersion: ProtocolVersion.Http2 })).protocolVersion,
      "HTTP2",
    );
  });

  it("encrypts the way to the tasks where it is asked to", async () => {
    const { protocol, healthCheck } = await group({ protocol: "HTTPS" });
    assert.deepEqual(
      [protocol, (healthCheck as { protocol: string }).protocol],
      ["HTTPS", "HTTPS"],
    );
  });

  it("takes slow start, an algorithm, stickiness and a drain time", async () => {
    const inputs = await group({
      slowStartSeconds: 60,
      stickiness: { cookieName: "session", cookieDurationSeconds: 3600 },
      deregistrationDelaySeconds: 5,
    });
    assert.deepEqual([inputs.slowStart, inputs.deregistrationDelay], [60, 5]);
    assert.deepEqual(inputs.stickiness, {
      enabled: true,
      type: "app_cookie",
      cookieName: "session",
      cookieDuration: 3600,
    });
    const algorithm = LoadBalancingAlgorithm.LeastOutstandingRequests;
    const balanced = await group({ algorithm, stickiness: {} });
    assert.equal(balanced.loadBalancingAlgorithmType, "least_outstanding_requests");
    assert.deepEqual(balanced.stickiness, {
      enabled: true,
      type: "lb_cookie",
      cookieDuration: 86_400,
    });
  });

  it("drains for as long as the container has to stop, and waits for as long as it may start", async () => {
    const containers = [{ ...orders, stopTimeout: 90, startPeriod: 200 }];
    make({}, { taskDefinition: { ...taskDefinition, containers } });
    await mock.settled();
    assert.equal(mock.resource(GROUP).inputs.deregistrationDelay, 90);
    assert.equal(
      mock.resource("aws:ecs/service:Service").inputs.healthCheckGracePeriodSeconds,
      200,
    );
  });

  it("opens the health check's own port both ways", async () => {
    make({ healthCheck: { port: 8081 } });
    await mock.settled();
    for (const type of [INGRESS, EGRESS]) {
      const { fromPort, toPort, description } = mock.resource(type, "orders-health").inputs;
      assert.deepEqual([fromPort, toPort, description], [8081, 8081, "Health checks to orders"]);
    }
    const { healthCheck } = mock.resource(GROUP).inputs;
    assert.equal((healthCheck as { port: string }).port, "8081");
  });

  it("has several ports and load balancers", async () => {
    const other = { ...loadBalancer, listenerArn: "arn:other", securityGroupId: "sg-other" };
    make(
      {},
      {
        additionalLoadBalancers: [
          { ...main, path: "/admin/*", containerPort: 9090 },
          { ...main, path: "/old/*", containerPort: 8080, key: "old" },
          { ...main, ref: other, containerPort: 8080, key: "public" },
        ],
      },
    );
    await mock.settled();
    const named = (type: string) =>
      mock.resources.filter((r) => r.type === type).map(({ name }) => name);
    const all = ["orders", "orders-9090", "orders-old", "orders-public"];
    assert.deepEqual(named(GROUP).sort(), all);
    assert.deepEqual(named("aws:lb/listenerRule:ListenerRule").sort(), all);
    // Its load balancer reaches port 8080 already.
    assert.deepEqual(named(INGRESS).sort(), ["orders", "orders-9090", "orders-public"]);
    assert.equal(mock.resource(EGRESS, "orders-public").inputs.securityGroupId, "sg-other");
    const { inputs, options } = mock.resource("aws:ecs/service:Service");
    const targets = inputs.loadBalancers as { containerPort: number; targetGroupArn: string }[];
    assert.deepEqual(
      targets.map(({ containerPort }) => containerPort),
      [8080, 9090, 8080, 8080],
    );
    assert.equal(new Set(targets.map(({ targetGroupArn }) => targetGroupArn)).size, 4);
    for (const name of all) {
      const { urn } = mock.resource("aws:lb/listenerRule:ListenerRule", name);
      assert.ok(options.dependsOn?.includes(urn), name);
    }
  });

  const faults: [string, Partial<ServiceLoadBalancerArgs>, Partial<ServiceArgs>, string, string][] =
    [
      [
        "gRPC without TLS",
        { protocolVersion: ProtocolVersion.Grpc, ref: { ...loadBalancer, protocol: "HTTP" } },
        {},
        "loadBalancer.protocolVersion",
        `'loadBalancer.protocolVersion' must be "HTTP1" on a listener without TLS, got "GRPC"; a load balancer with 'certificateArn' takes it`,
      ],
      [
        "a health check on the port of the requests",
        { healthCheck: { port: 8080 } },
        {},
        "loadBalancer.healthCheck.port",
        "'loadBalancer.healthCheck.port' must be another port than the one that gets the requests, got 8080; leave it out",
      ],
      [
        "a grace period that ends before the program has started",
        {},
        {
          healthCheckGracePeriodSeconds: 10,
          taskDefinition: { ...taskDefinition, containers: [{ ...orders, startPeriod: 120 }] },
        },
        "healthCheckGracePeriodSeconds",
        "'healthCheckGracePeriodSeconds' must be more than 75 where a container may take 'startPeriod' 120 seconds to start and is given up after 3 checks at an interval of 15, got 10; 120 works",
      ],
      [
        "a further port that no container maps",
        {},
        { additionalLoadBalancers: [{ ...main, containerPort: 80 }] },
        "additionalLoadBalancers[0].containerPort",
        "'additionalLoadBalancers[0].containerPort' must be a port that a container maps, got 80; the task definition has orders:8080, orders:9090",
      ],
      [
        "two further targets of one name",
        {},
        { additionalLoadBalancers: [1, 2].map(() => ({ ...main, containerPort: 9090 })) },
        "additionalLoadBalancers[1].key",
        `'additionalLoadBalancers[1].key' must be its own, got "9090" twice; "9090-2" works`,
      ],
    ];
  for (const [fault, routing, args, propertyPath, reason] of faults) {
    it(`refuses ${fault} before anything is registered`, () => {
      const message = `Service "orders": ${reason}`;
      assert.throws(() => make(routing, args), { propertyPath, message });
      assert.deepEqual(mock.resources, []);
    });
  }
});
