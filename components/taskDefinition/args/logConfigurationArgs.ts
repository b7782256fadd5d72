import type * as pulumi from "@pulumi/pulumi";

import type { ContainerSecretArgs } from "./containerSecretArgs.js";

/** What takes a container's log, as AWS names it. */
export const LogDriver = {
  Awslogs: "awslogs",
  Awsfirelens: "awsfirelens",
  Splunk: "splunk",
  Fluentd: "fluentd",
  Gelf: "gelf",
  Journald: "journald",
  JsonFile: "json-file",
  Syslog: "syslog",
} as const;
/** What takes a container's log, as AWS names it. */
export type LogDriver = (typeof LogDriver)[keyof typeof LogDriver];

/**
 * Where a container's own log goes.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html
 */
export interface ContainerLogConfigurationArgs {
  /**
   * `awslogs`, `splunk` or `awsfirelens`, which is the task's `logRouter`; on instances also `fluentd`, `gelf`, `journald` (not
   * on Windows), `json-file` or `syslog`, which the instances' agent must offer.
   */
  logDriver: LogDriver;
  /**
   * Options of the driver.
   *
   * Of `awslogs`: `mode`, `max-buffer-size`, `awslogs-stream-prefix`, `awslogs-multiline-pattern`, `awslogs-datetime-format`, and
   * `awslogs-group` with `awslogs-region` and `awslogs-create-group` for a log group other than the task's, which the execution
   * role may then write to. What is not given is as without `logConfiguration`.
   *
   * Of `awsfirelens`: a Fluent Bit output as in `logRouter.options`, in the place of which it stands, with the same grants.
   *
   * @default - those of the task's log group or of its `logRouter`, for `awslogs` and `awsfirelens`
   */
  options?: Record<string, pulumi.Input<string>>;
  /**
   * Options whose values ECS reads from SSM or Secrets Manager, such as `splunk-token`. The execution role is allowed to read
   * exactly these.
   *
   * @default - none
   */
  secretOptions?: Record<string, ContainerSecretArgs>;
}
