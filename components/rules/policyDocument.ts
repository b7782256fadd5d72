import { dnsSuffixOf } from "./awsPartition.js";

/** A statement of an IAM policy that allows something. */
export interface AllowStatement {
  actions: readonly string[];
  resources: readonly string[];
  /** Operator, then key, then value or values, such as `{ ArnEquals: { "ecs:cluster": "arn:…" } }`. */
  conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
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
 * @param service Principal, such as `scheduler.amazonaws.com`, which is the same in every partition.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 * @see https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/region-info/lib/default.ts
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

/** Partitions where EC2 is a principal of their own domain; it is `ec2.amazonaws.com` in the others. */
const EC2_OF_ITS_OWN = ["aws-cn", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f"];

/**
 * The trust policy of a role for EC2 instances: the one service here whose principal hangs on the partition.
 *
 * @see https://docs.amazonaws.cn/en_us/aws/latest/userguide/iam.html
 */
export function instanceTrustPolicy(partition: string): string {
  const isOwn = EC2_OF_ITS_OWN.includes(partition);
  return trustDocument(`ec2.${isOwn ? dnsSuffixOf(partition) : "amazonaws.com"}`);
}

function trustDocument(service: string, condition?: object): string {
  const trust = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [condition === undefined ? trust : { ...trust, Condition: condition }],
  });
}

/** A statement for each action that there are resources for, each named once. */
export function statements(
  grants: readonly (readonly [actions: string | string[], resources: readonly string[]])[],
): AllowStatement[] {
  return grants
    .map(([actions, resources]) => ({ actions: [actions].flat(), resources: distinct(resources) }))
    .filter(({ resources }) => resources.length > 0);
}

/** Each of the texts once, in the order of their characters. */
export function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
