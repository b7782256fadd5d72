import type * as pulumi from "@pulumi/pulumi";

/** How many tasks a service has: as many as are asked for, or one on each instance. */
export const SchedulingStrategy = { Replica: "REPLICA", Daemon: "DAEMON" } as const;
/** How many tasks a service has: as many as are asked for, or one on each instance. */
export type SchedulingStrategy = (typeof SchedulingStrategy)[keyof typeof SchedulingStrategy];

/** How tasks are laid out over instances. */
export const PlacementStrategyType = {
  Random: "random",
  Spread: "spread",
  Binpack: "binpack",
} as const;
/** How tasks are laid out over instances. */
export type PlacementStrategyType =
  (typeof PlacementStrategyType)[keyof typeof PlacementStrategyType];

/** What a constraint asks of the instances. */
export const PlacementConstraintType = {
  DistinctInstance: "distinctInstance",
  MemberOf: "memberOf",
} as const;
/** What a constraint asks of the instances. */
export type PlacementConstraintType =
  (typeof PlacementConstraintType)[keyof typeof PlacementConstraintType];

/**
 * How ECS lays a service's tasks out over instances.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementStrategy.html
 */
export interface ServicePlacementStrategyArgs {
  /** `spread` evenly over `field`, `binpack` onto as few instances as `field` allows, or `random`. */
  type: pulumi.Input<PlacementStrategyType>;
  /**
   * For `spread`: `instanceId`, or an attribute such as `attribute:ecs.availability-zone`. For `binpack`: `cpu` or `memory`.
   *
   * @default - none, for `random`
   */
  field?: pulumi.Input<string>;
}

/**
 * What an instance must be for a service's tasks.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementConstraint.html
 */
export interface ServicePlacementConstraintArgs {
  /** `distinctInstance`: each task on another instance; `memberOf`: on instances that `expression` holds for. */
  type: pulumi.Input<PlacementConstraintType>;
  /**
   * An expression of the cluster query language, such as `attribute:ecs.instance-type =~ g5.*`.
   *
   * @default - none, for `distinctInstance`
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-query-language.html
   */
  expression?: pulumi.Input<string>;
}
