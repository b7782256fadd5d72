import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import type { ContainerArgs } from "./args/containerArgs.js";
import { credentialSpecStatements } from "./rules/credentialSpec.js";
import { environmentFileStatements } from "./rules/environmentFile.js";
import { fsxStatements } from "./rules/volume/fsxVolume.js";
import { ecrRepositoryArn } from "../image/rules/imageReference.js";
import { logGroupStatements } from "./rules/logConfiguration.js";
import type { AwsPlace } from "../rules/awsPlace.js";
import { secretStatements } from "./rules/secretSource.js";
import { collectorStatements } from "./rules/openTelemetry.js";
import { configFileStatements, initFiles } from "./rules/logRouterConfig.js";
import { logOutputStatements, writesToAws } from "./rules/logRouter.js";
import { allowStatement } from "./rules/taskRole.js";
import { fileSystemStatements } from "./rules/volume/taskVolume.js";
import { policyDocument, taskTrustPolicy } from "../rules/policyDocument.js";
import { executionStatements, orSignIn } from "./rules/executionStatements.js";
import { originOf } from "../image/imageOrigin.js";
import type { ContainerLogConfigurationArgs } from "./args/logConfigurationArgs.js";
import type { LogRouterArgs } from "./args/logRouterArgs.js";
import type { RoleBoundary } from "../aws/roleBoundary.js";
import { roleBoundary } from "../aws/roleBoundary.js";
import { physicalName } from "../rules/physicalName.js";
import type { TaskDefinitionArgs } from "./args/taskDefinitionArgs.js";
import type { TaskDefinitionRef } from "./args/taskDefinitionRef.js";
import { ownerParts } from "../argument/ownerParts.js";

/** The roles of a task, made or as they exist. */
export interface TaskRoles {
  /** ARN of what ECS is allowed while it starts the task. */
  executionRoleArn: pulumi.Output<string>;
  /** ARN and name of what the task's program is allowed. */
  taskRoleArn: pulumi.Output<string>;
  taskRoleName: pulumi.Output<string>;
  /** What must stand before a task starts. */
  policies: pulumi.Resource[];
  /** What the task definition's reference says of them. */
  ref: Pick<TaskDefinitionRef, "executionRoleArn" | "taskRoleArn" | "taskRoleName">;
}

interface TaskRolesArgs
  extends Pick<
    TaskDefinitionArgs,
    | "taskRoleArn"
    | "taskRolePolicyArns"
    | "taskRoleStatements"
    | "executionRoleArn"
    | "executionRolePolicyArns"
    | "permissionsBoundaryArn"
    | "volumes"
    | "logRouter"
    | "openTelemetry"
  > {
  containers: ContainerArgs[];
}

interface TaskRolesContext {
  place: pulumi.Output<AwsPlace>;
  logGroupArn: pulumi.Output<string> | undefined;
  parent: pulumi.Resource;
}

/** A role of a task, made or as it exists. */
interface TaskRole {
  arn: pulumi.Output<string>;
  name: pulumi.Output<string>;
  policies: pulumi.Resource[];
}

/**
 * Makes a task's two roles, which are allowed what its containers need and nothing else, unless they exist. A role that
 * exists is left as it is.
 */
export function taskRoles(name: string, args: TaskRolesArgs, context: TaskRolesContext): TaskRoles {
  const execution =
    args.executionRoleArn === undefined
      ? makeRole(name, "execution", args, {
          ...context,
          policy: executionPolicy(args, context),
          policyArns: args.executionRolePolicyArns,
        })
      : existingRole(args.executionRoleArn);
  const task =
    args.taskRoleArn === undefined
      ? makeRole(name, "task", args, {
          ...context,
          policy: taskPolicy(args, context),
          policyArns: args.taskRolePolicyArns,
        })
      : existingRole(args.taskRoleArn);
  return {
    executionRoleArn: execution.arn,
    taskRoleArn: task.arn,
    taskRoleName: task.name,
    policies: [...execution.policies, ...task.policies],
    ref: {
      executionRoleArn: execution.arn,
      taskRoleArn: task.arn,
      ...(args.taskRoleArn === undefined && { taskRoleName: task.name }),
    },
  };
}

function existingRole(roleArn: pulumi.Input<string>): TaskRole {
  const arn = pulumi.output(roleArn);
  return { arn, name: arn.apply((text) => text.replace(/^.*\//, "")), policies: [] };
}

function makeRole(
  name: string,
  purpose: "execution" | "task",
  boundary: RoleBoundary,
  context: Pick<TaskRolesContext, "place" | "parent"> & {
    policy: pulumi.Output<string> | undefined;
    policyArns: Record<string, pulumi.Input<string>> | undefined;
  },
): TaskRole {
  const { policy, policyArns = {} } = context;
  const logicalName = `${name}-${purpose}`;
  const role = new iam.Role(
    logicalName,
    {
      name: physicalName("iamRole", [name, purpose, ...ownerParts(context.parent)]),
      description: `${purpose === "task" ? "Program" : "Start"} of the ECS task ${name}`,
      assumeRolePolicy: context.place.apply(({ account }) => taskTrustPolicy(account)),
      ...roleBoundary(boundary),
    },
    { parent: context.parent },
  );
  const opts = { parent: role };
  const own = policy && new iam.RolePolicy(logicalName, { role: role.name, policy }, opts);
  const attached = Object.entries(policyArns).map(
    ([key, policyArn]) =>
      new iam.RolePolicyAttachment(`${logicalName}-${key}`, { role: role.name, policyArn }, opts),
  );
  return { arn: role.arn, name: role.name, policies: [...(own ? [own] : []), ...attached] };
}

/** What the program is allowed: what the arguments say, and what the task's own parts need. */
function taskPolicy(
  { containers, volumes = [], logRouter, openTelemetry, taskRoleStatements = [] }: TaskRolesArgs,
  { place }: TaskRolesContext,
): pulumi.Output<string> | undefined {
  const outputs = logOutputs(containers, logRouter);
  const needsNone = taskRoleStatements.length === 0 && !outputs.some(writesToAws);
  const mountsNone = volumes.every(({ efs, s3Files }) => !efs && !s3Files);
  const configFiles = initFiles(logRouter?.environment);
  const readsNone = configFiles.length === 0;
  if (needsNone && !openTelemetry && mountsNone && readsNone) return undefined;
  // Without images, which would hold the policy back.
  const mounting = containers.map(({ mountPoints }) => ({ mountPoints }));
  const known = {
    statements: taskRoleStatements,
    volumes,
    mounting,
    outputs,
    configFiles,
    place,
  };
  return pulumi
    .output(known)
    .apply((values) =>
      policyDocument([
        ...values.statements.map(allowStatement),
        ...fileSystemStatements(values.volumes, values.mounting, values.place),
        ...logOutputStatements(values.outputs, values.place),
        ...configFileStatements(values.configFiles),
        ...(openTelemetry ? collectorStatements(values.place) : []),
      ]),
    );
}

/** Options of the log router's output, and of containers' own ones. */
function logOutputs(containers: ContainerArgs[], logRouter: LogRouterArgs | undefined) {
  const routed = containers.flatMap(({ logConfiguration: own }) =>
    own?.logDriver === "awsfirelens" ? [own.options ?? {}] : [],
  );
  return [logRouter?.options ?? {}, ...routed];
}

/** The options that say which log group is not the task's, alone, since others would hold the policy back. */
function logGroupOf({ logDriver, options = {} }: ContainerLogConfigurationArgs) {
  const { "awslogs-group": group, "awslogs-region": region } = options;
  const { "awslogs-create-group": isMade } = options;
  return logDriver === "awslogs" && group !== undefined ? [{ group, region, isMade }] : [];
}

function executionPolicy(
  { containers, volumes = [], logRouter }: TaskRolesArgs,
  { place, logGroupArn }: TaskRolesContext,
): pulumi.Output<string> {
  const images = containers.map(({ image }) => image);
  const logs = containers.flatMap(({ logConfiguration }) => logConfiguration ?? []);
  const secrets = [
    ...containers.map((container) => container.secrets),
    logRouter?.secretOptions,
    ...logs.map(({ secretOptions }) => secretOptions),
  ];
  const credentials = containers.flatMap(
    ({ repositoryCredentials }) => repositoryCredentials ?? [],
  );
  const fsx = volumes.flatMap(({ fsxWindowsFileServer }) => fsxWindowsFileServer ?? []);
  const files = containers.flatMap(({ environmentFiles = [] }) => environmentFiles);
  const configFiles = logRouter?.configFile === undefined ? [] : [logRouter.configFile];
  const specs = containers.flatMap(({ credentialSpecs = [] }) => credentialSpecs);
  const options = containers.flatMap(({ dockerSecurityOptions = [] }) => dockerSecurityOptions);
  return pulumi
    .all([
      pulumi.output(images),
      pulumi.output([
        ...secrets.flatMap((sources) => Object.values(sources ?? {})),
        ...credentials,
      ]),
      pulumi.output(files),
      pulumi.output({
        specs,
        options,
        fsx,
        logs: logs.flatMap(logGroupOf),
        configFiles,
      }),
      place,
      logGroupArn,
    ])
    .apply(([known, sources, objects, directory, where, logGroup]) => {
      const arns = known.map((image) => ecrRepositoryArn(image, where.partition));
      const repositories = arns.filter((arn) => arn !== undefined);
      const fetched = arns.flatMap((arn, i) => {
        const actions = images[i] === undefined ? undefined : originOf(images[i])?.fetchActions;
        return arn === undefined || actions === undefined ? [] : [{ actions, resources: [arn] }];
      });
      const statements = [
        ...executionStatements(repositories, logGroup, fetched),
        ...logGroupStatements(directory.logs, where, logGroup),
        ...secretStatements(sources, where),
        ...environmentFileStatements(objects),
        ...fsxStatements(directory.fsx, where),
        ...credentialSpecStatements(directory.specs, directory.options),
        ...configFileStatements(directory.configFiles),
      ];
      return policyDocument(orSignIn(statements));
    });
}
