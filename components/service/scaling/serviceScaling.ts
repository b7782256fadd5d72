import * as appautoscaling from "@pulumi/aws/appautoscaling";
import * as pulumi from "@pulumi/pulumi";

import type { DecidedScaling } from "./decideScaling.js";
import { queuePolicies } from "./queueScaling.js";
import type { ScaledService } from "./scalingPolicy.js";
import { scalingPolicy, trackingPolicy } from "./scalingPolicy.js";
import { metricSpecification } from "./scalingMetric.js";
import { stepPolicy } from "./stepScaling.js";
import type { ScalingScheduleArgs } from "../args/serviceScalingArgs.js";

/** Makes the autoscaler of a service: its limits, what it aims at, and its timetable. */
export function serviceScaling(
  name: string,
  args: DecidedScaling,
  service: Omit<ScaledService, "target"> & { parent: pulumi.Resource },
): void {
  const { clusterName, serviceName, parent } = service;
  const target = new appautoscaling.Target(
    name,
    {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: pulumi.interpolate`service/${clusterName}/${serviceName}`,
      minCapacity: args.minCapacity,
      maxCapacity: args.maxCapacity,
      ...(args.suspended && {
        suspendedState: {
          dynamicScalingInSuspended: args.suspended.scaleIn ?? false,
          dynamicScalingOutSuspended: args.suspended.scaleOut ?? false,
          scheduledScalingSuspended: args.suspended.schedules ?? false,
        },
      }),
    },
    { parent },
  );
  const scaled: ScaledService = { ...service, target };
  utilizationTargets(name, args, scaled);
  for (const metric of args.metrics) {
    trackingPolicy(`${name}-${metric.name}`, args, scaled, {
      targetValue: metric.targetValue,
      customizedMetricSpecification: metricSpecification(metric),
    });
  }
  if (args.queue) queuePolicies(name, args, args.queue, scaled);
  for (const steps of args.steps) stepPolicy(name, steps, scaled);
  for (const schedule of args.schedules ?? []) scheduledAction(name, schedule, target);
  predictive(name, args, scaled);
}

/** Targets for what AWS measures of each service. */
function utilizationTargets(name: string, args: DecidedScaling, scaled: ScaledService): void {
  const { metrics, steps, queue, targetMemoryPercent, targetRequestsPerMinute } = args;
  const others = [targetMemoryPercent, targetRequestsPerMinute, queue, ...metrics, ...steps];
  const fallback = others.every((other) => other === undefined) ? 60 : undefined;
  const targets = [
    ["cpu", args.targetCpuPercent ?? fallback, "ECSServiceAverageCPUUtilization"],
    ["memory", targetMemoryPercent, "ECSServiceAverageMemoryUtilization"],
    ["requests", targetRequestsPerMinute, "ALBRequestCountPerTarget"],
  ] as const;
  for (const [part, targetValue, predefinedMetricType] of targets) {
    if (targetValue === undefined) continue;
    trackingPolicy(`${name}-${part}`, args, scaled, {
      targetValue,
      predefinedMetricSpecification: {
        predefinedMetricType,
        ...(part === "requests" && { resourceLabel: scaled.requestLabel }),
      },
    });
  }
}

function scheduledAction(
  name: string,
  schedule: ScalingScheduleArgs,
  target: appautoscaling.Target,
): void {
  const { minCapacity, maxCapacity } = schedule;
  new appautoscaling.ScheduledAction(
    `${name}-${schedule.name}`,
    {
      serviceNamespace: target.serviceNamespace,
      scalableDimension: target.scalableDimension,
      resourceId: target.resourceId,
      schedule: schedule.schedule,
      timezone: schedule.timeZone ?? "UTC",
      scalableTargetAction: {
        ...(minCapacity !== undefined && { minCapacity }),
        ...(maxCapacity !== undefined && { maxCapacity }),
      },
    },
    { parent: target },
  );
}

function predictive(name: string, { predictive: args }: DecidedScaling, scaled: ScaledService) {
  if (!args) return;
  const { metric = "ECSServiceCPUUtilization", mode = "ForecastOnly" } = args;
  scalingPolicy(`${name}-predictive`, scaled, {
    policyType: "PredictiveScaling",
    predictiveScalingPolicyConfiguration: {
      mode,
      schedulingBufferTime: args.schedulingBufferSeconds,
      metricSpecifications: [
        {
          targetValue: args.targetValue.apply(String),
          predefinedMetricPairSpecification: {
            predefinedMetricType: metric,
            ...(metric === "ALBRequestCount" && { resourceLabel: scaled.requestLabel }),
          },
        },
      ],
    },
  });
}
