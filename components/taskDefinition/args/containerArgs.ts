import type * as pulumi from "@pulumi/pulumi";

import type {
  ContainerCapabilitiesArgs,
  ContainerLinuxParametersArgs,
  ContainerRestartPolicyArgs,
  ContainerUlimitArgs,
} from "./containerLinuxArgs.js";
import type {
  ContainerCredentialSpecArgs,
  ContainerSecretArgs,
  RepositoryCredentialsArgs,
} from "./containerSecretArgs.js";
import type { ContainerLogConfigurationArgs } from "./logConfigurationArgs.js";
import type { ContainerMountPointArgs, ContainerVolumeFromArgs } from "./taskVolumeArgs.js";

/** A container of a task definition. */
export interface ContainerArgs {
  /** Name, 1 to 255 letters, digits, hyphens or underscores, different within the task. */
  name: string;
  /** Image with registry, such as `dockerImage.uri`; by digest, so that every task runs the same bytes. */
  image: pulumi.Input<string>;
  /**
   * Who may pull the image from a private registry other than ECR. The execution role may read the secret.
   *
   * @default - everybody may, or the registry is ECR
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth.html
   */
  repositoryCredentials?: RepositoryCredentialsArgs;
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
   * Memory in MiB that is kept free for the container; at most `memory`.
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
   * Whether the container has the instance's rights. Fargate and Windows refuse it.
   *
   * @default false
   */
  privileged?: pulumi.Input<boolean>;
  /**
   * Whether the root file system is read-only. Windows refuses it.
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
   * Linux capabilities beyond or below those of Docker's default.
   *
   * @default - Docker's default
   */
  capabilities?: ContainerCapabilitiesArgs;
  /**
   * Memory, swap and devices on Linux.
   *
   * @default - Docker's default
   */
  linuxParameters?: ContainerLinuxParametersArgs;
  /**
   * GPUs that the container has for itself, at least 1. Fargate and Windows have none.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-gpu.html
   */
  gpuCount?: pulumi.Input<number>;
  /**
   * Limits of the operating system, one of each name.
   *
   * @default - those of Fargate, where 65535 files may be open
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Ulimit.html
   */
  ulimits?: ContainerUlimitArgs[];
  /**
   * Kernel parameters to their values: `net.*` for the whole task, and those of shared memory and message queues.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_SystemControl.html
   */
  systemControls?: Record<string, pulumi.Input<string>>;
  /**
   * Whether the container has an open standard input.
   *
   * @default false
   */
  interactive?: pulumi.Input<boolean>;
  /**
   * Whether the container has a terminal.
   *
   * @default false
   */
  pseudoTerminal?: pulumi.Input<boolean>;
  /**
   * Labels of Docker, by key.
   *
   * @default - none
   */
  dockerLabels?: Record<string, pulumi.Input<string>>;
  /**
   * `enabled` or `disabled`: whether ECS resolves the image's tag to a digest once per deployment, so that all of its
   * tasks run the same bytes.
   *
   * @default "enabled"
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
   */
  versionConsistency?: pulumi.Input<string>;
  /**
   * Whether ECS starts the container again by itself when it ends, without ending the task.
   *
   * @default - never
   */
  restartPolicy?: ContainerRestartPolicyArgs;
  /**
   * Seconds that a container which others depend on may take to start, 2 to 120 on Fargate.
   *
   * @default - 3 minutes
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
   */
  startTimeout?: pulumi.Input<number>;
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
   * ARNs of up to 10 `.env` files in S3 whose lines become environment variables; `environment` and earlier files win.
   * The execution role is allowed to read exactly these.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html
   */
  environmentFiles?: pulumi.Input<string>[];
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
   * Name of the container on the network, of 1 to 63 characters. Network mode `awsvpc` refuses it.
   *
   * @default - chosen by Docker
   */
  hostname?: pulumi.Input<string>;
  /**
   * Addresses of DNS servers. Fargate and Windows refuse them.
   *
   * @default - those of the task, or of the instance
   */
  dnsServers?: pulumi.Input<string>[];
  /**
   * Domains in which names without a dot are looked up. Fargate and Windows refuse them.
   *
   * @default - those of the task, or of the instance
   */
  dnsSearchDomains?: pulumi.Input<string>[];
  /**
   * Names that the container finds in `/etc/hosts`. Network mode `awsvpc`, Fargate and Windows refuse them.
   *
   * @default - none
   */
  extraHosts?: ContainerExtraHostArgs[];
  /**
   * Names of other containers that this one reaches by name in network mode `bridge`, each with an alias after a colon or
   * without.
   *
   * @default - none
   */
  links?: pulumi.Input<string>[];
  /**
   * Whether the container has no network. Fargate and Windows refuse it.
   *
   * @default false
   */
  disableNetworking?: pulumi.Input<boolean>;
  /**
   * `no-new-privileges`, and labels of SELinux (`label:…`) and profiles of AppArmor (`apparmor:…`) of instances with Linux.
   * Fargate refuses them.
   *
   * @default - none
   */
  dockerSecurityOptions?: pulumi.Input<string>[];
  /**
   * What the container signs in to Active Directory as; at most one. Windows on Fargate refuses it.
   *
   * @default - none
   */
  credentialSpecs?: ContainerCredentialSpecArgs[];
  /**
   * Where the container finds the task's volumes.
   *
   * @default - none
   */
  mountPoints?: ContainerMountPointArgs[];
  /**
   * Other containers whose mounts this one has as well.
   *
   * @default - none
   */
  volumesFrom?: ContainerVolumeFromArgs[];
  /**
   * Command by which ECS asks the container whether it is healthy.
   *
   * @default - none
   */
  healthCheck?: ContainerHealthCheckArgs;
  /**
   * Where the container's own log goes.
   *
   * @default - to the task's `logRouter`, or without one to the task's log group
   */
  logConfiguration?: ContainerLogConfigurationArgs;
  /**
   * Containers that start before this one.
   *
   * @default - none
   */
  dependsOn?: ContainerDependencyArgs[];
}

/** Something that a task's program may do. */
export interface PolicyStatementArgs {
  /** IAM actions, such as `s3:GetObject`. */
  actions: pulumi.Input<pulumi.Input<string>[]>;
  /** ARNs that the actions are allowed on. */
  resources: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * What must hold besides, all of it.
   *
   * @default - nothing
   */
  conditions?: PolicyConditionArgs[];
}

/**
 * What must hold for something to be allowed, such as `{ test: "StringLike", variable: "s3:prefix", values: ["orders/*"] }`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export interface PolicyConditionArgs {
  /** Condition operator of IAM, such as `StringEquals`, `ArnLike` or `ForAllValues:StringEquals`. */
  test: pulumi.Input<string>;
  /** Condition key, such as `aws:SourceVpc`. */
  variable: pulumi.Input<string>;
  /** Values, of which one must match. */
  values: pulumi.Input<pulumi.Input<string>[]>;
}

/** A port that a program listens on. */
export interface ContainerPortArgs {
  /**
   * Port, 1 to 65535.
   *
   * @default - `containerPortRange` stands in its place
   */
  containerPort?: pulumi.Input<number>;
  /**
   * Ports from one to another, such as `8000-8010`, in the place of `containerPort`; in network modes `awsvpc`, `bridge` and
   * `default`. A load balancer reaches no range.
   *
   * @default - none
   */
  containerPortRange?: pulumi.Input<string>;
  /**
   * Port of the instance that leads to `containerPort` in network modes `bridge` and `default`, 1 to 32767; 0 has a free one
   * chosen for each task. In the other modes it is `containerPort`.
   *
   * @default - a free one in network modes `bridge` and `default`, else `containerPort`
   */
  hostPort?: pulumi.Input<number>;
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
   * `http`, `http2` or `grpc`, for Service Connect. ECS takes another one in no update of a service that offers the port there,
   * which fails then: a second service in its place works.
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

/** A name that a container finds in `/etc/hosts`. */
export interface ContainerExtraHostArgs {
  /** The name. */
  hostname: pulumi.Input<string>;
  /** Its address. */
  ipAddress: pulumi.Input<string>;
}
