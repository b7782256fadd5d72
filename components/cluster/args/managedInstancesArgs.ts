import type * as pulumi from "@pulumi/pulumi";

import type { InstanceRequirementsArgs } from "./instanceRequirementsArgs.js";

/** How managed instances are bought. */
export const CapacityOptionType = {
  OnDemand: "ON_DEMAND",
  Spot: "SPOT",
  Reserved: "RESERVED",
} as const;
/** How managed instances are bought. */
export type CapacityOptionType = (typeof CapacityOptionType)[keyof typeof CapacityOptionType];

/** When Capacity Reservations are used. */
export const ReservationPreference = {
  Only: "RESERVATIONS_ONLY",
  First: "RESERVATIONS_FIRST",
  Excluded: "RESERVATIONS_EXCLUDED",
} as const;
/** When Capacity Reservations are used. */
export type ReservationPreference =
  (typeof ReservationPreference)[keyof typeof ReservationPreference];

/** How closely CloudWatch watches managed instances. */
export const ManagedInstancesMonitoring = { Basic: "BASIC", Detailed: "DETAILED" } as const;
/** How closely CloudWatch watches managed instances. */
export type ManagedInstancesMonitoring =
  (typeof ManagedInstancesMonitoring)[keyof typeof ManagedInstancesMonitoring];

/** Whose tags managed instances get. */
export const ManagedInstancesTags = {
  CapacityProvider: "CAPACITY_PROVIDER",
  None: "NONE",
} as const;
/** Whose tags managed instances get. */
export type ManagedInstancesTags = (typeof ManagedInstancesTags)[keyof typeof ManagedInstancesTags];

/** Capacity Reservations that managed instances start in. */
export interface CapacityReservationsArgs {
  /**
   * When they are used.
   *
   * @default - as AWS does
   */
  reservationPreference?: ReservationPreference;
  /**
   * ARN of the resource group that holds the Capacity Reservations; with `RESERVATIONS_ONLY` alone.
   *
   * @default - any open reservation that fits
   */
  reservationGroupArn?: pulumi.Input<string>;
}

/**
 * EC2 instances that ECS chooses, starts, patches and ends by itself, as a cluster's tasks need them.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ManagedInstances.html
 */
export interface ManagedInstancesArgs {
  /** Name, for strategies to name, which no instance group has; children are named `<cluster>-<name>`. */
  name: string;
  /**
   * What every instance must have.
   *
   * @default - ECS takes the cheapest general-purpose instances that fit the tasks
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-instance-types.html
   */
  instanceRequirements?: InstanceRequirementsArgs;
  /**
   * How the instances are bought. Another answer replaces the capacity provider.
   *
   * @default "ON_DEMAND"
   */
  capacityOptionType?: CapacityOptionType;
  /**
   * Capacity Reservations that the instances start in; with `RESERVED` alone.
   *
   * @default - none
   */
  capacityReservations?: CapacityReservationsArgs;
  /**
   * GiB of the volume that holds images and containers, 1 to 65536.
   *
   * @default - AWS's, 80
   */
  storageSizeGiB?: number;
  /**
   * Whether images and containers are kept on the instance's own disks where it has any.
   *
   * @default false
   */
  useLocalStorage?: boolean;
  /**
   * How closely CloudWatch watches the instances: every five minutes, or every minute, which is billed.
   *
   * @default "BASIC"
   */
  monitoring?: ManagedInstancesMonitoring;
  /**
   * Whose tags the instances get.
   *
   * @default "CAPACITY_PROVIDER"
   */
  propagateTags?: ManagedInstancesTags;
  /**
   * Seconds that an instance may be idle before ECS ends it, 0 to 3600; -1 never ends it for that.
   *
   * @default - as AWS does
   */
  scaleInAfterSeconds?: number;
  /**
   * Whether ECS replaces instances that are not healthy.
   *
   * @default - as AWS does
   */
  autoRepair?: boolean;
  /**
   * Tags of the capacity provider.
   *
   * @default - the provider's default tags
   */
  tags?: Record<string, pulumi.Input<string>>;
}
