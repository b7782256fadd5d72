import type { AllowStatement } from "./policyDocument.js";

/**
 * The trust policy of a role that ECS manages a task's infrastructure with, such as its disk. Only who may pass the role,
 * in its own account, can have ECS use it.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/infrastructure_IAM_role.html
 */
export function infrastructureTrustPolicy(): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "ecs.amazonaws.com" },
      },
    ],
  });
}

/** ARN of the policy of AWS that lets ECS make disks, attach and delete them. */
export function volumesPolicyArn(partition: string): string {
  return `arn:${partition}:iam::aws:policy/service-role/AmazonECSInfrastructureRolePolicyForVolumes`;
}

/**
 * What encrypting disks with a key of one's own needs beside.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-kms-encryption.html
 */
export function volumeKeyStatements(kmsKeyArn: string): AllowStatement[] {
  const resources = [kmsKeyArn];
  return [
    {
      actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext"],
      resources,
    },
    {
      actions: ["kms:CreateGrant"],
      resources,
      conditions: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}
