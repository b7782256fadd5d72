import type { AllowStatement } from "../../rules/policyDocument.js";
import { isPolicyArn } from "../../rules/permissionsBoundary.js";
import type { Problem } from "../../rules/problem.js";
import { firstItemProblem, firstProblem } from "../../rules/problem.js";
import { ROLE_ARN } from "../../rules/roleArn.js";

/** What decides on a task's roles: what is there, not what it says. */
export interface RoleChoice {
  taskRoleArn?: unknown;
  taskRoleStatements?: readonly unknown[] | undefined;
  taskRolePolicyArns?: object | undefined;
  executionRoleArn?: unknown;
  executionRolePolicyArns?: object | undefined;
}

/** Why a role that exists would be changed; nothing where none would. */
export function roleChoiceProblem(choice: RoleChoice): Problem | undefined {
  const { taskRoleArn, executionRoleArn, taskRoleStatements = [] } = choice;
  const problem = (path: string, role: string) => ({
    path,
    reason: `'${path}' is for a role that is made and '${role}' names one that exists, which is left as it is; leave one out`,
  });
  if (taskRoleArn !== undefined) {
    if (taskRoleStatements.length > 0) return problem("taskRoleStatements", "taskRoleArn");
    if (choice.taskRolePolicyArns) return problem("taskRolePolicyArns", "taskRoleArn");
  }
  if (executionRoleArn === undefined) return undefined;
  return choice.executionRolePolicyArns && problem("executionRolePolicyArns", "executionRoleArn");
}

const KEY = /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/;

/** The texts that name what exists already; what is not known is left out. */
export interface NamedTexts {
  taskRoleArn?: string | undefined;
  executionRoleArn?: string | undefined;
  logKmsKeyArn?: string | undefined;
  family?: string | undefined;
}

/**
 * The first of these texts that AWS would not take. ECS itself would take a role by its name too; the provider takes ARNs.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_AssociateKmsKey.html
 */
export function namedTextProblem(texts: NamedTexts): Problem | undefined {
  const { family } = texts;
  if (family !== undefined && !/^[A-Za-z0-9_-]{1,255}$/.test(family)) {
    const reason = `'family' must be 1 to 255 letters, digits, hyphens and underscores, got ${JSON.stringify(family)}; "orders" works`;
    return { path: "family", reason };
  }
  const arns = [
    ["taskRoleArn", ROLE_ARN, "a role", "iam::123456789012:role/orders"],
    ["executionRoleArn", ROLE_ARN, "a role", "iam::123456789012:role/ecsTaskExecutionRole"],
    [
      "logKmsKeyArn",
      KEY,
      "a key and not of an alias",
      "kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    ],
  ] as const;
  return firstProblem(arns, ([path, form, what, example]) => {
    const arn = texts[path];
    if (arn === undefined || form.test(arn)) return undefined;
    return arnProblem(path, arn, what, example);
  });
}

/** The first managed policy of a role that is none, with the path of the map. */
export function policyArnProblem(path: string, arn: string): Problem | undefined {
  if (isPolicyArn(arn)) return undefined;
  return arnProblem(path, arn, "a managed policy", "iam::aws:policy/AmazonS3ReadOnlyAccess");
}

function arnProblem(path: string, got: string, what: string, example: string): Problem {
  const reason = `'${path}' must be the ARN of ${what}, got ${JSON.stringify(got)}; "arn:aws:${example}" works`;
  return { path, reason };
}

/** A condition of a statement. */
export interface PolicyCondition {
  test: string;
  variable: string;
  values: readonly string[];
}

/** A statement as the arguments have it. */
export interface PolicyStatement extends Pick<AllowStatement, "actions" | "resources"> {
  conditions?: readonly PolicyCondition[] | undefined;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATOR =
  /^(ForAllValues:|ForAnyValue:)?(String(Not)?(Equals(IgnoreCase)?|Like)|(Numeric|Date)((Not)?Equals|(Less|Greater)Than(Equals)?)|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like))(IfExists)?$|^Null$/;

/** The first condition of statements that IAM would not take, or not as it is meant. */
export function conditionsProblem(
  list: string,
  statements: readonly Pick<PolicyStatement, "conditions">[],
): Problem | undefined {
  return firstItemProblem(list, statements, ({ conditions = [] }) =>
    firstItemProblem("conditions", conditions, (condition, i) =>
      conditionProblem(condition, conditions.slice(0, i)),
    ),
  );
}

function conditionProblem(
  { test, variable, values }: PolicyCondition,
  before: readonly PolicyCondition[],
): Problem | undefined {
  if (!OPERATOR.test(test)) {
    const reason = `'test' must be a condition operator of IAM, got ${JSON.stringify(test)}; "StringEquals" works`;
    return { path: "test", reason };
  }
  if (!/^[^\s:]+:\S+$/.test(variable)) {
    const reason = `'variable' must be a condition key with its service, got ${JSON.stringify(variable)}; "aws:SourceVpc" works`;
    return { path: "variable", reason };
  }
  if (values.length === 0) {
    return { path: "values", reason: "'values' must hold at least one value, got none" };
  }
  // IAM takes a key once for an operator, and values of it are alternatives.
  if (!before.some((other) => other.test === test && other.variable === variable)) return undefined;
  const reason = `'variable' names "${variable}" once more for ${test}, which IAM takes once; put the values, of which one must match, into one condition`;
  return { path: "variable", reason };
}

/** A statement as IAM has it: conditions by operator, then by key. */
export function allowStatement({
  conditions = [],
  actions,
  resources,
}: PolicyStatement): AllowStatement {
  if (conditions.length === 0) return { actions, resources };
  const byTest: Record<string, Record<string, readonly string[]>> = {};
  for (const { test, variable, values } of conditions) {
    byTest[test] = { ...byTest[test], [variable]: values };
  }
  return { actions, resources, conditions: byTest };
}
