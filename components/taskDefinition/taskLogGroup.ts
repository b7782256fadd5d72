import { LogGroup } from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

import { physicalName } from "../rules/physicalName.js";

interface TaskLogGroupArgs {
  /** What its name is made of: nothing of a revision, so that the log goes on over all of them. */
  unique: string[];
  logGroupName?: string;
  retentionInDays: pulumi.Output<number>;
  retainLogs?: pulumi.Input<boolean>;
  logKmsKeyArn?: pulumi.Input<string>;
}

/** Makes the log group of a task, which all its revisions share. */
export function taskLogGroup(
  name: string,
  { unique, logGroupName, retentionInDays, retainLogs, logKmsKeyArn }: TaskLogGroupArgs,
  parent: pulumi.Resource,
): LogGroup {
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
