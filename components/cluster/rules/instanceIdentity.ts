import type { Problem } from "../../rules/problem.js";

/**
 * Why a launch template could not name an image so; nothing when it could.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RequestLaunchTemplateData.html
 */
export function imageIdProblem(imageId: string | undefined): Problem | undefined {
  if (imageId === undefined || /^(ami-[0-9a-f]+$|resolve:ssm:.)/.test(imageId)) return undefined;
  const reason = `'imageId' must be the id of an AMI, or resolve:ssm: with a parameter's name, got ${JSON.stringify(imageId)}; "ami-0123456789abcdef0" works`;
  return { path: "imageId", reason };
}

/**
 * Why IAM would not attach a policy of this ARN; nothing when it would.
 *
 * @param key Name that the arguments give it.
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html
 */
export function policyArnProblem(key: string, arn: string): Problem | undefined {
  if (/^arn:[a-z0-9-]+:iam::(aws|\d{12}):policy\/.+$/.test(arn)) return undefined;
  const reason = `'policyArns.${key}' must be the ARN of a policy of IAM, got ${JSON.stringify(arn)}; "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy" works`;
  return { path: `policyArns.${key}`, reason };
}
