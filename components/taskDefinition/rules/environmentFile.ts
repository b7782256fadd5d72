import type { AllowStatement } from "../../rules/policyDocument.js";

const MOST_FILES = 10;

/** Why a container's environment files are illegal; nothing when they are legal. */
export function environmentFilesProblem(
  container: string,
  arns: readonly string[],
): { path: string; reason: string } | undefined {
  if (arns.length > MOST_FILES) {
    const reason = `'environmentFiles' of container '${container}' must hold at most ${MOST_FILES} files, got ${arns.length}; leave some out`;
    return { path: "environmentFiles", reason };
  }
  const i = arns.findIndex((arn) => !/^arn:aws[a-z-]*:s3:::[^/]+\/.*[^/]\.env$/.test(arn));
  if (i < 0) return undefined;
  const reason = `'environmentFiles' of container '${container}' must be ARNs of S3 objects that end in .env, got "${arns[i] ?? ""}"; "arn:aws:s3:::settings/orders.env" works`;
  return { path: `environmentFiles[${i}]`, reason };
}

/**
 * What the execution role must be allowed, to read exactly these files.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html
 */
export function environmentFileStatements(arns: readonly string[]): AllowStatement[] {
  if (arns.length === 0) return [];
  const buckets = arns.map((arn) => arn.split("/", 1)[0] ?? arn);
  return [
    { actions: ["s3:GetObject"], resources: [...new Set(arns)].sort() },
    { actions: ["s3:GetBucketLocation"], resources: [...new Set(buckets)].sort() },
  ];
}
