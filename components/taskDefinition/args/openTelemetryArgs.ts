import type * as pulumi from "@pulumi/pulumi";

/**
 * A container `otel-collector` of the AWS Distro for OpenTelemetry, which the task's programs reach at
 * `http://localhost:4317` (gRPC) and `http://localhost:4318` (HTTP). It is started again by itself when it ends, and
 * does not end the task.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/trace-data.html
 */
export interface OpenTelemetryArgs {
  /**
   * Configuration of the collector as YAML. The task role is allowed to send traces to X-Ray and metrics, as log
   * events, to the log groups `/aws/ecs/*`; what other exporters need is yours to grant by `taskRoleStatements`.
   *
   * @default - the image's for ECS: traces to X-Ray, metrics to CloudWatch
   * @see https://aws-otel.github.io/docs/setup/ecs/config-through-ssm
   */
  configuration?: pulumi.Input<string>;
  /**
   * Image of the collector.
   *
   * @default "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.1"
   */
  image?: pulumi.Input<string>;
  /**
   * User that the collector runs as: the default image needs none, and takes any number.
   *
   * @default - the image's, which is root in the default one
   */
  user?: pulumi.Input<string>;
  /**
   * Whether the collector cannot write to its root file system; the default image writes nothing.
   *
   * @default false
   */
  readonlyRootFilesystem?: pulumi.Input<boolean>;
  /**
   * CPU units kept for the container; 1024 are one vCPU.
   *
   * @default - containers share the task's CPU
   */
  cpu?: pulumi.Input<number>;
  /**
   * Hard memory limit in MiB, at least `memoryReservation`.
   *
   * @default 256
   */
  memory?: pulumi.Input<number>;
  /**
   * Memory in MiB that is kept free for the container.
   *
   * @default 64
   */
  memoryReservation?: pulumi.Input<number>;
}
