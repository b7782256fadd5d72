import type { Problem } from "../../rules/problem.js";
import { firstProblem } from "../../rules/problem.js";
import type { AwsPlace } from "../../rules/awsPlace.js";
import type { AllowStatement } from "../../rules/policyDocument.js";
import { statements } from "../../rules/policyDocument.js";

/** Where a secret is kept: exactly one of the first three is given. */
export interface SecretSource {
  parameterName?: string | undefined;
  parameterArn?: string | undefined;
  secretArn?: string | undefined;
  jsonKey?: string | undefined;
  kmsKeyArn?: string | undefined;
}

/** What the rules read of a secret's source: which fields are given, and not what they say. */
type GivenSource = Readonly<Partial<Record<keyof SecretSource, unknown>>>;

/** The first of the sources, by the names of their secrets, that is illegal. */
export function secretSourcesProblem(
  sources: Readonly<Record<string, GivenSource>> = {},
): Problem | undefined {
  return firstProblem(Object.entries(sources), ([name, source]) => sourceProblem(name, source));
}

function sourceProblem(name: string, source: GivenSource): Problem | undefined {
  const keys = ["parameterName", "parameterArn", "secretArn"] as const;
  const given = keys.filter((key) => source[key] !== undefined);
  if (given.length !== 1) {
    const reason = `secret '${name}' must have one of 'parameterName', 'parameterArn' and 'secretArn', got ${given.length === 0 ? "none" : given.join(" and ")}; { parameterName: "/orders/db-url" } works`;
    return { path: name, reason };
  }
  if (source.jsonKey !== undefined && source.secretArn === undefined) {
    const reason = `'jsonKey' of secret '${name}' is for 'secretArn' alone, got '${given[0] ?? ""}'; leave 'jsonKey' out`;
    return { path: name, reason };
  }
  return undefined;
}

/** What is said of a secret that a task definition would show as plain text. Its value is not told. */
export function plainSecretProblem(place: {
  /** Place of the container. */
  i: number;
  container: string;
  argument: string;
  /** Name in a map. */
  variable?: string | undefined;
}): Problem {
  const { i, container, argument, variable } = place;
  const where = variable === undefined ? "" : ` in '${variable}'`;
  const list =
    argument === "logConfiguration.options" ? "logConfiguration.secretOptions" : "secrets";
  const reason = `'${argument}' of container '${container}' must hold no secret, which all who may describe the task definition would read, got one${where}; keep it in SSM or Secrets Manager and name it in '${list}'`;
  const path = `containers[${i}].${argument}${variable === undefined ? "" : `.${variable}`}`;
  return { path, reason };
}

/**
 * Why Systems Manager has no parameter of a name; nothing when it may have one.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
 */
export function parameterNameProblem(secret: string, parameterName: string): Problem | undefined {
  if (/^\/?[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/.test(parameterName)) return undefined;
  const reason = `'parameterName' of secret '${secret}' must be letters, digits, _ . - and slashes between them, got ${JSON.stringify(parameterName)}; "/orders/db-url" works`;
  return { path: "parameterName", reason };
}

/**
 * What a container's `valueFrom` says for a secret.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
 */
export function secretValueFrom(source: SecretSource, place: AwsPlace): string {
  if (source.secretArn === undefined) return parameterArn(source, place);
  return source.jsonKey === undefined
    ? source.secretArn
    : `${source.secretArn}:${source.jsonKey}::`;
}

/** What the execution role must be allowed, for exactly these secrets. */
export function secretStatements(
  sources: readonly SecretSource[],
  place: AwsPlace,
): AllowStatement[] {
  const secrets = sources.flatMap(({ secretArn }) => secretArn ?? []);
  const parameters = sources
    .filter(({ secretArn }) => secretArn === undefined)
    .map((source) => parameterArn(source, place));
  return readStatements({ secrets, parameters, kmsKeys: kmsKeysOf(sources) });
}

/** What a role must be allowed, to read exactly the secrets and parameters among these ARNs. */
export function sourceStatements(
  arns: readonly string[],
  encrypted: readonly { kmsKeyArn?: string | undefined }[],
): AllowStatement[] {
  const of = (service: string) => arns.filter((arn) => arn.split(":")[2] === service);
  const [secrets, parameters] = [of("secretsmanager"), of("ssm")];
  return readStatements({ secrets, parameters, kmsKeys: kmsKeysOf(encrypted) });
}

function kmsKeysOf(encrypted: readonly { kmsKeyArn?: string | undefined }[]): string[] {
  return encrypted.flatMap(({ kmsKeyArn }) => kmsKeyArn ?? []);
}

function readStatements(
  arns: Record<"secrets" | "parameters" | "kmsKeys", string[]>,
): AllowStatement[] {
  return statements([
    ["secretsmanager:GetSecretValue", arns.secrets],
    ["ssm:GetParameters", arns.parameters],
    ["kms:Decrypt", arns.kmsKeys],
  ]);
}

function parameterArn({ parameterArn: arn, parameterName = "" }: SecretSource, place: AwsPlace) {
  if (arn !== undefined) return arn;
  const { partition, region, account } = place;
  return `arn:${partition}:ssm:${region}:${account}:parameter/${parameterName.replace(/^\//, "")}`;
}
