import type * as pulumi from "@pulumi/pulumi";

import type { ContainerHealthCheckArgs, ContainerPortArgs } from "./containerArgs.js";
import type { ContainerSecretArgs } from "./containerSecretArgs.js";
import type { ContainerLogConfigurationArgs } from "./logConfigurationArgs.js";
import type { ContainerMountPointArgs } from "./taskVolumeArgs.js";

/** The programs that send a task's log on. */
export const LogRouterType = { FluentBit: "fluentbit", Fluentd: "fluentd" } as const;
/** The programs that send a task's log on. */
export type LogRouterType = (typeof LogRouterType)[keyof typeof LogRouterType];

/**
 * A container of Fluent Bit, or of Fluentd, that takes the log of the task's containers and sends it on. It runs as root, as ECS
 * wants it. At least one container must write to it, which ECS asks for: one without `logConfiguration`, or with `awsfirelens`.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html
 */
export interface LogRouterArgs {
  /**
   * Name of the container, which others may name in `dependsOn`, `volumesFrom` and `links`.
   *
   * @default "log-router"
   */
  name?: string;
  /**
   * The program that the image has: `fluentbit`, or `fluentd`, whose image must then be given.
   *
   * @default "fluentbit"
   */
  type?: LogRouterType;
  /**
   * Where the log goes: options of a Fluent Bit output, with its plugin as `Name`, or of a Fluentd output, as `@type`. The task
   * role is allowed to write to the target of `cloudwatch_logs`, `kinesis_firehose`, `kinesis_streams` and `s3`, or to assume
   * its `role_arn`; what another needs is yours to grant by `taskRoleStatements`.
   *
   * @default - what `configFile` says, or the configuration of an `image` of one's own
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
   * Absolute path of a configuration in the image; on instances also the ARN of an object of S3, which the execution role may
   * then read. On Fargate, AWS's init images read configurations from S3: their `environment` says which ones
   * (`aws_fluent_bit_init_s3_1` and so on), and the task role may read exactly these.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef.html
   */
  configFile?: pulumi.Input<string>;
  /**
   * Whether each line carries the cluster, the task and the container that it comes from.
   *
   * @default true
   */
  enableEcsLogMetadata?: pulumi.Input<boolean>;
  /**
   * Image of Fluent Bit, or of Fluentd.
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
  /**
   * Whether the task ends when the router does.
   *
   * @default true
   */
  essential?: pulumi.Input<boolean>;
  /**
   * Environment variables. Everybody who may describe the task definition reads them: use `secrets` for secrets.
   *
   * @default - none
   */
  environment?: Record<string, pulumi.Input<string>>;
  /**
   * Environment variables whose values ECS reads from SSM or Secrets Manager when a task starts. The execution role is
   * allowed to read exactly these.
   *
   * @default - none
   */
  secrets?: Record<string, ContainerSecretArgs>;
  /**
   * Where the router finds the task's volumes, such as one with files that it follows.
   *
   * @default - none
   */
  mountPoints?: ContainerMountPointArgs[];
  /**
   * Ports on which it takes what programs send by themselves, such as 24224 of Fluent's forward protocol.
   *
   * @default - none
   */
  portMappings?: ContainerPortArgs[];
  /**
   * Command by which ECS asks the router whether it is healthy.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
   */
  healthCheck?: ContainerHealthCheckArgs;
  /**
   * Where the router's own log goes; not to itself.
   *
   * @default - to the task's log group
   */
  logConfiguration?: ContainerLogConfigurationArgs;
}
