import { MetricAlarm } from "@pulumi/aws/cloudwatch";

import type { DecidedScaling } from "./decideScaling.js";
import { stepAdjustments } from "../rules/scaling/stepAdjustments.js";
import type { ScaledService } from "./scalingPolicy.js";
import { scalingPolicy } from "./scalingPolicy.js";

/** Makes steps and the alarm that takes them. */
export function stepPolicy(
  service: string,
  args: DecidedScaling["steps"][number],
  scaled: ScaledService,
): void {
  const name = `${service}-${args.name}`;
  const { query, side = "above", change = "ChangeInCapacity" } = args;
  const policy = scalingPolicy(name, scaled, {
    policyType: "StepScaling",
    stepScalingPolicyConfiguration: {
      adjustmentType: change,
      metricAggregationType: aggregation(query.statistic),
      cooldown: 60,
      stepAdjustments: stepAdjustments(args.steps, side),
    },
  });
  new MetricAlarm(
    name,
    {
      alarmDescription: `Steps ${args.name} of the ECS service ${service}`,
      comparisonOperator:
        side === "above" ? "GreaterThanOrEqualToThreshold" : "LessThanOrEqualToThreshold",
      threshold: args.threshold,
      evaluationPeriods: args.evaluationMinutes,
      period: 60,
      namespace: query.namespace,
      metricName: query.metricName,
      statistic: query.statistic ?? "Average",
      ...(query.dimensions && { dimensions: query.dimensions }),
      alarmActions: [policy.arn],
    },
    { parent: scaled.target },
  );
}

/** Step scaling knows three ways to put a metric's values together; a sum or a count counts as it is. */
function aggregation(statistic: string | undefined): string {
  return statistic === "Minimum" || statistic === "Maximum" ? statistic : "Average";
}
