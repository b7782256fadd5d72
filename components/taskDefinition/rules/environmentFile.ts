import type { AllowStatement } from "../../rules/policyDocument.js";
import { distinct } from "../../rules/policyDocument.js";
import type { Problem } from "../../rules/problem.js";

/** What the rules read of a container with environment files. */
export interface FiledContainer {
  name: string;
  /** ARNs of objects in S3. */
  environmentFiles?: readonly string[] | undefined;
}

const MOST_FILES = 10;

/** The first of a container's environment files that is illegal, with the path below the container. */
export function environmentFilesProblem({
  name: container,
  environmentFiles: arns = [],
}: FiledContainer): Problem | undefined {
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
    { actions: ["s3:GetObject"], resources: distinct(arns) },
    { actions: ["s3:GetBucketLocation"], resources: distinct(buckets) },
  ];
}
