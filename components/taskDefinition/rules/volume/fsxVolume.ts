import type { Problem } from "../../../rules/problem.js";
import { firstItemProblem } from "../../../rules/problem.js";
import type { AllowStatement } from "../../../rules/policyDocument.js";
import type { AwsPlace } from "../../../rules/awsPlace.js";
import { sourceStatements } from "../secretSource.js";
import { statements } from "../../../rules/policyDocument.js";

/** A file system of FSx for Windows File Server. */
export interface FsxVolume {
  fileSystemId: string;
  rootDirectory: string;
  /** ARN of the secret, or of the parameter of SSM. */
  credentialsParameter: string;
  domain: string;
  kmsKeyArn?: string | undefined;
}

/**
 * The first volume of FSx that is where FSx is not: instances with Windows mount it alone. That Fargate has none is for
 * `fargateTaskProblem` to say.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/wfsx-volumes.html
 */
export function fsxPlatformProblem(
  volumes: readonly { name: string; isFsx: boolean }[],
  isWindows: boolean,
): Problem | undefined {
  return firstItemProblem("volumes", volumes, ({ name, isFsx }) => {
    if (!isFsx || isWindows) return undefined;
    const reason = `'fsxWindowsFileServer' of volume '${name}' is for Windows, got Linux; leave it out, or use 'efs'`;
    return { path: "fsxWindowsFileServer", reason };
  });
}

/** The first text of a volume of FSx that is not of its kind, with the path below the volume. */
export function fsxTextProblem(
  name: string,
  fsx: Pick<FsxVolume, "credentialsParameter" | "domain">,
): Problem | undefined {
  const { credentialsParameter: arn, domain } = fsx;
  if (!/^arn:aws[a-z-]*:(secretsmanager:.+:secret:|ssm:.+:parameter\/)./.test(arn)) {
    const reason = `'credentialsParameter' of volume '${name}' must be the ARN of a secret or of a parameter, got ${JSON.stringify(arn)}; "arn:aws:ssm:eu-west-1:123456789012:parameter/fsx" works`;
    return { path: "fsxWindowsFileServer.credentialsParameter", reason };
  }
  if (/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(domain)) return undefined;
  const reason = `'domain' of volume '${name}' must be a whole domain name, got ${JSON.stringify(domain)}; "corp.example.com" works`;
  return { path: "fsxWindowsFileServer.domain", reason };
}

/** A volume of FSx as `aws.ecs.TaskDefinition` takes it. */
export function fsxConfiguration(fsx: FsxVolume) {
  const { fileSystemId, rootDirectory, credentialsParameter, domain } = fsx;
  return { fileSystemId, rootDirectory, authorizationConfig: { credentialsParameter, domain } };
}

/** What the execution role must be allowed, to find exactly these file systems and to read who may mount them. */
export function fsxStatements(volumes: readonly FsxVolume[], place: AwsPlace): AllowStatement[] {
  const prefix = `arn:${place.partition}:fsx:${place.region}:${place.account}:file-system/`;
  const ids = volumes.map(({ fileSystemId }) => `${prefix}${fileSystemId}`);
  const credentials = volumes.map(({ credentialsParameter }) => credentialsParameter);
  return [
    ...statements([["fsx:DescribeFileSystems", ids]]),
    ...sourceStatements(credentials, volumes),
  ];
}
