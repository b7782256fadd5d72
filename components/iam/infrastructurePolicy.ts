import type { AllowStatement } from "../rules/policyDocument.js";

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
