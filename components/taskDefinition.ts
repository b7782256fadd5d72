import { LogGroup } from "@pulumi/aws/cloudwatch";
import * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";

import { awsPlace } from "./awsPlace.js";
import { Checks } from "./checks.js";
import type { ContainerArgs } from "./containerArgs.js";
import { containerDefinitionsJson } from "./ecs/containerDefinition.js";
import { containerSpecs } from "./ecs/containerSpec.js";
import { volumeConfigurations } from "./ecs/taskVolume.js";
import { physicalName } from "./naming/physicalName.js";
import { decideTask } from "./taskDecisions.js";
import type { TaskDefinitionArgs } from "./taskDefinitionArgs.js";
import { taskRoles } from "./taskRoles.js";

/** A container as a service needs to know it. */
export interface TaskContainerRef {
  /** Name of the container. */
  name: pulumi.Input<string>;
  /** TCP and UDP ports that it listens on. */
  ports: pulumi.Input<pulumi.Input<number>[]>;
  /**
   * Names of its ports, which Service Connect goes by.
   *
   * @default - none
   */
  portNames?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Seconds that its health check leaves it to start.
   *
   * @default - none
   */
  startPeriod?: pulumi.Input<number>;
  /**
   * Seconds that it has to stop.
   *
   * @default - 30
   */
  stopTimeout?: pulumi.Input<number>;
}

/** What services need to know of a task definition. Plain, so that it crosses stacks. */
export interface TaskDefinitionRef {
  /** ARN of the revision. */
  arn: pulumi.Input<string>;
  /** Name that all revisions share. */
  family: pulumi.Input<string>;
  /** The containers with their ports. */
  containers: pulumi.Input<pulumi.Input<TaskContainerRef>[]>;
  /** ARN of the role that ECS starts the task with; who runs the task must be allowed to pass it. */
  executionRoleArn?: pulumi.Input<string>;
  /** ARN of the role that the program has; who runs the task must be allowed to pass it. */
  taskRoleArn?: pulumi.Input<string>;
  /** Name of the log group that its execution role may write to. */
  logGroupName?: pulumi.Input<string>;
}

/**
 * A Fargate task definition with its log group, its execution role, which may read its secrets, pull its images and
 * write its log, and a role for its program.
 */
export class TaskDefinition extends pulumi.ComponentResource {
  /** What services need to know of this task definition. */
  public readonly ref: TaskDefinitionRef;
  /** CPU units of the task. */
  public readonly cpu: pulumi.Output<number>;
  /** Memory of the task in MiB. */
  public readonly memory: pulumi.Output<number>;
  /** Name of the log group. */
  public readonly logGroupName: pulumi.Output<string>;
  /** ARN of the role that the program has, to grant it more. */
  public readonly taskRoleArn: pulumi.Output<string>;

  /**
   * @param name Logical name; children are named `<name>` and `<name>-<part>`.
   * @throws {ArgumentError} if Fargate does not offer the size, the containers do not fit in it, or one of them breaks a
   * rule of ECS.
   */
  constructor(name: string, args: TaskDefinitionArgs, opts?: pulumi.ComponentResourceOptions) {
    const checks = new Checks("TaskDefinition", name);
    const decided = decideTask(checks, args);
    super("slipway:index:TaskDefinition", name, args, opts);
    const parent = { parent: this };

    const place = awsPlace(this);
    const unique = [name, pulumi.getStack(), pulumi.getProject()];
    const logGroup = new LogGroup(
      name,
      { name: physicalName("logGroup", unique), retentionInDays: decided.retentionInDays },
      parent,
    );
    const roles = taskRoles(
      name,
      { ...args, containers: decided.containers },
      { place, logGroupArn: logGroup.arn, parent: this },
    );
    const log = { logGroup: logGroup.name, router: routerOptions(args) };
    const specs = pulumi
      .all([decided.containers, decided.size, log, place])
      .apply(([containers, size, target, where]) =>
        containerSpecs(containers, size, target, where),
      );
    const task = new ecs.TaskDefinition(
      name,
      {
        family: physicalName("taskFamily", unique),
        requiresCompatibilities: ["FARGATE"],
        networkMode: "awsvpc",
        cpu: decided.size.apply(({ cpu }) => String(cpu)),
        memory: decided.size.apply(({ memory }) => String(memory)),
        runtimePlatform: runtimePlatform(args),
        ...(decided.storageGiB && { ephemeralStorage: { sizeInGib: decided.storageGiB } }),
        ...extras(args),
        executionRoleArn: roles.executionRole.arn,
        taskRoleArn: roles.taskRole.arn,
        containerDefinitions: specs.apply(containerDefinitionsJson),
      },
      // The roles' policies outlive the task definition, and so whatever runs it: a task that loses them hangs.
      { parent: this, dependsOn: roles.policies },
    );

    this.ref = {
      arn: task.arn,
      family: task.family,
      containers: args.containers.map(containerRef),
      executionRoleArn: roles.executionRole.arn,
      taskRoleArn: roles.taskRole.arn,
      logGroupName: logGroup.name,
    };
    this.cpu = decided.size.apply(({ cpu }) => cpu);
    this.memory = decided.size.apply(({ memory }) => memory);
    this.logGroupName = logGroup.name;
    this.taskRoleArn = roles.taskRole.arn;
    this.registerOutputs({
      ref: this.ref,
      cpu: this.cpu,
      memory: this.memory,
      logGroupName: this.logGroupName,
      taskRoleArn: this.taskRoleArn,
    });
  }
}

function runtimePlatform({ architecture = "amd64" }: TaskDefinitionArgs) {
  return pulumi.output(architecture).apply((known) => ({
    operatingSystemFamily: "LINUX",
    cpuArchitecture: known === "arm64" ? "ARM64" : "X86_64",
  }));
}

/** What a task definition has only where it is asked for. */
function extras({ volumes = [], enableFaultInjection, retainRevisions }: TaskDefinitionArgs) {
  return {
    ...(volumes.length > 0 && { volumes: pulumi.output(volumes).apply(volumeConfigurations) }),
    ...(enableFaultInjection !== undefined && { enableFaultInjection }),
    ...(retainRevisions !== undefined && { skipDestroy: retainRevisions }),
  };
}

function routerOptions({ logRouter }: TaskDefinitionArgs) {
  return logRouter && { options: logRouter.options, secretOptions: logRouter.secretOptions };
}

function containerRef(container: ContainerArgs): TaskContainerRef {
  const { name, portMappings = [], healthCheck, stopTimeout } = container;
  const portNames = portMappings.flatMap((port) => (port.name === undefined ? [] : [port.name]));
  const startPeriod = healthCheck?.startPeriod;
  return {
    name,
    ports: portMappings.map(({ containerPort }) => containerPort),
    ...(portNames.length > 0 && { portNames }),
    ...(startPeriod !== undefined && { startPeriod }),
    ...(stopTimeout !== undefined && { stopTimeout }),
  };
}
