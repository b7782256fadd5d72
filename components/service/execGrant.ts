import { RolePolicy } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../argument/checks.js";
import { isPlain, rawField } from "../argument/refField.js";
import { readAwsPlace } from "../aws/readAwsPlace.js";
import { execReachProblem } from "../network/rules/reachability.js";
import { policyDocument } from "../rules/policyDocument.js";
import type { ServiceArgs } from "./args/serviceArgs.js";
import type { ExecLogging } from "./rules/execStatements.js";
import { execStatements } from "./rules/execStatements.js";

type ExecArgs = Pick<
  ServiceArgs,
  "cluster" | "taskDefinition" | "enableExecuteCommand" | "assignPublicIp"
>;

/** What ECS Exec needs of a service's task role. */
export interface DecidedExec {
  /** Nothing where the role exists, and is its owner's to change. */
  taskRoleName: pulumi.Input<string> | pulumi.Output<string | undefined> | undefined;
  /** Whether another stack says who made the role: it is known when its outputs are. */
  isLate: boolean;
  logging: pulumi.Input<ExecLogging | undefined>;
}

/**
 * Decides on ECS Exec, and checks that it reaches the tasks, as soon as it is known what they reach.
 *
 * @returns Nothing without it. An output may say that there is none: that is known too late to make nothing.
 * @throws {ArgumentError} if it could not reach them.
 */
export function decideExec(checks: Checks, args: ExecArgs): DecidedExec | undefined {
  const { cluster, taskDefinition, enableExecuteCommand = false, assignPublicIp } = args;
  const services: unknown = rawField(rawField(cluster, "network"), "endpointServices");
  checks.check(
    {
      enableExecuteCommand,
      assignPublicIp,
      services: services as pulumi.Input<string[] | undefined>,
    },
    execReachProblem,
  );
  if (enableExecuteCommand === false) return undefined;
  return {
    taskRoleName: rawField(taskDefinition, "taskRoleName"),
    isLate: !isPlain(taskDefinition),
    logging: rawField(cluster, "execLogging") as pulumi.Input<ExecLogging | undefined>,
  };
}

/**
 * Allows a task role what ECS Exec needs, where the task definition's component made the role.
 *
 * @returns What must stand before tasks start: the agent in them does not ask again.
 */
export function execGrant(
  name: string,
  { taskRoleName, isLate, logging }: DecidedExec,
  parent: pulumi.Resource,
): pulumi.Input<pulumi.Resource>[] {
  const grant = (role: pulumi.Input<string> | undefined): RolePolicy[] => {
    if (role !== undefined) return [execPolicy(name, role, logging, parent)];
    sayLeftAlone(name, parent);
    return [];
  };
  if (!isLate) return grant(taskRoleName as pulumi.Input<string> | undefined);
  const policies: pulumi.Output<unknown> = pulumi.output(taskRoleName).apply(grant);
  // Pulumi takes lists in lists, which its types do not say.
  return [policies as pulumi.Output<pulumi.Resource>];
}

function execPolicy(
  name: string,
  role: pulumi.Input<string>,
  logging: pulumi.Input<ExecLogging | undefined>,
  parent: pulumi.Resource,
): RolePolicy {
  const policy = pulumi
    .all([logging, readAwsPlace(parent)])
    .apply(([known = {}, place]) => policyDocument(execStatements(known, place)));
  return new RolePolicy(`${name}-exec`, { role, policy }, { parent });
}

function sayLeftAlone(name: string, resource: pulumi.Resource): void {
  const text = `Service "${name}": 'enableExecuteCommand' needs a task role that may open channels of ssmmessages and write the cluster's log of sessions; the role of 'taskDefinition' is not one that TaskDefinition made, and is left as it is`;
  void pulumi.log.info(text, resource);
}
