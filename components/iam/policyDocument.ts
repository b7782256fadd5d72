/** A statement of an IAM policy that allows something. */
export interface AllowStatement {
  actions: readonly string[];
  resources: readonly string[];
  /** Operator of IAM to the keys and values that it compares; all must hold. */
  condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** An IAM policy that allows what the statements say, as JSON. */
export function policyDocument(statements: readonly AllowStatement[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map(({ actions, resources, condition }) => ({
      Effect: "Allow",
      Action: actions,
      Resource: resources,
      ...(condition && { Condition: condition }),
    })),
  });
}

/**
 * The trust policy of a role for tasks: ECS may take it, and only for tasks of this account.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
export function taskTrustPolicy(account: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      },
    ],
  });
}

/**
 * What an execution role needs to pull images and write logs.
 *
 * @param repositoryArns ARNs of the ECR repositories that images come from.
 * @param logGroupArn ARN of the log group, without `:*`.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
export function executionStatements(
  repositoryArns: readonly string[],
  logGroupArn: string,
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
      resources: [...new Set(repositoryArns)].sort(),
    },
  ];
}
