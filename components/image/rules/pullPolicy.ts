/** Why accounts cannot be let in to pull; nothing when they can. */
export function pullAccountsProblem(
  accountIds: readonly string[],
): { path: string; reason: string } | undefined {
  const illegal = accountIds.find((id) => !/^\d{12}$/.test(id));
  if (illegal === undefined && accountIds.length > 0) return undefined;
  const got = illegal === undefined ? "none" : JSON.stringify(illegal);
  const reason = `'pullAccountIds' must hold account ids of 12 digits, got ${got}; ["123456789012"] works`;
  return { path: "pullAccountIds", reason };
}

/**
 * A repository policy that lets exactly these accounts pull, and do nothing else.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html
 */
export function pullPolicy(accountIds: readonly string[], partition: string): string {
  const ids = [...new Set(accountIds)].sort();
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Pull",
        Effect: "Allow",
        Principal: { AWS: ids.map((id) => `arn:${partition}:iam::${id}:root`) },
        Action: [
          "ecr:BatchCheckLayerAvailability",
          "ecr:BatchGetImage",
          "ecr:GetDownloadUrlForLayer",
        ],
      },
    ],
  });
}
