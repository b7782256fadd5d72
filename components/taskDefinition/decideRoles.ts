import type { Checks } from "../argument/checks.js";
import { permissionsBoundaryProblem } from "../rules/permissionsBoundary.js";
import type { TaskDefinitionArgs } from "./args/taskDefinitionArgs.js";
import {
  conditionsProblem,
  namedTextProblem,
  policyArnProblem,
  roleChoiceProblem,
} from "./rules/taskRole.js";

/**
 * Decides on a task's roles, and on what else exists and is named. Each text by itself, so that one that is an output holds
 * no other back.
 *
 * @throws {ArgumentError} if a rule is broken.
 */
export function decideRoles(checks: Checks, args: TaskDefinitionArgs): void {
  checks.fail(roleChoiceProblem(args));
  const { taskRoleArn, executionRoleArn, permissionsBoundaryArn, logKmsKeyArn, family } = args;
  for (const text of [{ taskRoleArn }, { executionRoleArn }, { logKmsKeyArn }, { family }]) {
    checks.check(text, namedTextProblem);
  }
  checks.check(permissionsBoundaryArn, permissionsBoundaryProblem);
  for (const list of ["taskRolePolicyArns", "executionRolePolicyArns"] as const) {
    for (const [key, arn] of Object.entries(args[list] ?? {})) {
      checks.check(arn, (known) => policyArnProblem(`${list}.${key}`, known));
    }
  }
  const conditions = (args.taskRoleStatements ?? []).map((statement) => ({
    conditions: statement.conditions,
  }));
  checks.check(conditions, (known) => conditionsProblem("taskRoleStatements", known));
}
