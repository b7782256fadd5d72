import type { Problem } from "./problem.js";

const POLICY = /^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/;

/** Whether a text is the ARN of a managed policy of IAM. */
export function isPolicyArn(text: string): boolean {
  return POLICY.test(text);
}

/**
 * Why IAM would not take a permissions boundary; nothing when it would.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html ("PermissionsBoundary")
 */
export function permissionsBoundaryProblem(arn: string | undefined): Problem | undefined {
  if (arn === undefined || isPolicyArn(arn)) return undefined;
  const path = "permissionsBoundaryArn";
  const reason = `'${path}' must be the ARN of a managed policy, got ${JSON.stringify(arn)}; "arn:aws:iam::123456789012:policy/boundary" works`;
  return { path, reason };
}
