import type * as pulumi from "@pulumi/pulumi";

import type { CapacityProviderStrategyArgs } from "./capacityProviderStrategy.js";
import type { ClusterRef } from "./cluster.js";
import type { TaskDefinitionRef } from "./taskDefinitionRef.js";

/** Arguments for `Task`. */
export interface TaskArgs {
  /** The cluster that the task runs on: `cluster.ref`, or the output of another stack. */
  cluster: pulumi.Input<ClusterRef>;
  /** What is run: `taskDefinition.ref`. A new revision makes a new run. */
  taskDefinition: pulumi.Input<TaskDefinitionRef>;
  /**
   * Name of the container that `command` and `environment` are for, and whose exit code is the result. A change makes a
   * new run.
   *
   * @default - the only one
   */
  container?: pulumi.Input<string>;
  /**
   * Arguments of the container's program in this run. A change makes a new run.
   *
   * @default - as the task definition says
   */
  command?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Environment variables of the container in this run, beside those of the task definition. A change makes a new run.
   *
   * @default - none
   */
  environment?: Record<string, pulumi.Input<string>>;
  /**
   * Seconds that the run may take, 1 to 86400; then it is stopped and the update fails.
   *
   * @default 600
   */
  timeoutSeconds?: pulumi.Input<number>;
  /**
   * Values that make a new run when one of them changes, such as a hash of the migrations.
   *
   * @default - none
   */
  triggers?: Record<string, pulumi.Input<string>>;
  /**
   * How tasks spread over capacity providers.
   *
   * @default - as the cluster says
   */
  capacityProviderStrategies?: CapacityProviderStrategyArgs[];
  /**
   * Whether the task runs in the public subnets and has a public address.
   *
   * @default false
   */
  assignPublicIp?: boolean;
}
