import { LogGroup } from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

import { physicalName } from "../rules/physicalName.js";
import type { ContainerLogConfigurationArgs } from "./args/logConfigurationArgs.js";
import type { TaskDefinitionArgs } from "./args/taskDefinitionArgs.js";

interface TaskLogGroupArgs extends TaskDefinitionArgs {
  /** What its name is made of: nothing of a revision, so that the log goes on over all of them. */
  unique: string[];
  logGroupName?: string;
  retentionInDays: pulumi.Output<number>;
}

/**
 * Whether a container writes to the task's log group: one whose log goes nowhere else, or the proxy of Service Connect, which
 * has it where a container has.
 */
function isUsed({ containers, logRouter, openTelemetry }: TaskDefinitionArgs) {
  if (openTelemetry || (logRouter && writesToGroup(logRouter.logConfiguration))) return true;
  return containers.some(({ logConfiguration: own }) =>
    own ? writesToGroup(own) : logRouter === undefined,
  );
}

function writesToGroup(own: ContainerLogConfigurationArgs | undefined): boolean {
  if (!own) return true;
  return own.logDriver === "awslogs" && own.options?.["awslogs-group"] === undefined;
}

/** Makes the log group of a task, which all its revisions share; none where no container writes to it. */
export function taskLogGroup(
  name: string,
  args: TaskLogGroupArgs,
  parent: pulumi.Resource,
): LogGroup | undefined {
  if (!isUsed(args)) return undefined;
  const { unique, logGroupName, retentionInDays, retainLogs, logKmsKeyArn } = args;
  return new LogGroup(
    name,
    {
      name: logGroupName ?? physicalName("logGroup", unique),
      retentionInDays,
      ...(retainLogs !== undefined && { skipDestroy: retainLogs }),
      ...(logKmsKeyArn !== undefined && { kmsKeyId: logKmsKeyArn }),
    },
    { parent },
  );
}
