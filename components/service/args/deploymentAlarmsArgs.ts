import type * as pulumi from "@pulumi/pulumi";

/** Limits that end a deployment. For each one that is given a CloudWatch alarm is made. */
export interface DeploymentAlarmsArgs {
  /**
   * Average CPU use of the tasks, in percent of what they have, above 0, at most 100. ECS must know the service by a
   * name that is known before it: see `serviceName`.
   *
   * @default - no alarm
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html
   */
  cpuPercent?: number;
  /**
   * Average memory use of the tasks, in percent of what they have, above 0, at most 100. ECS must know the service by a
   * name that is known before it: see `serviceName`.
   *
   * @default - no alarm
   */
  memoryPercent?: number;
  /**
   * Responses with a 5xx status that the tasks gave in a minute, at least 1. Needs a load balancer.
   *
   * @default - no alarm
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
   */
  http5xxCount?: number;
  /**
   * Tasks that fail the load balancer's health check, at least 1. Needs a load balancer.
   *
   * @default - no alarm
   */
  unhealthyHostCount?: number;
  /**
   * Seconds that the slowest hundredth of the requests takes at least, above 0. Needs a load balancer.
   *
   * @default - no alarm
   */
  responseTimeSeconds?: number;
  /**
   * Minutes in a row that a limit must be reached for, 1 to 60.
   *
   * @default 2
   */
  evaluationMinutes?: pulumi.Input<number>;
}
