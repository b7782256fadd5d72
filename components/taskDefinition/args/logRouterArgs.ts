import type * as pulumi from "@pulumi/pulumi";

import type { ContainerSecretArgs } from "./containerSecretArgs.js";

/**
 * A container `log-router` of Fluent Bit that takes the log of the task's containers and sends it on. Its own log goes
 * to the task's log group.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html
 */
export interface LogRouterArgs {
  /**
   * Where the log goes: options of a Fluent Bit output, with its plugin as `Name`. The task role is allowed to write to
   * the target of `cloudwatch_logs`, `kinesis_firehose`, `kinesis_streams` and `s3`; what another needs is yours to
   * grant by `taskRoleStatements`.
   *
   * @default - what `configFile` says
   * @see https://docs.fluentbit.io/manual/pipeline/outputs
   */
  options?: Record<string, pulumi.Input<string>>;
  /**
   * Options whose values ECS reads from SSM or Secrets Manager, such as an API key. The execution role is allowed to
   * read exactly these.
   *
   * @default - none
   */
  secretOptions?: Record<string, ContainerSecretArgs>;
  /**
   * Absolute path of a Fluent Bit configuration in the image.
   *
   * @default - none
   */
  configFile?: pulumi.Input<string>;
  /**
   * Whether each line carries the cluster, the task and the container that it comes from.
   *
   * @default true
   */
  enableEcsLogMetadata?: pulumi.Input<boolean>;
  /**
   * Image of Fluent Bit.
   *
   * @default "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.32.4"
   */
  image?: pulumi.Input<string>;
  /**
   * CPU units kept for the container; 1024 are one vCPU.
   *
   * @default - containers share the task's CPU
   */
  cpu?: pulumi.Input<number>;
  /**
   * Hard memory limit in MiB, at least `memoryReservation`.
   *
   * @default 128
   */
  memory?: pulumi.Input<number>;
  /**
   * Memory in MiB that is kept free for the container.
   *
   * @default 50
   */
  memoryReservation?: pulumi.Input<number>;
}
