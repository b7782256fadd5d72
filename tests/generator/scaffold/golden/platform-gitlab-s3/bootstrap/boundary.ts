import { getCallerIdentityOutput, getPartitionOutput } from "@pulumi/aws";
import { getPolicyDocumentOutput, Policy } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

/** Pulling images and writing logs, which ECS itself does for a task. */
export const START_AND_LOG: readonly string[] = [
  "ecr:GetAuthorizationToken",
  "ecr:BatchCheckLayerAvailability",
  "ecr:BatchGetImage",
  "ecr:GetDownloadUrlForLayer",
  "logs:CreateLogStream",
  "logs:PutLogEvents",
  "logs:DescribeLogGroups",
  "logs:DescribeLogStreams",
];

/** ECS Exec. */
export const EXEC: readonly string[] = [
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
];

/** What tasks tell of themselves. */
export const TELEMETRY: readonly string[] = ["cloudwatch:PutMetricData", "xray:PutTraceSegments"];

/**
 * What no role that a pipeline makes may go beyond. It grants nothing: a task may do what its own role says and this
 * allows. What programs of yours need of other services is added here, and nothing of IAM.
 */
const TASKS_MAY = [
  ...START_AND_LOG,
  // Reading secrets, which ECS itself does for a task.
  "ssm:GetParameters",
  "secretsmanager:GetSecretValue",
  "kms:Decrypt",
  "kms:GenerateDataKey",
  ...EXEC,
  // The start of scheduled tasks.
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
  ...TELEMETRY,
];

/**
 * What the roles of instances may beside that: those of the agents on them, and the one by which ECS starts and ends instances.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSInfrastructureRolePolicyForManagedInstances.html
 */
const INSTANCES_MAY = [
  "ecs:DeregisterContainerInstance",
  "ecs:DiscoverPollEndpoint",
  "ecs:Poll",
  "ecs:RegisterContainerInstance",
  "ecs:StartTelemetrySession",
  "ecs:SubmitAttachmentStateChanges",
  "ecs:SubmitContainerStateChange",
  "ecs:SubmitTaskStateChange",
  "ecs:PutSystemLogEvents",
  "ecs:UpdateContainerInstancesState",
  "ec2:CreateFleet",
  "ec2:CreateLaunchTemplate",
  "ec2:CreateLaunchTemplateVersion",
  "ec2:CreateTags",
  "ec2:DescribeAvailabilityZones",
  "ec2:DescribeInstanceTypeOfferings",
  "ec2:DescribeInstanceTypes",
  "ec2:DescribeInstances",
  "ec2:DescribeLaunchTemplates",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSecurityGroups",
  "ec2:DescribeSubnets",
  "ec2:DescribeTags",
  "ec2:DescribeVpcs",
  "ec2:ModifyLaunchTemplate",
  "ec2:RunInstances",
];

/** The policy that bounds every role that the pipeline of a service makes. */
export function boundary(): Policy {
  return bounding("task-boundary", "What no role that a pipeline makes may go beyond", TASKS_MAY);
}

/** The policy that bounds the roles of a service on instances of its own. */
export function instanceBoundary(): Policy {
  const description = "What no role that a pipeline makes may go beyond where a service has instances of its own";
  return bounding("instance-boundary", description, [...TASKS_MAY, ...INSTANCES_MAY], true);
}

function bounding(name: string, description: string, actions: string[], hasInstances = false): Policy {
  const role = pulumi.interpolate`arn:${getPartitionOutput().partition}:iam::${getCallerIdentityOutput().accountId}:role`;
  const document = getPolicyDocumentOutput({
    statements: [
      { actions, resources: ["*"] },
      {
        // The scheduler starts tasks with the two roles that their task definition names.
        actions: ["iam:PassRole"],
        resources: [pulumi.interpolate`${role}/*-task-*`, pulumi.interpolate`${role}/*-execution-*`],
        conditions: [{ test: "StringEquals", variable: "iam:PassedToService", values: ["ecs-tasks.amazonaws.com"] }],
      },
      ...(hasInstances
        ? [
            {
              // ECS starts instances with the role of their agents.
              actions: ["iam:PassRole"],
              resources: [pulumi.interpolate`${role}/ecsInstanceRole-*`],
              // In China EC2 is a principal of its own domain.
              conditions: [
                { test: "StringEquals", variable: "iam:PassedToService", values: ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"] },
              ],
            },
          ]
        : []),
    ],
  });
  return new Policy(name, { description, policy: document.json });
}
