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

/** Checks that ECS Exec reaches a service's tasks, as soon as it is known what they reach. */
export function checkExecReach(checks: Checks, args: ExecArgs): void {
  const services: unknown = rawField(rawField(args.cluster, "network"), "endpointServices");
  checks.check(
    {
      enableExecuteCommand: args.enableExecuteCommand,
      assignPublicIp: args.assignPublicIp,
      services: services as pulumi.Input<string[] | undefined>,
    },
    execReachProblem,
  );
}

/**
 * Allows a task role what ECS Exec needs, where the service has it and the task definition's component made the role.
 *
 * @returns What must stand before tasks start: the agent in them does not ask again.
 */
export function execGrant(
  name: string,
  args: ExecArgs,
  parent: pulumi.Resource,
): pulumi.Input<pulumi.Resource>[] {
  // An output may say so: what it then says is known too late to decide on a resource.
  if (args.enableExecuteCommand === undefined || args.enableExecuteCommand === false) return [];
  const { taskDefinition } = args;
  if (isPlain(taskDefinition)) {
    const { taskRoleName } = taskDefinition;
    if (taskRoleName !== undefined) return [execPolicy(name, args, taskRoleName, parent)];
    sayLeftAlone(name, parent);
    return [];
  }
  // Another stack's: whether it made the role is known when its outputs are.
  const policies = pulumi.output(taskDefinition).apply(({ taskRoleName }) => {
    if (taskRoleName !== undefined) return [execPolicy(name, args, taskRoleName, parent)];
    sayLeftAlone(name, parent);
    return [];
  });
  // Pulumi takes lists in lists, which its types do not say.
  return [policies as pulumi.Output<unknown> as pulumi.Output<pulumi.Resource>];
}

function execPolicy(
  name: string,
  { cluster }: ExecArgs,
  role: pulumi.Input<string>,
  parent: pulumi.Resource,
): RolePolicy {
  const logging = rawField(cluster, "execLogging") as pulumi.Input<ExecLogging | undefined>;
  const policy = pulumi
    .all([logging, readAwsPlace(parent)])
    .apply(([known = {}, place]) => policyDocument(execStatements(known, place)));
  return new RolePolicy(`${name}-exec`, { role, policy }, { parent });
}

function sayLeftAlone(name: string, resource: pulumi.Resource): void {
  const text = `Service "${name}": 'enableExecuteCommand' needs a task role that may open channels of ssmmessages and write the cluster's log of sessions; the role of 'taskDefinition' is not one that TaskDefinition made, and is left as it is`;
  void pulumi.log.info(text, resource);
}
