import type * as pulumi from "@pulumi/pulumi";

import type { Architecture } from "../../rules/architecture.js";
import type { ContainerArgs, PolicyStatementArgs } from "./containerArgs.js";
import type { LogRouterArgs } from "./logRouterArgs.js";
import type { OpenTelemetryArgs } from "./openTelemetryArgs.js";
import type { ProxyConfigurationArgs } from "./proxyConfigurationArgs.js";
import type {
  Compatibility,
  IpcMode,
  NetworkMode,
  OperatingSystem,
  PidMode,
} from "./taskPlatform.js";
import type { TaskVolumeArgs } from "./taskVolumeArgs.js";

/** Which instances a task may run on. */
export interface TaskPlacementConstraintArgs {
  /**
   * An expression in the cluster query language, such as `attribute:ecs.instance-type =~ g5.*`.
   *
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-query-language.html
   */
  expression: pulumi.Input<string>;
}

/** Arguments for `TaskDefinition`. */
export interface TaskDefinitionArgs {
  /** The containers, at least one. */
  containers: ContainerArgs[];
  /**
   * Name that all revisions share, up to 255 letters, digits, hyphens and underscores. Another name is another task definition.
   *
   * @default - of the component, the stack and the project
   */
  family?: pulumi.Input<string>;
  /**
   * Kinds of capacity that the task must be able to run on. What each of them refuses is refused; a task for Fargate runs
   * on instances too.
   *
   * @default ["FARGATE"]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#requires_compatibilities
   */
  requiresCompatibilities?: Compatibility[];
  /**
   * Operating system of the images.
   *
   * @default "LINUX"
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows_task_definitions.html
   */
  operatingSystem?: OperatingSystem;
  /**
   * How the containers are on the network. Fargate offers `awsvpc`; Managed Instances `awsvpc`, `host` and `none`; instances
   * with Windows `awsvpc` and `default`, and with Linux all but `default`.
   *
   * @default "awsvpc"
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html
   */
  networkMode?: NetworkMode;
  /**
   * A container that the task's traffic goes through, in network mode `awsvpc` and on Linux.
   *
   * @default - none
   */
  proxyConfiguration?: ProxyConfigurationArgs;
  /**
   * Whose processes the containers see. Fargate offers `task`, Windows nothing.
   *
   * @default - each container sees its own
   */
  pidMode?: pulumi.Input<PidMode>;
  /**
   * With whom the containers share memory between processes. Neither Fargate nor Windows offers it.
   *
   * @default - as Docker is set up on the instance
   */
  ipcMode?: pulumi.Input<IpcMode>;
  /**
   * Up to 10 constraints on the instances that the task may run on, which must all hold. Fargate refuses them.
   *
   * @default - none
   */
  placementConstraints?: TaskPlacementConstraintArgs[];
  /**
   * CPU units of the task; 1024 are one vCPU. Fargate offers 256, 512, 1024, 2048, 4096, 8192, 16384 or 32768, with Windows 1024,
   * 2048 or 4096; instances take any number from 128 to 196608.
   *
   * @default - on Fargate the cheapest legal size that holds the containers, on instances what the containers ask for
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html
   */
  cpu?: pulumi.Input<number>;
  /**
   * Memory of the task in MiB; which sizes are legal on Fargate depends on `cpu`.
   *
   * @default - on Fargate the cheapest legal size that holds the containers, on instances what the containers ask for
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
   * Disk of the task in GiB on Fargate with Linux, 21 to 200.
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
   * ARN of the KMS key that encrypts the containers' log. The key's policy must let CloudWatch Logs use it.
   *
   * @default - the key of CloudWatch Logs
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
   */
  logKmsKeyArn?: pulumi.Input<string>;
  /**
   * Whether the containers' log outlives `pulumi destroy`, or the removal of this component. Whoever makes the component
   * again must then import the log group, which all revisions share.
   *
   * @default false
   */
  retainLogs?: pulumi.Input<boolean>;
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
   * Whether a revision stays active when another takes its place, so that what needs it still runs: a rollback by ECS or by
   * hand, or a schedule that is pinned to it. Revisions cost nothing, and then outlive `pulumi destroy` too: say `false` for
   * a stack that comes and goes, such as one of a branch.
   *
   * @default true
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
   */
  retainRevisions?: pulumi.Input<boolean>;
  /**
   * What the program in the containers may do in AWS. Not with `taskRoleArn`.
   *
   * @default - nothing
   */
  taskRoleStatements?: PolicyStatementArgs[];
  /**
   * Name of the log group in AWS, in the place of one that is made of the logical name, the components that it stands in, the stack and
   * the project. Whoever renames one of these, with `aliases` or by `pulumi stack rename`, gives the name that it has, and
   * nothing is replaced.
   *
   * @default - made of the logical name, stack and project
   * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
   */
  logGroupName?: string;
  /**
   * ARNs of managed policies that the program's role has besides, each by a name of its own. Not with `taskRoleArn`.
   *
   * @default - none
   */
  taskRolePolicyArns?: Record<string, pulumi.Input<string>>;
  /**
   * ARN of a role that exists, which the program has. It is left as it is: what volumes, log outputs and ECS Exec need of AWS
   * is then its owner's to grant, and so is ECS's right to take it.
   *
   * @default - a role is made, which is allowed what the task needs
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
   */
  taskRoleArn?: pulumi.Input<string>;
  /**
   * ARNs of managed policies that the role which ECS starts the task with has besides, each by a name of its own. Not with
   * `executionRoleArn`.
   *
   * @default - none
   */
  executionRolePolicyArns?: Record<string, pulumi.Input<string>>;
  /**
   * ARN of a role that exists, which ECS starts the task with. It is left as it is: pulling the images, reading the secrets and
   * writing the log is then its owner's to grant.
   *
   * @default - a role is made, which is allowed what the task needs
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
   */
  executionRoleArn?: pulumi.Input<string>;
  /**
   * ARN of the managed policy that limits what the roles which are made here may ever do.
   *
   * @default - no limit
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  permissionsBoundaryArn?: pulumi.Input<string>;
}
