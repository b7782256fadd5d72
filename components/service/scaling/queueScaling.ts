import { MetricAlarm } from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import type { DecidedScaling } from "./decideScaling.js";
import type { MetricQuery } from "../rules/scaling/queueBacklog.js";
import { backlogQueries, startQueries } from "../rules/scaling/queueBacklog.js";
import { querySpecification } from "./scalingMetric.js";
import type { ScaledService } from "./scalingPolicy.js";
import { scalingPolicy, trackingPolicy } from "./scalingPolicy.js";

/** Makes what keeps a queue's backlog short enough, and starts the first task where there may be none. */
export function queuePolicies(
  name: string,
  args: DecidedScaling,
  queue: NonNullable<DecidedScaling["queue"]>,
  scaled: ScaledService,
): void {
  const { clusterName, serviceName } = scaled;
  const named = pulumi.all([queue.queueName, clusterName, serviceName]);
  const queries = (make: typeof backlogQueries) =>
    named.apply(([queueName, cluster, service]) =>
      make({ queueName, clusterName: cluster, serviceName: service }),
    );
  trackingPolicy(`${name}-queue`, args, scaled, {
    targetValue: queue.backlogPerTask,
    customizedMetricSpecification: queries(backlogQueries).apply(querySpecification),
  });
  // Where at least one task always runs there is none to start.
  if (typeof args.minCapacity === "number" && args.minCapacity > 0) return;
  firstTask(`${name}-queue-start`, queries(startQueries), scaled);
}

function firstTask(
  name: string,
  queries: pulumi.Output<MetricQuery[]>,
  scaled: ScaledService,
): void {
  const policy = scalingPolicy(name, scaled, {
    policyType: "StepScaling",
    stepScalingPolicyConfiguration: {
      adjustmentType: "ChangeInCapacity",
      metricAggregationType: "Maximum",
      cooldown: 60,
      stepAdjustments: [{ metricIntervalLowerBound: "0", scalingAdjustment: 1 }],
    },
  });
  new MetricAlarm(
    name,
    {
      alarmDescription: "Messages wait and no task runs",
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
      metricQueries: queries.apply(alarmQueries),
      alarmActions: [policy.arn],
    },
    { parent: scaled.target },
  );
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html */
function alarmQueries(queries: MetricQuery[]) {
  return queries.map(({ id, expression, metric, returnData }) => ({
    id,
    returnData,
    ...(expression !== undefined && { expression }),
    ...(metric && {
      metric: {
        namespace: metric.namespace,
        metricName: metric.metricName,
        dimensions: metric.dimensions,
        stat: metric.statistic,
        period: 60,
      },
    }),
  }));
}
