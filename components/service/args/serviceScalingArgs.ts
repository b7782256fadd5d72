import type * as pulumi from "@pulumi/pulumi";

import type { PredictiveScalingArgs } from "./predictiveScalingArgs.js";
import type {
  ScalingMetricArgs,
  ScalingQueueArgs,
  ScalingStepPolicyArgs,
} from "./scalingMetricArgs.js";

/**
 * Limits and targets of a service's autoscaler. It scales out when one target asks for it, and in when all do. While a
 * deployment runs AWS itself suspends scaling in, save with the strategy `external`.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html
 */
export interface ServiceScalingArgs {
  /** Least number of tasks, at least 0. */
  minCapacity: pulumi.Input<number>;
  /** Largest number of tasks, at least 1. */
  maxCapacity: pulumi.Input<number>;
  /**
   * Average CPU use that the autoscaler aims at, in percent of what the tasks have: above 0, at most 100.
   *
   * @default 60, and nothing where another target, `metrics`, `queue` or `steps` is given
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html
   */
  targetCpuPercent?: pulumi.Input<number>;
  /**
   * Average memory use that the autoscaler aims at, in percent of what the tasks have: above 0, at most 100.
   *
   * @default - memory decides nothing
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html
   */
  targetMemoryPercent?: pulumi.Input<number>;
  /**
   * Requests a minute that each task shall get from the load balancer: above 0. Needs `loadBalancer`.
   *
   * @default - requests decide nothing
   * @see https://docs.aws.amazon.com/autoscaling/application/userguide/monitoring-cloudwatch.html
   */
  targetRequestsPerMinute?: pulumi.Input<number>;
  /**
   * Targets for metrics of CloudWatch, which must fall as tasks are added.
   *
   * @default - none
   */
  metrics?: ScalingMetricArgs[];
  /**
   * The SQS queue that the service works off: the autoscaler keeps its backlog short enough for each message to be
   * done in time, and starts the first task when `minCapacity` is 0.
   *
   * @default - none
   */
  queue?: ScalingQueueArgs;
  /**
   * Steps that a metric takes the service up or down by. Prefer targets, which need no steps to be found out.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-stepscaling.html
   */
  steps?: ScalingStepPolicyArgs[];
  /**
   * Limits that begin at certain times, such as more tasks by day.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-schedulescaling.html
   */
  schedules?: ScalingScheduleArgs[];
  /**
   * Scales ahead of load that comes back every day or week.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/predictive-auto-scaling.html
   */
  predictive?: PredictiveScalingArgs;
  /**
   * Seconds after a scaling out until its effect counts, at least 0.
   *
   * @default 60
   */
  scaleOutCooldownSeconds?: pulumi.Input<number>;
  /**
   * Seconds after a scaling in until the next one, at least 0.
   *
   * @default 300
   */
  scaleInCooldownSeconds?: pulumi.Input<number>;
  /**
   * What the autoscaler may not do for now, such as during maintenance.
   *
   * @default - it may do all
   */
  suspended?: ScalingSuspensionArgs;
}

/** Limits of an autoscaler that begin at a certain time. At least one of the two limits is needed. */
export interface ScalingScheduleArgs {
  /** Name of the schedule among the service's, part of its child's name. */
  name: string;
  /** When: `cron(0 7 ? * MON-FRI *)`, `rate(1 hour)` or `at(2030-01-31T03:00:00)`. */
  schedule: string;
  /**
   * Time zone of the schedule by its IANA name, such as `Europe/Berlin`.
   *
   * @default "UTC"
   */
  timeZone?: string;
  /**
   * Least number of tasks from then on, at least 0.
   *
   * @default - as it was
   */
  minCapacity?: pulumi.Input<number>;
  /**
   * Largest number of tasks from then on, at least 0.
   *
   * @default - as it was
   */
  maxCapacity?: pulumi.Input<number>;
}

/**
 * What an autoscaler may not do.
 *
 * @see https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-suspend-resume-scaling.html
 */
export interface ScalingSuspensionArgs {
  /**
   * Whether it may not take tasks away.
   *
   * @default false
   */
  scaleIn?: pulumi.Input<boolean>;
  /**
   * Whether it may not add tasks.
   *
   * @default false
   */
  scaleOut?: pulumi.Input<boolean>;
  /**
   * Whether its `schedules` have no effect.
   *
   * @default false
   */
  schedules?: pulumi.Input<boolean>;
}
