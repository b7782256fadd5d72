import type * as pulumi from "@pulumi/pulumi";

import type { Architecture } from "./architecture.js";
import type { ContainerArgs, PolicyStatementArgs } from "./containerArgs.js";
import type { LogRouterArgs } from "./logRouterArgs.js";
import type { OpenTelemetryArgs } from "./openTelemetryArgs.js";
import type { TaskVolumeArgs } from "./taskVolumeArgs.js";

/** Arguments for `TaskDefinition`. */
export interface TaskDefinitionArgs {
  /** The containers, at least one. */
  containers: ContainerArgs[];
  /**
   * CPU units of the task: 256, 512, 1024, 2048, 4096, 8192, 16384 or 32768; 1024 are one vCPU.
   *
   * @default - the cheapest legal size that holds the containers
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html
   */
  cpu?: pulumi.Input<number>;
  /**
   * Memory of the task in MiB; which sizes are legal depends on `cpu`.
   *
   * @default - the cheapest legal size that holds the containers
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html
   */
  memory?: pulumi.Input<number>;
  /**
   * Processor architecture, the same that the images are built for: pass `dockerImage.architecture`.
   *
   * @default - that of the first image which is the `uri` of a DockerImage of this program; else "amd64"
   */
  architecture?: pulumi.Input<Architecture>;
  /**
   * Disk of the task in GiB, 21 to 200.
   *
   * @default - the 20 GiB that every task has
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-storage.html
   */
  ephemeralStorageGiB?: pulumi.Input<number>;
  /**
   * Volumes that containers mount by `mountPoints`.
   *
   * @default - none
   */
  volumes?: TaskVolumeArgs[];
  /**
   * Days to keep the containers' log. Must be a period that CloudWatch Logs offers.
   *
   * @default 30
   * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
   */
  logRetentionDays?: pulumi.Input<number>;
  /**
   * Adds a container that takes the others' log and sends it on, to CloudWatch Logs, Firehose, S3 or elsewhere.
   *
   * @default - each container's log goes to the task's log group
   */
  logRouter?: LogRouterArgs;
  /**
   * Adds a container that collects traces and metrics and sends them to X-Ray and CloudWatch; `{}` is enough.
   *
   * @default - none
   */
  openTelemetry?: OpenTelemetryArgs;
  /**
   * Whether AWS Fault Injection Service may act on the task's containers.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fault-injection.html
   */
  enableFaultInjection?: pulumi.Input<boolean>;
  /**
   * Whether a revision stays active when another takes its place, so that what is pinned to it, such as a schedule or
   * a rollback by hand, still runs; it then also outlives `pulumi destroy`, at no cost.
   *
   * @default false
   */
  retainRevisions?: pulumi.Input<boolean>;
  /**
   * What the program in the containers may do in AWS.
   *
   * @default - nothing
   */
  taskRoleStatements?: PolicyStatementArgs[];
}
