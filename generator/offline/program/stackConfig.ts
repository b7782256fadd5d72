import { CliError } from "../../cliError.js";
import type { Project } from "../../project/findProject.js";
import { isMap } from "../../project/findProject.js";
import { jsonProblem } from "../jsonProblem.js";
import { checkDeclaration, checkEncrypted, checkStackValue } from "./declaredConfig.js";
import type { StackFile } from "./stackFile.js";

/** Configuration as a program reads it. */
export interface StackConfig {
  /** Values by full key, such as `orders:memory`. A list or map is JSON, as Pulumi passes it. */
  values: Record<string, string>;
  /** Keys whose values are secret. */
  secretKeys: string[];
  /** Keys whose values are encrypted, so that a placeholder stands for them. */
  encryptedKeys: string[];
}

/** Stands for a value that is encrypted: text that can be read as a number as well. */
export const SECRET_PLACEHOLDER = "1234567890123456";

/**
 * The configuration of a stack: what its file sets, over what the project gives all stacks. An encrypted value cannot be
 * read without its key, so a placeholder stands for it, and stays a secret.
 *
 * @param mocked Values by key that go before all others.
 * @throws {CliError} if the project declares a key that neither sets.
 * @see https://www.pulumi.com/docs/iac/concepts/config/
 */
export function stackConfig(
  project: Project,
  stack: StackFile,
  mocked: Record<string, unknown> = {},
): StackConfig {
  const ofStack = stackValues(project, stack, mocked);
  const mockedKeys = new Set(Object.keys(mocked).map((key) => qualified(key, project.name)));
  const encryptedKeys: string[] = [];
  const values: Record<string, string> = {};
  const secretKeys = new Set<string>();
  const set = (key: string, value: unknown): void => {
    const problem = jsonProblem(value, key);
    if (problem !== undefined)
      throw new CliError(`configuration of stack ${stack.name}: ${problem}`);
    const opened = withPlaceholders(value);
    const isText = typeof opened.value !== "object";
    values[key] = isText ? String(opened.value) : JSON.stringify(opened.value);
    if (opened.secret) {
      secretKeys.add(key);
      encryptedKeys.push(key);
    }
  };
  for (const [key, declared] of Object.entries(project.config)) {
    const fullKey = qualified(key, project.name);
    checkDeclaration(key, declared, fullKey.startsWith(`${project.name}:`));
    const value = projectValue(declared);
    if (value !== undefined) set(fullKey, value);
    else if (!ofStack.has(fullKey)) throw missingValue(key, project, stack);
    const given = withPlaceholders(ofStack.get(fullKey));
    if (ofStack.has(fullKey) && !given.secret) {
      checkStackValue(key, declared, given.value, stack.name);
    }
    const isOpen = !given.secret && !mockedKeys.has(fullKey);
    if (isOpen) checkEncrypted(key, declared, ofStack.has(fullKey), stack.name);
    if (isMap(declared) && declared.secret === true) secretKeys.add(fullKey);
  }
  for (const [key, value] of ofStack) set(key, value);
  return { values, secretKeys: [...secretKeys], encryptedKeys };
}

function missingValue(
  key: string,
  project: Project,
  { name, content, environmentPlace }: StackFile,
): CliError {
  const environments = environmentsOf(content);
  const at = environmentPlace === undefined ? "" : ` (${environmentPlace})`;
  const remedy =
    environments === undefined
      ? `pulumi config set ${key} <value> --stack ${name}${unreadHint(project, name)}`
      : `${environments}${at} may give it, which an offline preview does not open: '--mock values.json' gives a value, with {"config":{"${key}":"…"}}`;
  return new CliError(
    `stack ${name} must set '${key}', which Pulumi.yaml declares without a default: ${remedy}`,
  );
}

function unreadHint(project: Project, stack: string): string {
  const unread = unreadEnvironment(project, stack);
  return unread === undefined ? "" : `; ${unread}`;
}

/**
 * What is wrong with an environment that the project's own file names: Pulumi passes over it, whatever the stack.
 *
 * @see https://github.com/pulumi/pulumi/issues/14499
 */
export function unreadEnvironment({ environment }: Project, stack: string): string | undefined {
  if (environment === undefined) return undefined;
  const named = environmentsOf({ environment: environment.value });
  if (named === undefined) return undefined;
  return `${environment.place}: Pulumi takes no values from ${named} here: 'environment' works in Pulumi.${stack}.yaml`;
}

/**
 * What a stack takes values from by its key `environment`, in words; nothing without such a key.
 *
 * @see https://www.pulumi.com/docs/esc/environments/
 */
export function environmentsOf({ environment }: Record<string, unknown>): string | undefined {
  if (environment === undefined || environment === null) return undefined;
  const imports = isMap(environment) ? environment.imports : environment;
  const names = [imports ?? []]
    .flat()
    .map((one: unknown) => (isMap(one) ? Object.keys(one).join() : String(one)));
  return names.length === 0
    ? "the stack's environment of Pulumi ESC"
    : `the environment${names.length === 1 ? "" : "s"} ${names.join(", ")} of Pulumi ESC`;
}

/** The configuration that a stack's own environment spells out, without what ESC would work out. */
function environmentValues({ environment }: Record<string, unknown>): [string, unknown][] {
  const values = isMap(environment) ? environment.values : undefined;
  const config = isMap(values) ? values.pulumiConfig : undefined;
  if (!isMap(config)) return [];
  return Object.entries(config).filter(([, value]) => !/fn::|\$\{/.test(JSON.stringify(value)));
}

function stackValues(
  project: Project,
  stack: StackFile,
  mocked: Record<string, unknown>,
): Map<string, unknown> {
  const { config } = stack.content;
  const entries = [
    ...environmentValues(stack.content),
    ...(isMap(config) ? Object.entries(config) : []),
    ...Object.entries(mocked),
  ];
  return new Map(entries.map(([key, value]) => [qualified(key, project.name), value]));
}

/** A declared key's value: `key: value`, or a map with `value` or `default`. */
function projectValue(declared: unknown): unknown {
  return isMap(declared) ? (declared.value ?? declared.default) : (declared ?? undefined);
}

function qualified(key: string, project: string): string {
  const name = key.replace(":config:", ":");
  return name.includes(":") ? name : `${project}:${name}`;
}

/** A value with a placeholder for each `secure:` in it, and whether there is one. */
function withPlaceholders(value: unknown): { value: unknown; secret: boolean } {
  if (Array.isArray(value)) {
    const items = value.map(withPlaceholders);
    return { value: items.map((item) => item.value), secret: items.some((item) => item.secret) };
  }
  if (!isMap(value)) return { value, secret: false };
  if (typeof value.secure === "string" && Object.keys(value).length === 1) {
    return { value: SECRET_PLACEHOLDER, secret: true };
  }
  const fields = Object.entries(value).map(([key, field]) => ({ key, ...withPlaceholders(field) }));
  return {
    value: Object.fromEntries(fields.map(({ key, value: inner }) => [key, inner])),
    secret: fields.some(({ secret }) => secret),
  };
}
