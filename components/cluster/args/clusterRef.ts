import type * as pulumi from "@pulumi/pulumi";

import type { CapacityProviderStrategyArgs } from "./capacityProviderStrategyArgs.js";
import type { NetworkRef } from "../../network/networkRef.js";

/** Where ECS Exec writes what was typed in a session, and what encrypts the session. */
export interface ExecLoggingRef {
  /**
   * ARN of the log group, without `:*`.
   *
   * @default - none
   */
  logGroupArn?: pulumi.Input<string>;
  /**
   * Name of the bucket of S3.
   *
   * @default - none
   */
  s3BucketName?: pulumi.Input<string>;
  /**
   * Folder in the bucket.
   *
   * @default - the whole bucket
   */
  s3KeyPrefix?: pulumi.Input<string>;
  /**
   * ARN of the KMS key that encrypts sessions.
   *
   * @default - TLS alone
   */
  kmsKeyArn?: pulumi.Input<string>;
}

/** What the instances of a group are, for tasks that need it. */
export interface InstancePlatformRef {
  /** Processor architecture: `amd64` or `arm64`. */
  architecture: string;
  /**
   * What their image has drivers for: `gpu` or `neuron`.
   *
   * @default - neither
   */
  accelerator?: string;
  /**
   * Whether their image is the program's own, which may have drivers that nobody speaks of.
   *
   * @default false
   */
  hasOwnImage?: boolean;
}

/** What managed instances may be, for tasks that need it. */
export interface ManagedPlatformRef {
  /**
   * Processor architectures that they may have: `amd64`, `arm64`.
   *
   * @default - any
   */
  architectures?: string[];
  /**
   * What none of them has: `gpu`, `neuron`.
   *
   * @default - they may have either
   */
  missingAccelerators?: string[];
}

/** What other components need to know of a cluster. Plain, so that it crosses stacks. */
export interface ClusterRef {
  /** ARN of the ECS cluster, known when its capacity providers are attached. */
  arn: pulumi.Input<string>;
  /** Name of the ECS cluster. */
  name: pulumi.Input<string>;
  /** Where the cluster's services run. */
  network: pulumi.Input<NetworkRef>;
  /** How services spread their tasks unless they say otherwise. */
  defaultCapacityProviderStrategies: pulumi.Input<CapacityProviderStrategyArgs[]>;
  /**
   * Names of the capacity providers of the cluster's instance groups and managed instances, by their names in the
   * cluster's arguments.
   *
   * @default - the cluster has none
   */
  capacityProviders?: pulumi.Input<Record<string, string>>;
  /**
   * Which capacity providers of Fargate the cluster has.
   *
   * @default - both
   */
  fargateCapacityProviders?: pulumi.Input<string[]>;
  /**
   * Which keys of `capacityProviders` are managed instances, which no strategy mixes with instance groups.
   *
   * @default - none
   */
  managedInstances?: pulumi.Input<string[]>;
  /**
   * What the instances of each instance group are, by the groups' names.
   *
   * @default - not known, so that nothing is refused
   */
  instancePlatforms?: pulumi.Input<Record<string, InstancePlatformRef>>;
  /**
   * What managed instances may be, by their names.
   *
   * @default - not known, so that nothing is refused
   */
  managedPlatforms?: pulumi.Input<Record<string, ManagedPlatformRef>>;
  /**
   * Ids of the security groups of the instances, by the names of the instance groups and managed instances: what opens
   * ports of tasks that share the network of their instance.
   *
   * @default - the cluster has none
   */
  instanceSecurityGroupIds?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * ARN of the Cloud Map namespace for Service Connect.
   *
   * @default - the cluster has none
   */
  namespaceArn?: pulumi.Input<string>;
  /**
   * Where ECS Exec writes its sessions, which the task role of a service with `enableExecuteCommand` is then allowed to.
   *
   * @default - nowhere that a task role must be allowed to
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html#ecs-exec-logging
   */
  execLogging?: pulumi.Input<ExecLoggingRef>;
}
