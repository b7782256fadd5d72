import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import { readAwsPlace } from "../aws/readAwsPlace.js";
import type { RoleBoundary } from "../aws/roleBoundary.js";
import { roleBoundary } from "../aws/roleBoundary.js";
import { policyDocument, trustPolicy } from "../rules/policyDocument.js";
import { scheduleStatements } from "./rules/scheduleStatements.js";
import { physicalName } from "../rules/physicalName.js";
import { ownerParts } from "../argument/ownerParts.js";

interface ScheduledTaskRoleArgs extends RoleBoundary {
  taskDefinitionArn: pulumi.Output<string>;
  clusterArn: pulumi.Output<string>;
  executionRoleArn: pulumi.Output<string>;
  /** Resolves to nothing for a task without a role of its own. */
  taskRoleArn: pulumi.Output<string | undefined>;
  queueArn: pulumi.Output<string>;
  parent: pulumi.Resource;
}

/** A role that may start the pinned revision, pass its roles and fill the dead-letter queue. */
export function scheduledTaskRole(
  name: string,
  args: ScheduledTaskRoleArgs,
): { role: iam.Role; policy: iam.RolePolicy } {
  const { parent } = args;
  const role = new iam.Role(
    `${name}-schedule`,
    {
      name: physicalName("iamRole", [name, "schedule", ...ownerParts(parent)]),
      description: `Schedule of the ECS task ${name}`,
      assumeRolePolicy: readAwsPlace(parent).apply(({ account }) =>
        trustPolicy("scheduler.amazonaws.com", account),
      ),
      ...roleBoundary(args),
    },
    { parent },
  );
  const policy = pulumi
    .all([
      args.taskDefinitionArn,
      args.clusterArn,
      args.executionRoleArn,
      args.taskRoleArn,
      args.queueArn,
    ])
    .apply(([taskDefinitionArn, clusterArn, executionRole, taskRole, queueArn]) => {
      const roleArns = taskRole === undefined ? [executionRole] : [executionRole, taskRole];
      return policyDocument(
        scheduleStatements({ taskDefinitionArn, clusterArn, roleArns, queueArn }),
      );
    });
  return {
    role,
    policy: new iam.RolePolicy(`${name}-schedule`, { role: role.name, policy }, { parent: role }),
  };
}
