import type * as pulumi from "@pulumi/pulumi";

import type { DeploymentAlarmsArgs } from "./deploymentAlarmsArgs.js";

/** How a new revision of a service comes in, and what takes it back when it is bad. */
export interface DeploymentArgs {
  /**
   * Whether ECS gives a deployment up whose tasks do not come up.
   *
   * @default true
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
   */
  circuitBreaker?: pulumi.Input<boolean>;
  /**
   * Whether ECS goes back to the last revision that worked when the circuit breaker gives a deployment up.
   *
   * @default true
   */
  circuitBreakerRollback?: pulumi.Input<boolean>;
  /**
   * Names of CloudWatch alarms that end a deployment when one of them goes off. One that is on when the deployment
   * starts is not watched.
   *
   * @default - none beside those of `alarms`
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html
   */
  alarmNames?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Limits for which alarms are made that end a deployment when one of them goes off.
   *
   * @default - none
   */
  alarms?: DeploymentAlarmsArgs;
  /**
   * Whether a deployment that an alarm ended is rolled back. Needs `alarms` or `alarmNames`.
   *
   * @default true
   */
  alarmRollback?: pulumi.Input<boolean>;
  /**
   * Whether ECS moves tasks when the availability zones have unequal numbers of them. Needs a `maximumPercent` above
   * 100.
   *
   * @default - where `maximumPercent` is above 100
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html
   */
  availabilityZoneRebalancing?: pulumi.Input<boolean>;
  /**
   * Whether an interrupted update rolls the deployment back. Needs `waitForSteadyState`.
   *
   * @default false
   */
  sigintRollback?: pulumi.Input<boolean>;
}
