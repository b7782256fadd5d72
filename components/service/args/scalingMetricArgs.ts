import type * as pulumi from "@pulumi/pulumi";

/** A metric of CloudWatch and how its values of a minute are put together. */
export interface ScalingQueryArgs {
  /**
   * Name of the metric in an `expression`: a small letter, then letters, digits and underscores.
   *
   * @default "m1", "m2", … in their order
   */
  id?: string;
  /** Namespace of the metric, such as `AWS/SQS`. */
  namespace: pulumi.Input<string>;
  /** Name of the metric. */
  metricName: pulumi.Input<string>;
  /**
   * Dimensions of the metric.
   *
   * @default - none
   */
  dimensions?: Record<string, pulumi.Input<string>>;
  /**
   * `Average`, `Minimum`, `Maximum`, `SampleCount` or `Sum`.
   *
   * @default "Average"
   */
  statistic?: string;
}

/**
 * A target for a metric, which must fall as tasks are added.
 *
 * @see https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking-metric-math.html
 */
export interface ScalingMetricArgs {
  /** Name of the target among the service's, part of its child's name. */
  name: string;
  /** The metrics, at least one. */
  queries: ScalingQueryArgs[];
  /**
   * What is made of the metrics, such as `m1 / m2`.
   *
   * @default - the only metric as it is
   */
  expression?: string;
  /** Value that the autoscaler aims at: above 0. */
  targetValue: pulumi.Input<number>;
}

/** An SQS queue that a service works off. */
export interface ScalingQueueArgs {
  /** Name of the queue. */
  queueName: pulumi.Input<string>;
  /** Seconds within which a message shall be done, queueing included: above 0. */
  acceptableLatencySeconds: pulumi.Input<number>;
  /**
   * Seconds that a task takes for one message on average: above 0, at most `acceptableLatencySeconds`. Divide by the
   * number of messages that it works on at once.
   */
  processingSeconds: pulumi.Input<number>;
}

/** On which side of its threshold a metric scales. */
export const ScalingSide = { Above: "above", Below: "below" } as const;
/** On which side of its threshold a metric scales. */
export type ScalingSide = (typeof ScalingSide)[keyof typeof ScalingSide];

/** What the change of a step counts in. */
export const ScalingChange = {
  /** Tasks to add, or to take away when negative. */
  Tasks: "ChangeInCapacity",
  /** Percent of the present tasks to add, or to take away when negative. */
  Percent: "PercentChangeInCapacity",
  /** The number of tasks to have. */
  Exact: "ExactCapacity",
} as const;
/** What the change of a step counts in. */
export type ScalingChange = (typeof ScalingChange)[keyof typeof ScalingChange];

/** An alarm on a metric and the steps that it takes a service up or down by. */
export interface ScalingStepPolicyArgs {
  /** Name of the steps among the service's, part of their children's names. */
  name: string;
  /** The metric. */
  query: ScalingQueryArgs;
  /** Value of the metric from which the steps are taken. */
  threshold: pulumi.Input<number>;
  /**
   * On which side of the threshold they are.
   *
   * @default "above"
   */
  side?: ScalingSide;
  /**
   * Minutes that the metric must be there, 1 to 1440.
   *
   * @default 2
   */
  evaluationMinutes?: pulumi.Input<number>;
  /**
   * What the changes count in.
   *
   * @default "ChangeInCapacity"
   */
  change?: ScalingChange;
  /** The steps, outwards from the threshold, at least one. */
  steps: ScalingStepArgs[];
}

/** One step, which reaches to the next one's beginning. */
export interface ScalingStepArgs {
  /**
   * Distance from the threshold at which the step begins, at least 0; 0 for the first.
   *
   * @default 0
   */
  distance?: number;
  /** By how much the service changes, in what `change` says. */
  change: number;
}
