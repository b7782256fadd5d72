import type { Problem } from "../../rules/problem.js";
import { firstProblem } from "../../rules/problem.js";
import type { AwsPlace } from "../../rules/awsPlace.js";
import type { AllowStatement } from "../../rules/policyDocument.js";
import { statements } from "../../rules/policyDocument.js";
import {
  grantedParameterArn,
  grantedSecretArns,
  parseParameterArn,
  parseParameterName,
  parseSecretArn,
} from "./secretReference.js";

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

/** What is said of a secret among the options of a log router. Its value is not told. */
export function plainRouterSecretProblem(option: string): Problem {
  const reason = `'logRouter.options' must hold no secret, which all who may describe the task definition would read, got one in '${option}'; keep it in SSM or Secrets Manager and name it in 'logRouter.secretOptions'`;
  return { path: `logRouter.options.${option}`, reason };
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

/** The texts of a secret's source that have a form; what is not known is left out. */
export type SecretTexts = Pick<
  SecretSource,
  "parameterName" | "parameterArn" | "secretArn" | "jsonKey"
>;

/**
 * Why ECS would find no secret where a source says it is; nothing when it may be there. The path is below the source.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html
 */
export function secretTextProblem(secret: string, source: SecretTexts): Problem | undefined {
  const { parameterName, parameterArn: parameter, secretArn } = source;
  if (parameterName !== undefined && !parseParameterName(parameterName)) {
    return parameterNameProblem(secret, parameterName);
  }
  if (parameter !== undefined && !parseParameterArn(parameter)) {
    return parameterArnProblem(secret, parameter);
  }
  if (secretArn === undefined) return undefined;
  return parseSecretArn(secretArn)
    ? jsonKeyProblem(secret, secretArn, source.jsonKey)
    : secretArnProblem(secret, secretArn);
}

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
function parameterNameProblem(secret: string, got: string): Problem {
  const hint = got.startsWith("arn:")
    ? "an ARN goes into 'parameterArn'"
    : '"/orders/db-url" works';
  const reason = `'parameterName' of secret '${secret}' must be letters, digits, _ . - and slashes between them, got ${JSON.stringify(got)}; ${hint}`;
  return { path: "parameterName", reason };
}

/**
 * A name would not do: ECS finds a parameter by it, and never a secret.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html
 */
function secretArnProblem(secret: string, got: string): Problem {
  const example =
    "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders/db-AbCdEf:username::";
  const hint = parseParameterArn(got)
    ? "the ARN of a parameter goes into 'parameterArn'"
    : `${JSON.stringify(example)} works, and its end "username::" may be left out`;
  const reason = `'secretArn' of secret '${secret}' must be the ARN of a secret, with <json key>:<version stage>:<version id> behind it or nothing, got ${JSON.stringify(got)}; ${hint}`;
  return { path: "secretArn", reason };
}

function parameterArnProblem(secret: string, got: string): Problem {
  const example = "arn:aws:ssm:eu-west-1:123456789012:parameter/orders/db-url";
  const hint = hintOfParameter(got) ?? `${JSON.stringify(example)} works`;
  const reason = `'parameterArn' of secret '${secret}' must be the ARN of a parameter of SSM, got ${JSON.stringify(got)}; ${hint}`;
  return { path: "parameterArn", reason };
}

function hintOfParameter(got: string): string | undefined {
  if (parseSecretArn(got)) return "the ARN of a secret goes into 'secretArn'";
  return parseParameterName(got) ? "a name goes into 'parameterName'" : undefined;
}

/** The agent tells the parts of a secret by their colons. */
function jsonKeyProblem(secret: string, secretArn: string, jsonKey = ""): Problem | undefined {
  const named = parseSecretArn(secretArn)?.jsonKey ?? "";
  const problem = (rule: string) => ({
    path: "jsonKey",
    reason: `'jsonKey' of secret '${secret}' ${rule}`,
  });
  if (jsonKey.includes(":")) {
    return problem(`must have no ":", got ${JSON.stringify(jsonKey)}; "username" works`);
  }
  if (jsonKey === "" || named === "" || jsonKey === named) return undefined;
  return problem(
    `must be the key that 'secretArn' ends with, got ${JSON.stringify(jsonKey)} and ${JSON.stringify(named)}; leave one out`,
  );
}

/**
 * What a container's `valueFrom` says for a secret.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
 */
export function secretValueFrom(source: SecretSource, place: AwsPlace): string {
  const { secretArn, jsonKey } = source;
  if (secretArn === undefined) return parameterArn(source, place);
  if (jsonKey === undefined) return secretArn;
  const { arn, versionStage, versionId } = parseSecretArn(secretArn) ?? {
    arn: secretArn,
    versionStage: "",
    versionId: "",
  };
  return `${arn}:${jsonKey}:${versionStage}:${versionId}`;
}

/**
 * What the execution role must be allowed, for exactly these secrets.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html#task-execution-secrets
 */
export function secretStatements(
  sources: readonly SecretSource[],
  place: AwsPlace,
): AllowStatement[] {
  const secrets = sources.flatMap(({ secretArn }) =>
    secretArn === undefined ? [] : grantedSecretArns(wholeSecretArn(secretArn, place)),
  );
  const parameters = sources
    .filter(({ secretArn }) => secretArn === undefined)
    .map((source) => grantedParameterArn(parameterArn(source, place)));
  return readStatements({ secrets, parameters, kmsKeys: kmsKeysOf(sources) });
}

/** What a role must be allowed, to read exactly the secrets and parameters among these ARNs. */
export function sourceStatements(
  arns: readonly string[],
  encrypted: readonly { kmsKeyArn?: string | undefined }[],
): AllowStatement[] {
  const of = (service: string) => arns.filter((arn) => arn.split(":")[2] === service);
  const secrets = of("secretsmanager").flatMap(grantedSecretArns);
  const parameters = of("ssm").map(grantedParameterArn);
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

/** The ARN of a secret; registries' credentials may name it alone. */
function wholeSecretArn(secret: string, { partition, region, account }: AwsPlace): string {
  if (secret.startsWith("arn:")) return secret;
  return `arn:${partition}:secretsmanager:${region}:${account}:secret:${secret}`;
}

function parameterArn({ parameterArn: arn, parameterName = "" }: SecretSource, place: AwsPlace) {
  if (arn !== undefined) return arn;
  const { partition, region, account } = place;
  return `arn:${partition}:ssm:${region}:${account}:parameter/${parameterName.replace(/^\//, "")}`;
}
