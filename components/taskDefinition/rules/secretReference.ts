/** A secret of Secrets Manager as ECS's documents name it, taken apart. */
export interface SecretReference {
  /** ARN of the secret, with or without its random suffix. */
  arn: string;
  /** Key of the secret's JSON; empty for the whole secret. */
  jsonKey: string;
  /** Label of the version, such as `AWSPREVIOUS`; empty for `AWSCURRENT`. */
  versionStage: string;
  /** Id of the version; empty for the one with the label. */
  versionId: string;
}

/** A parameter of SSM, taken apart. */
export interface ParameterReference {
  /** ARN of the parameter, without the version. */
  arn: string;
  /** Number or label of the version. */
  version?: string;
}

/** What follows the secret comes as a whole: the agent takes two parts or five, and nothing between. */
const SECRET =
  /^(arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[^:\s*?]+)(?::([^:]*):([^:]*):([^:]*))?$/;
const PARAMETER =
  /^(arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:parameter\/[A-Za-z0-9_./-]+)(?::([A-Za-z0-9_.-]+))?$/;
const PARAMETER_NAME = /^(\/?[A-Za-z0-9_.-]+(?:\/[A-Za-z0-9_.-]+)*)(?::([A-Za-z0-9_.-]+))?$/;

/** What Secrets Manager puts behind a secret's name: a hyphen and six characters. */
const SUFFIX = /-[A-Za-z0-9]{6}$/;
/** An end that looks like a suffix, and is more likely part of a name: `db-config`, `key-202601`. */
const WORD = /-(?:[a-z]{6}|[A-Z]{6}|[0-9]{6})$/;

/**
 * Takes a secret's ARN apart, as it stands in `valueFrom`: `<arn>` or `<arn>:<json key>:<version stage>:<version id>`.
 *
 * @returns Nothing for a text that is no such ARN.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
 */
export function parseSecretArn(text: string): SecretReference | undefined {
  const match = SECRET.exec(text);
  if (!match) return undefined;
  const [, arn = "", jsonKey = "", versionStage = "", versionId = ""] = match;
  return { arn, jsonKey, versionStage, versionId };
}

/**
 * Takes a parameter's ARN apart, whose end may select a version by its number or its label.
 *
 * @returns Nothing for a text that is no such ARN.
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html
 */
export function parseParameterArn(text: string): ParameterReference | undefined {
  return parameterReference(PARAMETER.exec(text));
}

/** Takes a parameter's name apart, like its ARN; nothing for a text that is no name. */
export function parseParameterName(text: string): ParameterReference | undefined {
  return parameterReference(PARAMETER_NAME.exec(text));
}

function parameterReference(match: RegExpExecArray | null): ParameterReference | undefined {
  if (!match) return undefined;
  const [, arn = "", version] = match;
  return { arn, ...(version !== undefined && { version }) };
}

/**
 * What IAM knows a secret as. IAM matches the whole ARN, so that one without its random suffix is granted with any.
 *
 * @param text ARN, also with what selects a part of the secret.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html
 */
export function grantedSecretArns(text: string): string[] {
  const arn = parseSecretArn(text)?.arn;
  if (arn === undefined) return [text];
  const withAnySuffix = `${arn}-??????`;
  if (WORD.test(arn)) return [arn, withAnySuffix];
  return [SUFFIX.test(arn) ? arn : withAnySuffix];
}

/** What IAM knows a parameter as: versions are no resources. */
export function grantedParameterArn(arn: string): string {
  return parseParameterArn(arn)?.arn ?? arn;
}
