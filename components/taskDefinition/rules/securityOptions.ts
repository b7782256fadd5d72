import type { Problem } from "../../rules/problem.js";

/** What the rules read of a container with Docker's security options, or with credentials of Active Directory. */
export interface SecuredContainer {
  name: string;
  dockerSecurityOptions?: readonly string[] | undefined;
  /** As the API has them: `credentialspec:` or `credentialspecdomainless:`, and where the file is. */
  credentialSpecs?: readonly string[] | undefined;
}

/** The same, with what the component says of the files. */
export interface SignedInContainer extends Omit<SecuredContainer, "credentialSpecs"> {
  credentialSpecs?: readonly { location: string; secretArn?: unknown }[] | undefined;
}

/** Where containers run, as far as their security options hang on it. */
interface SecurityPlatform {
  isFargate: boolean;
  isWindows: boolean;
}

const OPTION = /^(no-new-privileges|apparmor:.+|label:.+|credentialspec:.+)$/;

/**
 * The first of Docker's security options that a container may not have, with the path below the container. That Fargate
 * has none is for `fargateContainerProblem` to say.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export function securityOptionsProblem(
  { name, dockerSecurityOptions: options = [] }: SecuredContainer,
  { isWindows }: Pick<SecurityPlatform, "isWindows">,
): Problem | undefined {
  const legal = (option: string) =>
    OPTION.test(option) && (!isWindows || option.startsWith("credentialspec:"));
  const i = options.findIndex((option) => !legal(option));
  if (i < 0) return undefined;
  const rule = isWindows
    ? "may hold credentialspec:… alone for Windows"
    : "may hold no-new-privileges, apparmor:…, label:… and credentialspec:…";
  const example = isWindows ? "leave it out" : '"no-new-privileges" works';
  const reason = `'dockerSecurityOptions' of container '${name}' ${rule}, got ${JSON.stringify(options[i])}; ${example}`;
  return { path: `dockerSecurityOptions[${i}]`, reason };
}

const SPEC = /^credentialspec(domainless)?:(.+)$/;
const OBJECT = /^arn:aws[a-z-]*:s3:::[^/]+\/.+$/;
const PARAMETER = /^arn:aws[a-z-]*:ssm:[^:]*:[^:]*:parameter\/.+$/;
const FILE = /^file:\/\/.+$/;

/**
 * The first rule that a container's credentials of Active Directory break, with the path below the container.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-gmsa.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-linux-gmsa.html
 */
export function credentialSpecsProblem(
  { name, credentialSpecs: specs = [] }: SecuredContainer,
  { isFargate, isWindows }: SecurityPlatform,
): Problem | undefined {
  const path = "credentialSpecs";
  const problem = (rule: string) => ({
    path,
    reason: `'${path}' of container '${name}' ${rule}`,
  });
  const [spec, second] = specs;
  if (spec === undefined) return undefined;
  if (second !== undefined) {
    return problem(`may hold one file, got ${specs.length}; leave one out`);
  }
  if (isFargate && isWindows) {
    return problem("is not for Windows on Fargate; leave it out, or run the task on instances");
  }
  const [, domainless, location = ""] = SPEC.exec(spec) ?? [];
  if (!OBJECT.test(location) && !PARAMETER.test(location) && !FILE.test(location)) {
    return problem(
      `must be in an object of S3, a parameter of SSM or a file:// of the instance, got ${JSON.stringify(spec)}; "arn:aws:s3:::settings/gmsa.json" works`,
    );
  }
  if (!isFargate) return undefined;
  if (domainless === undefined) {
    return problem(
      `must be domainless on Fargate, got "${spec}"; name the account's secret in 'secretArn'`,
    );
  }
  return OBJECT.test(location)
    ? undefined
    : problem(
        `must be in an object of S3 on Fargate, got "${location}"; "arn:aws:s3:::settings/gmsa.json" works`,
      );
}
