import type { AllowStatement } from "../../rules/policyDocument.js";
import { distinct } from "../../rules/policyDocument.js";

/** ECR's sign-in, which belongs to no repository: IAM takes it on everything or not at all. */
const SIGN_IN: AllowStatement = { actions: ["ecr:GetAuthorizationToken"], resources: ["*"] };

/** What an execution role has that needs nothing else: IAM refuses a policy without statements, and images may be outputs. */
export function orSignIn(statements: readonly AllowStatement[]): readonly AllowStatement[] {
  return statements.length > 0 ? statements : [SIGN_IN];
}

/**
 * What an execution role needs to pull images and write logs.
 *
 * @param repositoryArns ARNs of the ECR repositories that images come from.
 * @param logGroupArn ARN of the log group, without `:*`; nothing where there is none.
 * @param fetched What ECR must be allowed to fetch images of other registries, where it caches some.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
export function executionStatements(
  repositoryArns: readonly string[],
  logGroupArn: string | undefined,
  fetched: readonly AllowStatement[] = [],
): AllowStatement[] {
  const logs =
    logGroupArn === undefined
      ? []
      : [
          {
            actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
            resources: [`${logGroupArn}:*`],
          },
        ];
  if (repositoryArns.length === 0) return logs;
  return [
    ...logs,
    SIGN_IN,
    {
      actions: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer",
      ],
      resources: distinct(repositoryArns),
    },
    ...fetched,
  ];
}
