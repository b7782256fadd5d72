import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { ServiceArgs, ServiceScalingArgs } from "../../../../components/index.js";
import {
  PredictiveMetric,
  PredictiveMode,
  ScalingChange,
  ScalingSide,
  Service,
} from "../../../../components/index.js";
import type { PulumiMock } from "../../../../generator/testing/index.js";
import { mockPulumi } from "../../../../generator/testing/index.js";
import { cluster, loadBalancer } from "../../support/platform.js";

const POLICY = "aws:appautoscaling/policy:Policy";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const limits = { minCapacity: 1, maxCapacity: 10 };

describe("Service scaling", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  async function make(scaling: Partial<ServiceScalingArgs>, more: Partial<ServiceArgs> = {}) {
    new Service("orders", {
      cluster,
      taskDefinition: {
        arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
        family: "orders",
        containers: [{ name: "orders", ports: [8080] }],
      },
      scaling: { ...limits, ...scaling },
      ...more,
    });
    await mock.settled();
  }
  const names = (type: string) =>
    mock.resources
      .filter((resource) => resource.type === type)
      .map(({ name }) => name)
      .sort();
  const tracking = (name: string) =>
    mock.resource(POLICY, name).inputs.targetTrackingScalingPolicyConfiguration as Record<
      string,
      unknown
    >;
  const balanced = { loadBalancer: { ref: loadBalancer, healthCheckPath: "/healthz" } };

  it("aims at the CPU alone where nothing is said", async () => {
    await make({});
    assert.deepEqual(names(POLICY), ["orders-cpu"]);
    assert.deepEqual(names(ALARM), []);
    assert.deepEqual(tracking("orders-cpu"), {
      targetValue: 60,
      predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
      scaleOutCooldown: 60,
      scaleInCooldown: 300,
    });
  });

  it("aims at memory alone where that is said", async () => {
    await make({ targetMemoryPercent: 70, scaleOutCooldownSeconds: 30, scaleInCooldownSeconds: 0 });
    assert.deepEqual(names(POLICY), ["orders-memory"]);
    assert.deepEqual(tracking("orders-memory"), {
      targetValue: 70,
      predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageMemoryUtilization" },
      scaleOutCooldown: 30,
      scaleInCooldown: 0,
    });
  });

  it("aims at requests for each task beside the CPU", async () => {
    await make({ targetCpuPercent: 50, targetRequestsPerMinute: 600 }, balanced);
    assert.deepEqual(names(POLICY), ["orders-cpu", "orders-requests"]);
    const specification = tracking("orders-requests").predefinedMetricSpecification;
    const { predefinedMetricType, resourceLabel } = specification as Record<string, unknown>;
    assert.equal(predefinedMetricType, "ALBRequestCountPerTarget");
    assert.match(
      String(resourceLabel),
      /^app\/platform\/1\/targetgroup\/orders-dev-[^/]+\/[0-9a-f]+$/,
    );
  });

  it("aims at a metric of CloudWatch", async () => {
    await make({
      metrics: [
        {
          name: "sessions",
          targetValue: 100,
          queries: [{ namespace: "Orders", metricName: "Sessions", dimensions: { Stage: "dev" } }],
        },
      ],
    });
    assert.deepEqual(names(POLICY), ["orders-sessions"]);
    assert.deepEqual(tracking("orders-sessions").customizedMetricSpecification, {
      namespace: "Orders",
      metricName: "Sessions",
      statistic: "Average",
      dimensions: [{ name: "Stage", value: "dev" }],
    });
  });

  it("aims at what is made of several metrics", async () => {
    const query = { namespace: "Orders", metricName: "Open", statistic: "Maximum" };
    await make({
      metrics: [
        {
          name: "share",
          targetValue: 5,
          queries: [query, { ...query, id: "all", metricName: "All" }],
          expression: "m1 / all",
        },
      ],
    });
    const metric = (metricName: string) => ({
      stat: "Maximum",
      metric: { namespace: "Orders", metricName, dimensions: [] },
    });
    assert.deepEqual(tracking("orders-share").customizedMetricSpecification, {
      metrics: [
        { id: "m1", metricStat: metric("Open"), returnData: false },
        { id: "all", metricStat: metric("All"), returnData: false },
        { id: "target", expression: "m1 / all", returnData: true },
      ],
    });
  });

  const queue = { queueName: "jobs", acceptableLatencySeconds: 60, processingSeconds: 2 };

  it("keeps a queue's backlog short, and starts the first task from zero", async () => {
    await make({ minCapacity: 0, queue });
    assert.deepEqual(names(POLICY), ["orders-queue", "orders-queue-start"]);
    assert.equal(tracking("orders-queue").targetValue, 30);
    const specification = tracking("orders-queue").customizedMetricSpecification as {
      metrics: unknown[];
    };
    assert.equal(specification.metrics.length, 3);
    assert.deepEqual(
      mock.resource(POLICY, "orders-queue-start").inputs.stepScalingPolicyConfiguration,
      {
        adjustmentType: "ChangeInCapacity",
        metricAggregationType: "Maximum",
        cooldown: 60,
        stepAdjustments: [{ metricIntervalLowerBound: "0", scalingAdjustment: 1 }],
      },
    );
    const alarm = mock.resource(ALARM, "orders-queue-start").inputs;
    assert.match(String(alarm.alarmActions), /:scalingPolicy:.+:policyName\/orders-queue-start/);
    assert.equal(alarm.treatMissingData, "notBreaching");
    const [messages, tasks, expression] = alarm.metricQueries as Record<string, unknown>[];
    assert.deepEqual(messages, {
      id: "messages",
      returnData: false,
      metric: {
        namespace: "AWS/SQS",
        metricName: "ApproximateNumberOfMessagesVisible",
        dimensions: { QueueName: "jobs" },
        stat: "Maximum",
        period: 60,
      },
    });
    assert.equal(tasks?.id, "tasks");
    assert.match(String(expression?.expression), /FILL\(tasks, 0\) < 1/);
  });

  it("needs no start where a task always runs", async () => {
    await make({ queue });
    assert.deepEqual(names(POLICY), ["orders-queue"]);
    assert.deepEqual(names(ALARM), []);
  });

  it("takes the steps of an alarm", async () => {
    await make({
      steps: [
        {
          name: "rush",
          query: { namespace: "Orders", metricName: "Waiting", statistic: "Maximum" },
          threshold: 100,
          evaluationMinutes: 1,
          change: ScalingChange.Percent,
          steps: [{ change: 50 }, { distance: 400, change: 100 }],
        },
        {
          name: "quiet",
          query: { namespace: "Orders", metricName: "Waiting", dimensions: { Stage: "dev" } },
          threshold: 10,
          side: ScalingSide.Below,
          steps: [{ change: -1 }],
        },
      ],
    });
    assert.deepEqual(names(POLICY), ["orders-quiet", "orders-rush"]);
    assert.deepEqual(mock.resource(POLICY, "orders-rush").inputs.stepScalingPolicyConfiguration, {
      adjustmentType: "PercentChangeInCapacity",
      metricAggregationType: "Maximum",
      cooldown: 60,
      stepAdjustments: [
        { metricIntervalLowerBound: "0", metricIntervalUpperBound: "400", scalingAdjustment: 50 },
        { metricIntervalLowerBound: "400", scalingAdjustment: 100 },
      ],
    });
    const rush = mock.resource(ALARM, "orders-rush").inputs;
    assert.deepEqual(
      [rush.comparisonOperator, rush.evaluationPeriods, rush.statistic, rush.threshold],
      ["GreaterThanOrEqualToThreshold", 1, "Maximum", 100],
    );
    assert.match(String(rush.alarmActions), /:scalingPolicy:.+:policyName\/orders-rush/);
    const quiet = mock.resource(ALARM, "orders-quiet").inputs;
    assert.deepEqual(
      [quiet.comparisonOperator, quiet.evaluationPeriods, quiet.dimensions],
      ["LessThanOrEqualToThreshold", 2, { Stage: "dev" }],
    );
  });

  it("has a timetable", async () => {
    await make({
      schedules: [
        {
          name: "day",
          schedule: "cron(0 7 ? * MON-FRI *)",
          timeZone: "Europe/Berlin",
          minCapacity: 4,
        },
        { name: "night", schedule: "cron(0 20 ? * MON-FRI *)", minCapacity: 1, maxCapacity: 3 },
      ],
    });
    const action = (name: string) => {
      const { schedule, timezone, scalableTargetAction } = mock.resource(
        "aws:appautoscaling/scheduledAction:ScheduledAction",
        name,
      ).inputs;
      return { schedule, timezone, scalableTargetAction };
    };
    assert.deepEqual(action("orders-day"), {
      schedule: "cron(0 7 ? * MON-FRI *)",
      timezone: "Europe/Berlin",
      scalableTargetAction: { minCapacity: 4 },
    });
    assert.deepEqual(action("orders-night"), {
      schedule: "cron(0 20 ? * MON-FRI *)",
      timezone: "UTC",
      scalableTargetAction: { minCapacity: 1, maxCapacity: 3 },
    });
    // A timetable does not take the target for the CPU away.
    assert.deepEqual(names(POLICY), ["orders-cpu"]);
  });

  it("forecasts without acting on it first, beside a target", async () => {
    await make({ predictive: { targetValue: 55 } });
    assert.deepEqual(names(POLICY), ["orders-cpu", "orders-predictive"]);
    const { policyType, predictiveScalingPolicyConfiguration } = mock.resource(
      POLICY,
      "orders-predictive",
    ).inputs;
    assert.equal(policyType, "PredictiveScaling");
    assert.deepEqual(predictiveScalingPolicyConfiguration, {
      mode: "ForecastOnly",
      schedulingBufferTime: 300,
      metricSpecifications: [
        {
          targetValue: "55",
          predefinedMetricPairSpecification: { predefinedMetricType: "ECSServiceCPUUtilization" },
        },
      ],
    });
  });

  it("acts on forecasts of requests where it is told to", async () => {
    const predictive = {
      metric: PredictiveMetric.Requests,
      mode: PredictiveMode.ForecastAndScale,
      targetValue: 900,
      schedulingBufferSeconds: 600,
    };
    await make({ predictive }, balanced);
    const { predictiveScalingPolicyConfiguration } = mock.resource(
      POLICY,
      "orders-predictive",
    ).inputs;
    const text = JSON.stringify(predictiveScalingPolicyConfiguration);
    const label =
      /"resourceLabel":"(app\/platform\/1\/targetgroup\/orders-dev-[^/]+\/[0-9a-f]+)"/.exec(
        text,
      )?.[1];
    assert.deepEqual(predictiveScalingPolicyConfiguration, {
      mode: "ForecastAndScale",
      schedulingBufferTime: 600,
      metricSpecifications: [
        {
          targetValue: "900",
          predefinedMetricPairSpecification: {
            predefinedMetricType: "ALBRequestCount",
            resourceLabel: label,
          },
        },
      ],
    });
  });

  it("pain 27: can be kept from scaling while a deployment runs its tasks twice", async () => {
    await make({ suspended: { scaleIn: true, schedules: true } });
    assert.deepEqual(mock.resource("aws:appautoscaling/target:Target").inputs.suspendedState, {
      dynamicScalingInSuspended: true,
      dynamicScalingOutSuspended: false,
      scheduledScalingSuspended: true,
    });
  });

  it("refuses a bad number before anything is registered", async () => {
    await assert.rejects(make({ targetMemoryPercent: 120 }), {
      message:
        "Service \"orders\": 'scaling.targetMemoryPercent' must be above 0 and at most 100, got 120; 70 works",
    });
    await assert.rejects(
      make({
        steps: [
          {
            name: "x y",
            query: { namespace: "a", metricName: "b" },
            threshold: 1,
            steps: [{ change: 1 }],
          },
        ],
      }),
      /scaling\.steps\[0\]\.name/,
    );
    assert.deepEqual(mock.resources, []);
  });

  it("judges what is known while another part is not", async () => {
    const unknown = pulumi.output(new Promise<string>(() => undefined));
    await assert.rejects(
      make({ queue: { ...queue, queueName: unknown }, minCapacity: 11 }),
      /'scaling.minCapacity' must be at most 'scaling.maxCapacity' of 10, got 11/,
    );
  });

  it("pain 1: an autoscaler's service starts with the present least, whatever the timetable", async () => {
    await make({
      minCapacity: 3,
      schedules: [{ name: "night", schedule: "cron(0 20 ? * * *)", minCapacity: 1 }],
    });
    const { inputs, options } = mock.resource("aws:ecs/service:Service");
    assert.equal(inputs.desiredCount, 3);
    assert.deepEqual(options.ignoreChanges, ["desiredCount"]);
  });
});
