import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import type { ContainerArgs, PolicyStatementArgs } from "./args/containerArgs.js";
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
import { fileSystemStatements } from "./rules/volume/taskVolume.js";
import { policyDocument, taskTrustPolicy } from "../rules/policyDocument.js";
import { executionStatements, orSignIn } from "./rules/executionStatements.js";
import { originOf } from "../image/imageOrigin.js";
import type { ContainerLogConfigurationArgs } from "./args/logConfigurationArgs.js";
import type { LogRouterArgs } from "./args/logRouterArgs.js";
import type { OpenTelemetryArgs } from "./args/openTelemetryArgs.js";
import { physicalName } from "../rules/physicalName.js";
import type { TaskVolumeArgs } from "./args/taskVolumeArgs.js";

/** The roles of a task. */
export interface TaskRoles {
  /** What ECS is allowed while it starts the task. */
  executionRole: iam.Role;
  /** What the task's program is allowed. */
  taskRole: iam.Role;
  policies: iam.RolePolicy[];
}

interface TaskRolesArgs {
  containers: ContainerArgs[];
  volumes?: TaskVolumeArgs[];
  logRouter?: LogRouterArgs;
  openTelemetry?: OpenTelemetryArgs;
  taskRoleStatements?: PolicyStatementArgs[];
}

interface TaskRolesContext {
  place: pulumi.Output<AwsPlace>;
  logGroupArn: pulumi.Output<string> | undefined;
  parent: pulumi.Resource;
}

/** Makes a task's two roles, which are allowed what its containers need and nothing else. */
export function taskRoles(name: string, args: TaskRolesArgs, context: TaskRolesContext): TaskRoles {
  const execution = role(`${name}-execution`, "execution", name, context);
  const task = role(`${name}-task`, "task", name, context);
  const policies = [
    new iam.RolePolicy(
      `${name}-execution`,
      { role: execution.name, policy: executionPolicy(args, context) },
      { parent: execution },
    ),
  ];
  const policy = taskPolicy(args, context);
  if (policy) {
    policies.push(
      new iam.RolePolicy(`${name}-task`, { role: task.name, policy }, { parent: task }),
    );
  }
  return { executionRole: execution, taskRole: task, policies };
}

function role(logicalName: string, purpose: string, name: string, context: TaskRolesContext) {
  return new iam.Role(
    logicalName,
    {
      name: physicalName("iamRole", [name, purpose, pulumi.getStack(), pulumi.getProject()]),
      description: `${purpose === "task" ? "Program" : "Start"} of the ECS task ${name}`,
      assumeRolePolicy: context.place.apply(({ account }) => taskTrustPolicy(account)),
    },
    { parent: context.parent },
  );
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
        ...values.statements,
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
