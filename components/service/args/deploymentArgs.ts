import type * as pulumi from "@pulumi/pulumi";

import type { DeploymentStrategy } from "../rules/deployment/deploymentStrategy.js";
import type { DeploymentAlarmsArgs } from "./deploymentAlarmsArgs.js";
import type { LifecycleHookArgs } from "./lifecycleHookArgs.js";

/** How a new revision of a service comes in, and what takes it back when it is bad. */
export interface DeploymentArgs {
  /**
   * Who replaces the tasks, and how. `codeDeploy` needs an Application Load Balancer; `canary` and `linear` need one, a
   * Network Load Balancer or ports of Service Connect. With a Network Load Balancer ECS waits 10 minutes more for the test
   * connections and at each step.
   *
   * @default "rolling"
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-types.html
   */
  strategy?: DeploymentStrategy;
  /**
   * Minutes that the old tasks stay after all requests have moved, so that going back takes no start, 0 to 1440. For
   * strategies `blueGreen`, `canary` and `linear`.
   *
   * @default 5
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html
   */
  bakeTimeMinutes?: number;
  /**
   * Share of the requests that moves first, in percent, 0.1 to 100 in tenths. For strategies `canary` and
   * `codeDeploy`, which takes whole numbers from 1 to 99.
   *
   * @default 5; 10 with `codeDeploy`, which moves all at once unless a canary or a linear field is given
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CanaryConfiguration.html
   */
  canaryPercent?: number;
  /**
   * Minutes until the other requests follow the first, 0 to 1440. For strategies `canary` and `codeDeploy`, which takes 1
   * to 2880.
   *
   * @default 10; 5 with `codeDeploy`
   */
  canaryBakeTimeMinutes?: number;
  /**
   * Share of the requests that moves in each step, in percent, 3 to 100 in tenths. For strategies `linear` and
   * `codeDeploy`, which takes whole numbers from 1 to 99.
   *
   * @default 10
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinearConfiguration.html
   */
  linearStepPercent?: number;
  /**
   * Minutes between two steps, 0 to 1440. For strategies `linear` and `codeDeploy`, which takes 1 to 2880.
   *
   * @default 6; 1 with `codeDeploy`
   */
  linearStepBakeTimeMinutes?: number;
  /**
   * ARN of a listener, on another port, whose requests go to the new tasks before the others do. Not for strategies
   * `rolling` and `external`. Of the load balancer of `loadBalancer`; a listener of a Network Load Balancer has a
   * `testListener`.
   *
   * @default - none; with `testHeaderName`, the listener that all requests come by
   */
  testListenerArn?: pulumi.Input<string>;
  /**
   * Header that tells test requests from others, such as `x-test`. With `testHeaderValue`. For strategies `blueGreen`,
   * `canary` and `linear`.
   *
   * @default - none; with `testListenerArn`, all requests there are test requests
   */
  testHeaderName?: string;
  /**
   * Value of `testHeaderName` in test requests, such as `green`; `*` and `?` stand for any.
   *
   * @default - none
   */
  testHeaderValue?: string;
  /**
   * What looks at a deployment at its stages: Lambda functions, and pauses for an approval. For strategies `blueGreen`,
   * `canary` and `linear`.
   *
   * @default - nothing
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-lifecycle-hooks.html
   */
  lifecycleHooks?: LifecycleHookArgs[];
  /**
   * Name of a configuration of CodeDeploy, instead of the canary and linear fields. For strategy `codeDeploy`.
   *
   * @default - by the canary or linear fields; all at once without
   * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
   */
  codeDeployConfigName?: string;
  /**
   * Minutes that the old tasks stay after all requests have moved, 0 to 2880. The update waits as long. For strategy
   * `codeDeploy`.
   *
   * @default 5
   */
  terminationWaitMinutes?: number;
  /**
   * Minutes that a deployment may take, 1 to 20160; then the update fails and says why, and CodeDeploy also stops and
   * rolls back. Not for strategy `external`.
   *
   * @default - what its tasks, health checks, steps and pauses may take together, at least 10
   */
  timeoutMinutes?: number;
  /**
   * Share of the service's desired count that the first task set runs, in percent, 0 to 100. For strategy `external`.
   *
   * @default 100
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-external.html
   */
  scalePercent?: number;
  /**
   * Whether a rolling service keeps the two target groups and the rule of the strategies that ECS moves requests in. Set
   * it when a service goes back to `rolling` from one of those: which of the groups has its tasks, ECS alone knows.
   *
   * @default false
   */
  targetGroupPair?: boolean;
  /**
   * Whether ECS gives a deployment up whose tasks do not come up. For strategy `rolling`.
   *
   * @default true
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
   */
  circuitBreaker?: pulumi.Input<boolean>;
  /**
   * Whether ECS goes back to the last revision that worked when the circuit breaker gives a deployment up. For strategy
   * `rolling`.
   *
   * @default true
   */
  circuitBreakerRollback?: pulumi.Input<boolean>;
  /**
   * Names of CloudWatch alarms that end a deployment when one of them goes off. One that is on when the deployment
   * starts is not watched. Not for strategy `external`.
   *
   * @default - none beside those of `alarms`
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html
   */
  alarmNames?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Limits for which alarms are made that end a deployment when one of them goes off. Not for strategy `external`.
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
   * 100. Not for strategies `codeDeploy` and `external`.
   *
   * @default - where `maximumPercent` is above 100
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html
   */
  availabilityZoneRebalancing?: pulumi.Input<boolean>;
  /**
   * Whether an interrupted update rolls the deployment back. Needs `waitForSteadyState`. Not for strategies
   * `codeDeploy`, which always does, and `external`.
   *
   * @default false
   */
  sigintRollback?: pulumi.Input<boolean>;
}
