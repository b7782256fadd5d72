import type { AllowStatement } from "../../rules/policyDocument.js";
import { sourceStatements } from "./secretSource.js";
import { statements } from "../../rules/policyDocument.js";

/** Where a container finds what it signs in to Active Directory as. */
export interface CredentialSpec {
  /** ARN of an object of S3 or a parameter of SSM, or a file of the instance. */
  location: string;
  /** ARN of the user's secret or parameter; the instance is then in no domain. */
  secretArn?: string | undefined;
  kmsKeyArn?: string | undefined;
}

/** A credential spec as RegisterTaskDefinition takes it. */
export function credentialSpecText({
  location,
  secretArn,
}: {
  location: string;
  /** Whether there is one counts. */
  secretArn?: unknown;
}): string {
  return `credentialspec${secretArn === undefined ? "" : "domainless"}:${location}`;
}

/**
 * What the execution role must be allowed, to read exactly these credential specs and the users that they name.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-linux-gmsa.html
 */
export function credentialSpecStatements(
  specs: readonly CredentialSpec[],
  dockerSecurityOptions: readonly string[] = [],
): AllowStatement[] {
  const arns = [
    ...specs.flatMap(({ location, secretArn }) => [location, secretArn ?? []].flat()),
    // The older way to name them.
    ...dockerSecurityOptions.map((option) => option.replace(/^credentialspec:/, "")),
  ];
  const objects = arns.filter((arn) => arn.split(":")[2] === "s3");
  const buckets = objects.map((arn) => arn.split("/", 1)[0] ?? arn);
  return [
    ...statements([
      // Versions are what Fargate asks for.
      [["s3:GetObject", "s3:GetObjectVersion"], objects],
      ["s3:ListBucket", buckets],
    ]),
    ...sourceStatements(arns, specs),
  ];
}
