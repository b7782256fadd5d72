import type { AwsPlace } from "../../rules/awsPlace.js";
import type { AllowStatement } from "../../rules/policyDocument.js";

/** Where a cluster writes sessions of ECS Exec, and what encrypts them. */
export interface ExecLogging {
  logGroupArn?: string | undefined;
  s3BucketName?: string | undefined;
  s3KeyPrefix?: string | undefined;
  kmsKeyArn?: string | undefined;
}

/** What the agent of ECS Exec does in Session Manager. */
export const CHANNEL_ACTIONS: readonly string[] = [
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
];

/**
 * What a task role must be allowed for ECS Exec: the agent in the container opens the session, and writes its log.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html#ecs-exec-required-iam-permissions
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html#ecs-exec-logging
 */
export function execStatements(
  { logGroupArn, s3BucketName, s3KeyPrefix = "", kmsKeyArn }: ExecLogging,
  place: AwsPlace,
): AllowStatement[] {
  const session = {
    actions: CHANNEL_ACTIONS,
    // Channels of Session Manager are no resources: IAM takes these on everything or not at all.
    resources: ["*"],
  };
  const log = logGroupArn === undefined ? [] : logStatements(logGroupArn);
  const bucket =
    s3BucketName === undefined ? [] : bucketStatements(s3BucketName, s3KeyPrefix, place);
  const key = kmsKeyArn === undefined ? [] : [{ actions: ["kms:Decrypt"], resources: [kmsKeyArn] }];
  return [session, ...log, ...bucket, ...key];
}

function logStatements(logGroupArn: string): AllowStatement[] {
  // The agent looks for the log group among all: IAM takes a list of them on no single one.
  const all = logGroupArn.replace(/:log-group:.*$/, ":log-group:*");
  return [
    { actions: ["logs:DescribeLogGroups"], resources: [all] },
    {
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: [`${logGroupArn}:*`],
    },
  ];
}

function bucketStatements(name: string, prefix: string, { partition }: AwsPlace): AllowStatement[] {
  const bucket = `arn:${partition}:s3:::${name}`;
  const folder = prefix.replace(/^\/+|\/+$/g, "");
  return [
    { actions: ["s3:GetBucketLocation", "s3:GetEncryptionConfiguration"], resources: [bucket] },
    {
      actions: ["s3:PutObject"],
      resources: [folder === "" ? `${bucket}/*` : `${bucket}/${folder}/*`],
    },
  ];
}
