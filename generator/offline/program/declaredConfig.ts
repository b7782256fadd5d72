import { CliError } from "../../cliError.js";
import { isMap } from "../../project/findProject.js";

/** Configuration that a project declares with a type. */
interface Declaration {
  type?: unknown;
  items?: unknown;
  default?: unknown;
  value?: unknown;
}

/**
 * Checks a declaration as Pulumi does.
 *
 * @param isOwn Whether the key is the project's own, and not another namespace's such as `aws:region`.
 * @throws {CliError} if Pulumi would refuse it.
 * @see https://www.pulumi.com/docs/iac/concepts/config/#project-level-configuration
 */
export function checkDeclaration(key: string, declared: unknown, isOwn: boolean): void {
  if (!isMap(declared)) return;
  const { type, items, default: otherwise, value } = declared as Declaration;
  const at = `Pulumi.yaml: 'config.${key}'`;
  if (otherwise !== undefined && value !== undefined) {
    throw new CliError(
      `${at} must have either a 'default' or a 'value', got both; 'default: 1' works`,
    );
  }
  if (!isOwn) {
    if (type !== undefined || otherwise !== undefined || value === undefined) {
      throw new CliError(
        `${at} must have a 'value' and neither 'type' nor 'default', since it is not the project's own key; ` +
          `'${key}: us-west-2' works`,
      );
    }
    return;
  }
  if (type !== undefined && otherwise !== undefined && !isOfType(type, items, otherwise)) {
    throw new CliError(
      `${at} must have a 'default' of type ${named(type, items)}, got ${JSON.stringify(otherwise)}`,
    );
  }
}

/**
 * Checks a stack's value by the type that the project declares.
 *
 * @throws {CliError} if Pulumi would refuse it.
 */
export function checkStackValue(
  key: string,
  declared: unknown,
  value: unknown,
  stack: string,
): void {
  if (!isMap(declared) || declared.type === undefined) return;
  const { type, items } = declared as Declaration;
  // Pulumi keeps what is no list or map as text.
  const kept = typeof value === "object" && value !== null ? value : String(value);
  if (isOfType(type, items, kept)) return;
  throw new CliError(
    `stack ${stack}: config '${key}' must be of type ${named(type, items)}, as Pulumi.yaml declares, got ${JSON.stringify(value)}`,
  );
}

/**
 * Checks that a value which the project declares as a secret of a type is not in plain text, which Pulumi's validation of
 * typed configuration refuses, also of a default: "must be encrypted as it's secret".
 *
 * @param isOfStack Whether the stack's file has it, and not the project's alone.
 * @throws {CliError} if Pulumi would refuse it.
 */
export function checkEncrypted(
  key: string,
  declared: unknown,
  isOfStack: boolean,
  stack: string,
): void {
  if (!isMap(declared) || declared.secret !== true || declared.type === undefined) return;
  const place = isOfStack ? `in Pulumi.${stack}.yaml` : "as its default in Pulumi.yaml";
  throw new CliError(
    `stack ${stack}: config '${key}' must be encrypted, as Pulumi.yaml declares by 'secret: true', got plain text ${place}; ` +
      `pulumi config set --secret ${key} --stack ${stack} works`,
  );
}

function isOfType(type: unknown, items: unknown, value: unknown): boolean {
  switch (type) {
    case "string":
      return typeof value === "string";
    case "integer":
      return Number.isInteger(value) || (typeof value === "string" && /^[+-]?\d+$/.test(value));
    case "boolean":
      return typeof value === "boolean" || value === "true" || value === "false";
    case "object":
      return isMap(value);
    default: {
      if (!Array.isArray(value) || !isMap(items)) return false;
      return value.every((item) => isOfType(items.type, items.items, item));
    }
  }
}

function named(type: unknown, items: unknown): string {
  return type === "array" && isMap(items)
    ? `array<${named(items.type, items.items)}>`
    : String(type);
}
