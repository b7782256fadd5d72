import { instanceNeeds } from "./instanceNeeds.js";
import * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";

import { readAwsPlace } from "../aws/readAwsPlace.js";
import { Checks } from "../argument/checks.js";
import type { ContainerArgs } from "./args/containerArgs.js";
import { containerDefinitionsJson } from "./rules/containerDefinition.js";
import { containerSpecs } from "./rules/containerSpec.js";
import { isBehindInstance } from "./rules/networkMode.js";
import type { AwsPlace } from "../rules/awsPlace.js";
import { checkImagePartitions } from "./checkImagePartitions.js";
import { placementConstraints } from "./rules/placement.js";
import { registeredProxy } from "./rules/proxyConfiguration.js";
import { volumeConfigurations } from "./rules/volume/taskVolume.js";
import { physicalName } from "../rules/physicalName.js";
import { networkModeOf } from "./decideNetworkMode.js";
import { compatibilitiesOf } from "./decidePlatform.js";
import type { DecidedTaskDefinition } from "./decideTaskDefinition.js";
import { decideTaskDefinition } from "./decideTaskDefinition.js";
import { taskAccessPoints } from "./taskAccessPoints.js";
import type { TaskContainerRef, TaskDefinitionRef } from "./args/taskDefinitionRef.js";
import type { TaskDefinitionArgs } from "./args/taskDefinitionArgs.js";
import { taskEbsVolume } from "./taskEbsVolume.js";
import { taskLogGroup } from "./taskLogGroup.js";
import { taskRoles } from "./taskRoles.js";
import { ownerParts } from "../argument/ownerParts.js";
import { rememberPublicImages } from "../image/publicImages.js";

/**
 * A task definition for Fargate or for instances, with its log group, its execution role, which may read its secrets, pull its images and
 * write its log, and a role for its program.
 */
export class TaskDefinition extends pulumi.ComponentResource {
  /** What services need to know of this task definition. */
  public readonly ref: TaskDefinitionRef;
  /** CPU units of the task: what it has on Fargate, or what an instance keeps for it. */
  public readonly cpu: pulumi.Output<number>;
  /** Memory of the task in MiB: what it has on Fargate, or what an instance keeps for it. */
  public readonly memory: pulumi.Output<number>;
  /** CPU units of the task that are kept for no container; 0 where a container has no `cpu` of its own. */
  public readonly unusedCpu: pulumi.Output<number>;
  /** Memory of the task in MiB that no container may use; 0 where a container has no `memory` of its own. */
  public readonly unusedMemory: pulumi.Output<number>;
  /** Name of the log group; nothing where no container writes to one of the task's own. */
  public readonly logGroupName?: pulumi.Output<string>;
  /** ARN of the role that the program has, to grant it more. */
  public readonly taskRoleArn: pulumi.Output<string>;
  /** Name of the same role, as policies that are attached to it ask for. */
  public readonly taskRoleName: pulumi.Output<string>;

  /**
   * @param name Logical name; children are named `<name>` and `<name>-<part>`.
   * @throws {ArgumentError} if Fargate does not offer the size, the containers do not fit in it, an image is for another
   * architecture, or a container breaks a rule of ECS or asks for what its capacity or operating system does not have.
   */
  constructor(name: string, args: TaskDefinitionArgs, opts?: pulumi.ComponentResourceOptions) {
    const checks = new Checks("TaskDefinition", name);
    args = checks.arguments(args);
    const decided = decideTaskDefinition(checks, args);
    super("slipway:index:TaskDefinition", name, args, opts);
    const networkMode = networkModeOf(args);
    const compatibilities = [...new Set(compatibilitiesOf(args))].sort();

    const at = { place: readAwsPlace(this), parent: this };
    const unique = [name, ...ownerParts(this)];
    const { containers, retentionInDays } = decided;
    const logGroup = taskLogGroup(name, { ...args, unique, retentionInDays }, this);
    const volumes = taskAccessPoints(name, args.volumes ?? [], this);
    const disk = taskEbsVolume(name, volumes, { ...args, ...at });
    const log = { logGroup: logGroup?.name, router: routerOptions(args) };
    const given = { ...args, volumes, containers };
    const place = checkImagePartitions(checks, args, at.place);
    const roles = taskRoles(name, given, { ...at, logGroupArn: logGroup?.arn });
    const task = new ecs.TaskDefinition(
      name,
      {
        family: args.family ?? physicalName("taskFamily", unique),
        requiresCompatibilities: compatibilities,
        // For the NAT of Docker on Windows nothing may be registered.
        ...(networkMode !== "default" && { networkMode }),
        ...sizing(decided),
        runtimePlatform: runtimePlatform(args, decided.architecture),
        ...extras({ ...args, volumes }),
        executionRoleArn: roles.executionRoleArn,
        taskRoleArn: roles.taskRoleArn,
        containerDefinitions: definitions(decided, { ...log, networkMode }, place),
      },
      // The roles' policies outlive the task definition, and so whatever runs it: a task that loses them hangs.
      { parent: this, dependsOn: [...roles.policies, ...(disk?.policies ?? [])] },
    );

    rememberPublicImages(
      task.arn,
      decided.containers.map(({ image }) => image),
    );
    const { architecture } = decided;
    const made = {
      ...{ task, disk, logGroup, networkMode, compatibilities, architecture },
      roles: roles.ref,
    };
    this.ref = taskRef(args, made);
    this.cpu = decided.sizes.apply(({ reserved }) => reserved.cpu);
    this.memory = decided.sizes.apply(({ reserved }) => reserved.memory);
    this.unusedCpu = decided.sizes.apply(({ unused }) => unused.cpu);
    this.unusedMemory = decided.sizes.apply(({ unused }) => unused.memory);
    if (logGroup) this.logGroupName = logGroup.name;
    this.taskRoleArn = roles.taskRoleArn;
    this.taskRoleName = roles.taskRoleName;
    this.registerOutputs({
      ref: this.ref,
      cpu: this.cpu,
      memory: this.memory,
      unusedCpu: this.unusedCpu,
      unusedMemory: this.unusedMemory,
      logGroupName: this.logGroupName,
      taskRoleArn: this.taskRoleArn,
      taskRoleName: this.taskRoleName,
    });
  }
}

/** What other components need to know of a task definition. */
function taskRef(
  args: TaskDefinitionArgs,
  made: {
    task: ecs.TaskDefinition;
    disk: ReturnType<typeof taskEbsVolume>;
    logGroup: ReturnType<typeof taskLogGroup>;
    roles: Partial<TaskDefinitionRef>;
    networkMode: ReturnType<typeof networkModeOf>;
    compatibilities: ReturnType<typeof compatibilitiesOf>;
    architecture: pulumi.Output<string>;
  },
): TaskDefinitionRef {
  const { task, disk, logGroup, networkMode } = made;
  return {
    arn: task.arn,
    family: task.family,
    containers: args.containers.map((container) => containerRef(container, networkMode)),
    ...made.roles,
    requiresCompatibilities: made.compatibilities,
    ...(made.compatibilities.some((one) => one !== "FARGATE") && {
      instanceNeeds: instanceNeeds(args, made.architecture),
    }),
    // Left out where it is the usual one, so that what stacks export stays as it was.
    ...(networkMode !== "awsvpc" && { networkMode }),
    ...(disk && { ebsVolume: disk.ref }),
    ...(logGroup && { logGroupName: logGroup.name }),
  };
}

/** Where the log goes, as far as the arguments say, and how the containers are on the network. */
interface TargetInputs {
  networkMode: string;
  logGroup: pulumi.Output<string> | undefined;
  router: ReturnType<typeof routerOptions>;
}

function definitions(
  { containers, sizes, withoutPlainSecrets }: DecidedTaskDefinition,
  target: TargetInputs,
  place: pulumi.Output<AwsPlace>,
): pulumi.Output<string> {
  return pulumi
    .all([containers, sizes, target, place, withoutPlainSecrets])
    .apply(([known, { size }, { networkMode, ...log }, where]) =>
      containerDefinitionsJson(containerSpecs(known, size, log, where), networkMode),
    );
}

function sizing({ sizes, storageGiB }: DecidedTaskDefinition) {
  return {
    cpu: sizes.apply(({ size }) => size.cpu?.toString()),
    memory: sizes.apply(({ size }) => size.memory?.toString()),
    ...(storageGiB && { ephemeralStorage: { sizeInGib: storageGiB } }),
  };
}

function runtimePlatform(
  { operatingSystem }: TaskDefinitionArgs,
  architecture: pulumi.Output<string>,
) {
  return architecture.apply((known) => ({
    operatingSystemFamily: operatingSystem ?? "LINUX",
    cpuArchitecture: known === "arm64" ? "ARM64" : "X86_64",
  }));
}

/** What a task definition has beside its containers and its size, most of it only where it is asked for. */
function extras(args: TaskDefinitionArgs) {
  const { volumes = [], enableFaultInjection } = args;
  const { pidMode, ipcMode, placementConstraints: constraints = [], proxyConfiguration } = args;
  return {
    // A deployment may have to go back to a revision after the program has left it.
    skipDestroy: args.retainRevisions ?? true,
    ...(pidMode !== undefined && { pidMode }),
    ...(ipcMode !== undefined && { ipcMode }),
    ...(proxyConfiguration && {
      proxyConfiguration: pulumi.output(proxyConfiguration).apply(registeredProxy),
    }),
    ...(constraints.length > 0 && {
      placementConstraints: pulumi.output(constraints).apply(placementConstraints),
    }),
    ...(volumes.length > 0 && { volumes: pulumi.output(volumes).apply(volumeConfigurations) }),
    ...(enableFaultInjection !== undefined && { enableFaultInjection }),
  };
}

function routerOptions({ logRouter }: TaskDefinitionArgs) {
  return logRouter && { options: logRouter.options, secretOptions: logRouter.secretOptions };
}

function containerRef(container: ContainerArgs, networkMode: string): TaskContainerRef {
  const { name, portMappings = [], healthCheck, stopTimeout } = container;
  const ports = portMappings.filter(({ containerPort }) => containerPort !== undefined);
  const isFixed = isBehindInstance(networkMode) && ports.some(({ hostPort = 0 }) => hostPort !== 0);
  const portNames = portMappings.flatMap((port) => (port.name === undefined ? [] : [port.name]));
  const startPeriod = healthCheck?.startPeriod;
  return {
    name,
    ports: ports.map(({ containerPort = 0 }) => containerPort),
    ...(isFixed && { hostPorts: ports.map(({ hostPort = 0 }) => hostPort) }),
    ...(portNames.length > 0 && { portNames }),
    ...(startPeriod !== undefined && { startPeriod }),
    ...(stopTimeout !== undefined && { stopTimeout }),
  };
}
