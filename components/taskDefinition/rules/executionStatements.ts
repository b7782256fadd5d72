import type { AllowStatement } from "../../rules/policyDocument.js";
import { distinct } from "../../rules/policyDocument.js";

/**
 * What an execution role needs to pull images and write logs.
 *
 * @param repositoryArns ARNs of the ECR repositories that images come from.
 * @param logGroupArn ARN of the log group, without `:*`.
 * @param fetched What ECR must be allowed to fetch images of other registries, where it caches some.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
export function executionStatements(
  repositoryArns: readonly string[],
  logGroupArn: string,
  fetched: readonly AllowStatement[] = [],
): AllowStatement[] {
  const logs = {
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resources: [`${logGroupArn}:*`],
  };
  if (repositoryArns.length === 0) return [logs];
  return [
    logs,
    // ECR's sign-in belongs to no repository: IAM takes it on everything or not at all.
    { actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
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
