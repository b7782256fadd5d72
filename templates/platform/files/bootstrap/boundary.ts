import { getCallerIdentityOutput, getPartitionOutput } from "@pulumi/aws";
import { getPolicyDocumentOutput, Policy } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

/**
 * What no role that a pipeline makes may go beyond. It grants nothing: a task may do what its own role says and this
 * allows. What programs of yours need of other services is added here, and nothing of IAM.
 */
const TASKS_MAY = [
  // Pulling images, writing logs, reading secrets: what ECS itself does for a task.
  "ecr:GetAuthorizationToken",
  "ecr:BatchCheckLayerAvailability",
  "ecr:BatchGetImage",
  "ecr:GetDownloadUrlForLayer",
  "logs:CreateLogStream",
  "logs:PutLogEvents",
  "logs:DescribeLogGroups",
  "logs:DescribeLogStreams",
  "ssm:GetParameters",
  "secretsmanager:GetSecretValue",
  "kms:Decrypt",
  "kms:GenerateDataKey",
  // ECS Exec, and the start of scheduled tasks.
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
  "ecs:RunTask",
  "ecs:TagResource",
  // What programs use.
  "sqs:ReceiveMessage",
  "sqs:DeleteMessage",
  "sqs:ChangeMessageVisibility",
  "sqs:GetQueueAttributes",
  "sqs:SendMessage",
  "sns:Publish",
  "s3:GetObject",
  "s3:PutObject",
  "s3:DeleteObject",
  "s3:ListBucket",
  "dynamodb:GetItem",
  "dynamodb:PutItem",
  "dynamodb:UpdateItem",
  "dynamodb:DeleteItem",
  "dynamodb:Query",
  "elasticfilesystem:ClientMount",
  "elasticfilesystem:ClientWrite",
  "cloudwatch:PutMetricData",
  "xray:PutTraceSegments",
];

/** The policy that bounds every role that a pipeline makes. */
export function boundary(): Policy {
  const role = pulumi.interpolate`arn:${getPartitionOutput().partition}:iam::${getCallerIdentityOutput().accountId}:role`;
  const document = getPolicyDocumentOutput({
    statements: [
      { actions: TASKS_MAY, resources: ["*"] },
      {
        // The scheduler starts tasks with the two roles that their task definition names.
        actions: ["iam:PassRole"],
        resources: [pulumi.interpolate`${role}/*-task-*`, pulumi.interpolate`${role}/*-execution-*`],
        conditions: [{ test: "StringEquals", variable: "iam:PassedToService", values: ["ecs-tasks.amazonaws.com"] }],
      },
    ],
  });
  return new Policy("task-boundary", {
    description: "What no role that a pipeline makes may go beyond",
    policy: document.json,
  });
}
