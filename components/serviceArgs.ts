import type * as pulumi from "@pulumi/pulumi";

import type { CapacityProviderStrategyArgs } from "./capacityProviderStrategy.js";
import type { ClusterRef } from "./cluster.js";
import type { LoadBalancerRef } from "./loadBalancer.js";
import type { TaskDefinitionRef } from "./taskDefinition.js";

/** Arguments for `Service`. */
export interface ServiceArgs {
  /** The cluster that the service runs on: `cluster.ref`, or the output of another stack. */
  cluster: pulumi.Input<ClusterRef>;
  /** What the service runs: `taskDefinition.ref`. */
  taskDefinition: pulumi.Input<TaskDefinitionRef>;
  /**
   * Tasks that the service keeps running, at least 0. With `scaling` the autoscaler decides, and this is refused.
   *
   * @default 1
   */
  desiredCount?: pulumi.Input<number>;
  /**
   * Healthy tasks that a deployment keeps, in percent of the desired count, 0 to 100; rounded up.
   *
   * @default 100
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
   */
  minimumHealthyPercent?: pulumi.Input<number>;
  /**
   * Tasks that a deployment may run at once, in percent of the desired count, 100 to 200; rounded down.
   *
   * @default 200
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
   */
  maximumPercent?: pulumi.Input<number>;
  /**
   * How requests reach the service.
   *
   * @default - they do not
   */
  loadBalancer?: ServiceLoadBalancerArgs;
  /**
   * Limits and target of the autoscaler, which then owns the desired count.
   *
   * @default - the count stays as it is set
   */
  scaling?: ServiceScalingArgs;
  /**
   * How tasks spread over `FARGATE` and `FARGATE_SPOT`, or over the cluster's instance groups by their names.
   *
   * @default - as the cluster says
   */
  capacityProviderStrategies?: CapacityProviderStrategyArgs[];
  /**
   * Whether tasks run in the public subnets and have public addresses. On Fargate only.
   *
   * @default false
   */
  assignPublicIp?: boolean;
  /**
   * Whether `aws ecs execute-command` may open a shell in the containers.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
   */
  enableExecuteCommand?: pulumi.Input<boolean>;
  /**
   * Seconds after a task's start during which the load balancer's health checks do not count. Longer than the program
   * takes to start, or ECS kills tasks that are still starting.
   *
   * @default 60
   */
  healthCheckGracePeriodSeconds?: pulumi.Input<number>;
  /**
   * Whether an update waits until the deployment is complete, and fails when it is not.
   *
   * @default true
   */
  waitForSteadyState?: pulumi.Input<boolean>;
  /**
   * Minutes that a deployment may take, 1 to 20160. One that takes longer fails the update, which says why.
   *
   * @default - enough for the circuit breaker to see its tasks fail and for ECS to go back: at least 10, by the counts,
   * the health check's times, the grace period, the deregistration delay and the pauses in which traffic is watched
   */
  deploymentTimeoutMinutes?: number;
}

/** How requests reach a service. */
export interface ServiceLoadBalancerArgs {
  /** The load balancer: `loadBalancer.ref`, or the output of another stack. */
  ref: pulumi.Input<LoadBalancerRef>;
  /** Path that answers 200 when a task is healthy, such as `/healthz`. */
  healthCheckPath: pulumi.Input<string>;
  /**
   * Path pattern of the requests that the service gets, such as `/orders/*`. The service sees the whole path.
   *
   * @default - every path
   */
  path?: string;
  /**
   * Host name of the requests that the service gets.
   *
   * @default - every host
   */
  host?: string;
  /**
   * Priority of the rule among all on the listener, 1 to 50000; smaller wins.
   *
   * @default - by how specific the rule is, and by the service's name within that
   */
  priority?: number;
  /**
   * Container that gets the requests.
   *
   * @default - the only one that maps a port
   */
  containerName?: pulumi.Input<string>;
  /**
   * Port of the container that gets the requests.
   *
   * @default - the only one that is mapped
   */
  containerPort?: pulumi.Input<number>;
  /**
   * Seconds that a task which is being stopped may finish requests for, 0 to 3600. AWS would take 300, which is what
   * makes deployments slow.
   *
   * @default 30
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-connection-draining.html
   */
  deregistrationDelaySeconds?: pulumi.Input<number>;
}

/** Limits and target of a service's autoscaler. */
export interface ServiceScalingArgs {
  /** Least number of tasks, at least 0. */
  minCapacity: pulumi.Input<number>;
  /** Largest number of tasks, at least 1. */
  maxCapacity: pulumi.Input<number>;
  /**
   * Average CPU use that the autoscaler aims at, in percent of what the tasks have.
   *
   * @default 60
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html
   */
  targetCpuPercent?: pulumi.Input<number>;
}
