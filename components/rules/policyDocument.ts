/** A statement of an IAM policy that allows something. */
export interface AllowStatement {
  actions: readonly string[];
  resources: readonly string[];
  /** Operator, then key, then value, such as `{ ArnEquals: { "ecs:cluster": "arn:…" } }`. */
  conditions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** An IAM policy that allows what the statements say, as JSON. */
export function policyDocument(statements: readonly AllowStatement[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map(({ actions, resources, conditions }) => ({
      Effect: "Allow",
      Action: actions,
      Resource: resources,
      ...(conditions && { Condition: conditions }),
    })),
  });
}

/**
 * The trust policy of a role for tasks: ECS may take it, and only for tasks of this account.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
export function taskTrustPolicy(account: string): string {
  return trustPolicy("ecs-tasks.amazonaws.com", account);
}

/**
 * The trust policy of a role for a service of AWS, which may take it only on behalf of this account: else anybody
 * could have the service use it.
 *
 * @param service Principal, such as `scheduler.amazonaws.com`.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function trustPolicy(service: string, account: string): string {
  return trustDocument(service, { StringEquals: { "aws:SourceAccount": account } });
}

/**
 * The trust policy of a role that a person passes to a service of AWS, as ECS documents it for its infrastructure roles
 * and hooks. A role can be passed within its own account alone, so that no other account could have the service use it.
 *
 * @param service Principal, such as `ecs.amazonaws.com`.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/infrastructure_IAM_role.html
 */
export function serviceTrustPolicy(service: string): string {
  return trustDocument(service);
}

/** The trust policy of a role for EC2 instances, whose service has a name of its own in China. */
export function instanceTrustPolicy(partition: string): string {
  const suffix = partition === "aws-cn" ? ".cn" : "";
  return trustDocument(`ec2.amazonaws.com${suffix}`);
}

function trustDocument(service: string, condition?: object): string {
  const trust = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [condition === undefined ? trust : { ...trust, Condition: condition }],
  });
}

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
      resources: [...new Set(repositoryArns)].sort(),
    },
    ...fetched,
  ];
}
