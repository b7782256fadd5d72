import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type {
  DeploymentArgs,
  ServiceArgs,
  TaskDefinitionRef,
} from "../../../../components/index.js";
import { Service } from "../../../../components/index.js";
import type { PulumiMock } from "../../../../generator/testing/index.js";
import { mockPulumi } from "../../../../generator/testing/index.js";
import { cluster, loadBalancer } from "../../support/platform.js";

const SERVICE = "aws:ecs/service:Service";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const taskDefinition: TaskDefinitionRef = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  family: "orders",
  containers: [{ name: "orders", ports: [8080] }],
};
const base = { cluster, taskDefinition };
const balanced = { loadBalancer: { ref: loadBalancer, healthCheckPath: "/healthz" } };

describe("rolling deployment of a Service", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  async function inputsOf(deployment: DeploymentArgs, args: Partial<ServiceArgs> = {}) {
    new Service("orders", { ...base, ...args, deployment });
    await mock.settled();
    return mock.resource(SERVICE).inputs;
  }

  it("has the same inputs with an empty 'deployment' as without", async () => {
    const inputs = await inputsOf({});
    mock = await mockPulumi({ project: "orders", stack: "dev" });
    new Service("orders", base);
    await mock.settled();
    assert.deepEqual(inputs, mock.resource(SERVICE).inputs);
    assert.deepEqual(
      [inputs.name, inputs.alarms, inputs.sigintRollback],
      [undefined, undefined, undefined],
    );
  });

  const breakers: [DeploymentArgs, object][] = [
    [{ circuitBreaker: false }, { enable: false, rollback: false }],
    [{ circuitBreakerRollback: false }, { enable: true, rollback: false }],
    [{ circuitBreaker: pulumi.output(true) }, { enable: true, rollback: true }],
  ];
  for (const [deployment, breaker] of breakers) {
    it(`has the circuit breaker ${JSON.stringify(breaker)} when it is told so`, async () => {
      const inputs = await inputsOf(deployment);
      assert.deepEqual(inputs.deploymentCircuitBreaker, breaker);
    });
  }

  it("does not rebalance zones when it is told so", async () => {
    const inputs = await inputsOf({ availabilityZoneRebalancing: false });
    assert.equal(inputs.availabilityZoneRebalancing, "DISABLED");
  });

  it("rolls back when it is interrupted, when it is told so", async () => {
    assert.equal((await inputsOf({ sigintRollback: true })).sigintRollback, true);
  });

  it("watches alarms that are named", async () => {
    const inputs = await inputsOf({ alarmNames: ["a", pulumi.output("b")], alarmRollback: false });
    assert.deepEqual(inputs.alarms, { alarmNames: ["a", "b"], enable: true, rollback: false });
    assert.equal(inputs.name, undefined);
  });

  it("makes alarms of the load balancer's numbers before the service, which keeps its name", async () => {
    const alarms = { http5xxCount: 10, unhealthyHostCount: 1, responseTimeSeconds: 1.5 };
    const inputs = await inputsOf({ alarms, alarmNames: ["given"] }, balanced);
    const made = mock.resources.filter(({ type }) => type === ALARM);
    assert.deepEqual(
      made.map(({ name }) => name),
      ["orders-http5xx-count", "orders-unhealthy-host-count", "orders-response-time-seconds"],
    );
    const names = made.map(({ inputs: alarm }) => String(alarm.name));
    assert.match(names[0] ?? "", /^orders-http5xx-count-dev-[0-9a-f]{8}$/);
    assert.deepEqual(inputs.alarms, {
      alarmNames: ["given", ...names],
      enable: true,
      rollback: true,
    });
    assert.equal(inputs.name, undefined);
    const group = mock.resource("aws:lb/targetGroup:TargetGroup").inputs;
    const [errors, , slow] = made.map(({ inputs: alarm }) => alarm);
    const { dimensions, name, ...rest } = errors ?? {};
    assert.equal(name, names[0]);
    assert.deepEqual(rest, {
      alarmDescription: "5xx responses in a minute of service orders: ends its deployment",
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 10,
      evaluationPeriods: 2,
      datapointsToAlarm: 2,
      treatMissingData: "notBreaching",
      namespace: "AWS/ApplicationELB",
      metricName: "HTTPCode_Target_5XX_Count",
      period: 60,
      statistic: "Sum",
    });
    const { LoadBalancer, TargetGroup } = dimensions as Record<string, string>;
    assert.equal(LoadBalancer, "app/platform/1");
    assert.match(TargetGroup ?? "", new RegExp(`^targetgroup/${String(group.name)}/`));
    assert.deepEqual([slow?.statistic, slow?.extendedStatistic], [undefined, "p99"]);
    const dependencies = mock.resource(SERVICE).options.dependsOn ?? [];
    for (const { urn, options } of made) {
      assert.ok(dependencies.includes(urn), urn);
      assert.ok(!options.dependsOn?.includes(mock.resource(SERVICE).urn), "no cycle");
    }
  });

  it("names the service beforehand for alarms of its CPU and memory", async () => {
    const alarms = { cpuPercent: 85, memoryPercent: 90, evaluationMinutes: 5 };
    const inputs = await inputsOf({ alarms });
    assert.match(String(inputs.name), /^orders-dev-[0-9a-f]{8}$/);
    const cpu = mock.resource(ALARM, "orders-cpu-percent").inputs;
    assert.deepEqual(cpu.dimensions, { ClusterName: "platform", ServiceName: inputs.name });
    assert.deepEqual(
      [cpu.namespace, cpu.metricName, cpu.statistic, cpu.threshold, cpu.evaluationPeriods],
      ["AWS/ECS", "CPUUtilization", "Average", 85, 5],
    );
    const memory = mock.resource(ALARM, "orders-memory-percent").inputs;
    assert.deepEqual([memory.metricName, memory.threshold], ["MemoryUtilization", 90]);
  });

  it("gives the service that moves to another cluster another name", async () => {
    const nameOn = async (arn: string) => {
      mock = await mockPulumi();
      const moved = { cluster: { ...cluster, arn } };
      return (await inputsOf({ alarms: { cpuPercent: 85 } }, moved)).name;
    };
    assert.notEqual(await nameOn("arn:…:cluster/platform"), await nameOn("arn:…:cluster/other"));
  });

  it("keeps the name that a deployed service has, when it is given", async () => {
    const inputs = await inputsOf(
      { alarms: { cpuPercent: 85 } },
      { serviceName: "orders-0a1b2c3" },
    );
    assert.equal(inputs.name, "orders-0a1b2c3");
    const { dimensions } = mock.resource(ALARM).inputs;
    assert.deepEqual(dimensions, { ClusterName: "platform", ServiceName: "orders-0a1b2c3" });
  });

  const faults: [string, Partial<ServiceArgs>, string, string][] = [
    [
      "a name with a dot",
      { serviceName: "or.ders" },
      "serviceName",
      `'serviceName' must be 1 to 255 letters, digits, hyphens and underscores, got "or.ders" of 7; "orders" works`,
    ],
    [
      "a rollback without circuit breaker",
      { deployment: { circuitBreaker: false, circuitBreakerRollback: true } },
      "deployment.circuitBreakerRollback",
      "'deployment.circuitBreakerRollback' needs the circuit breaker, got true with 'circuitBreaker' false; leave one out",
    ],
    [
      "rebalancing without room",
      {
        desiredCount: 2,
        minimumHealthyPercent: 50,
        maximumPercent: 100,
        deployment: { availabilityZoneRebalancing: true },
      },
      "deployment.availabilityZoneRebalancing",
      "'deployment.availabilityZoneRebalancing' needs a 'maximumPercent' above 100, got 100; leave it out",
    ],
    [
      "a rollback on interrupt of an update that does not wait",
      { waitForSteadyState: false, deployment: { sigintRollback: true } },
      "deployment.sigintRollback",
      "'deployment.sigintRollback' needs an update that waits, got true with 'waitForSteadyState' false; leave one out",
    ],
    [
      "a rollback on no alarm",
      { deployment: { alarmRollback: false } },
      "deployment.alarmRollback",
      "'deployment.alarmRollback' needs 'alarms' or 'alarmNames', got false without; leave it out",
    ],
    [
      "an alarm of a load balancer that is not there",
      { deployment: { alarms: { http5xxCount: 10 } } },
      "deployment.alarms.http5xxCount",
      "'deployment.alarms.http5xxCount' needs a 'loadBalancer', got 10 without one; leave it out",
    ],
  ];
  for (const [fault, args, propertyPath, reason] of faults) {
    it(`refuses ${fault} before anything is registered`, () => {
      const message = `Service "orders": ${reason}`;
      assert.throws(() => new Service("orders", { ...base, ...args }), { propertyPath, message });
      assert.deepEqual(mock.resources, []);
    });
  }
});
