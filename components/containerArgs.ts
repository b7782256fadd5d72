import type * as pulumi from "@pulumi/pulumi";

/** A container of a task definition. */
export interface ContainerArgs {
  /** Name, 1 to 255 letters, digits, hyphens or underscores, different within the task. */
  name: string;
  /** Image with registry, such as `dockerImage.uri`; by digest, so that every task runs the same bytes. */
  image: pulumi.Input<string>;
  /**
   * CPU units kept for the container; 1024 are one vCPU.
   *
   * @default - containers share the task's CPU
   */
  cpu?: pulumi.Input<number>;
  /**
   * Hard memory limit in MiB, at least 6: the container is killed when it goes beyond.
   *
   * @default - what the other containers leave of the task's memory, where they all have a limit
   */
  memory?: pulumi.Input<number>;
  /**
   * Memory in MiB that is kept free for the container; below `memory`.
   *
   * @default - none
   */
  memoryReservation?: pulumi.Input<number>;
  /**
   * Whether the task ends when this container does.
   *
   * @default true
   */
  essential?: pulumi.Input<boolean>;
  /**
   * Arguments of the program.
   *
   * @default - the image's CMD
   */
  command?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * The program.
   *
   * @default - the image's ENTRYPOINT
   */
  entryPoint?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Folder that the program starts in.
   *
   * @default - the image's WORKDIR
   */
  workingDirectory?: pulumi.Input<string>;
  /**
   * User, and group after a colon, that the program runs as.
   *
   * @default - the image's USER
   */
  user?: pulumi.Input<string>;
  /**
   * Whether the container has the host's rights. Fargate refuses it.
   *
   * @default false
   */
  privileged?: pulumi.Input<boolean>;
  /**
   * Whether the root file system is read-only.
   *
   * @default false
   */
  readonlyRootFilesystem?: pulumi.Input<boolean>;
  /**
   * Whether an init process runs first, which passes signals on and collects ended processes. Turn it on where the
   * program is started by a shell.
   *
   * @default false
   */
  initProcessEnabled?: pulumi.Input<boolean>;
  /**
   * Seconds between SIGTERM and SIGKILL, 2 to 120 on Fargate.
   *
   * @default 30
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
   */
  stopTimeout?: pulumi.Input<number>;
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
   * Ports that the program listens on.
   *
   * @default - none
   */
  portMappings?: ContainerPortArgs[];
  /**
   * Command by which ECS asks the container whether it is healthy.
   *
   * @default - none
   */
  healthCheck?: ContainerHealthCheckArgs;
  /**
   * Containers that start before this one.
   *
   * @default - none
   */
  dependsOn?: ContainerDependencyArgs[];
}

/** Where a secret is kept: one of `parameterName`, `parameterArn` and `secretArn`. */
export interface ContainerSecretArgs {
  /** Name of an SSM parameter in the task's own account and region. */
  parameterName?: pulumi.Input<string>;
  /** ARN of an SSM parameter. */
  parameterArn?: pulumi.Input<string>;
  /** ARN of a secret of Secrets Manager. */
  secretArn?: pulumi.Input<string>;
  /**
   * Key of the secret's JSON whose value is taken.
   *
   * @default - the whole secret
   */
  jsonKey?: pulumi.Input<string>;
  /**
   * ARN of the customer managed key that the secret is encrypted with, which the execution role may then decrypt with.
   *
   * @default - the AWS managed key, which needs no grant
   */
  kmsKeyArn?: pulumi.Input<string>;
}

/** A port that a program listens on. */
export interface ContainerPortArgs {
  /** Port, 1 to 65535. */
  containerPort: pulumi.Input<number>;
  /**
   * `tcp` or `udp`.
   *
   * @default "tcp"
   */
  protocol?: pulumi.Input<string>;
  /**
   * Name of the port for Service Connect.
   *
   * @default - none
   */
  name?: pulumi.Input<string>;
  /**
   * `http`, `http2` or `grpc`, for Service Connect.
   *
   * @default - none
   */
  appProtocol?: pulumi.Input<string>;
}

/**
 * Command by which ECS asks a container whether it is healthy.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
 */
export interface ContainerHealthCheckArgs {
  /** The command, such as `["CMD-SHELL", "curl -f http://localhost/ || exit 1"]`. */
  command: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Seconds between two checks, 5 to 300.
   *
   * @default 30
   */
  interval?: pulumi.Input<number>;
  /**
   * Seconds that a check may take, 2 to 60.
   *
   * @default 5
   */
  timeout?: pulumi.Input<number>;
  /**
   * Failures in a row that make a container unhealthy, 1 to 10.
   *
   * @default 3
   */
  retries?: pulumi.Input<number>;
  /**
   * Seconds after the start during which failures do not count, 0 to 300.
   *
   * @default 0
   */
  startPeriod?: pulumi.Input<number>;
}

/** A container that starts before another. */
export interface ContainerDependencyArgs {
  /** Name of the container that starts first. */
  containerName: pulumi.Input<string>;
  /** What is waited for: `START`, `COMPLETE`, `SUCCESS` or `HEALTHY`. */
  condition: pulumi.Input<string>;
}

/** Something that a task's program may do. */
export interface PolicyStatementArgs {
  /** IAM actions, such as `s3:GetObject`. */
  actions: pulumi.Input<pulumi.Input<string>[]>;
  /** ARNs that the actions are allowed on. */
  resources: pulumi.Input<pulumi.Input<string>[]>;
}
