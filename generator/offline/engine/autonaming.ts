import { createHash } from "node:crypto";

import { isListedType } from "./aws/makeAwsResource.js";
import { isMap } from "../../project/findProject.js";

/** What a resource without a name of its own is called; nothing where the provider chooses. */
export type Autonaming = (resource: NamedResource) => string | undefined;

/** A resource that is to be named. */
export interface NamedResource {
  urn: string;
  type: string;
  name: string;
}

interface Names {
  project: string;
  stack: string;
}

interface Settings {
  mode?: unknown;
  pattern?: unknown;
}

/**
 * How resources are named by a stack's configuration `pulumi:autonaming`.
 *
 * @param configured Its text of JSON.
 * @see https://www.pulumi.com/docs/iac/concepts/resources/names/#configuring-autonaming
 */
export function autonamingBy(configured: string | undefined, names: Names): Autonaming | undefined {
  const settings = configured === undefined ? undefined : parsed(configured);
  if (!isMap(settings)) return undefined;
  return ({ urn, type, name }) => {
    const { mode, pattern } = settingsFor(type, settings);
    if (mode === "disabled") {
      throw new Error(
        `${type} '${name}' must have a name of its own, since 'pulumi:autonaming' is disabled: ` +
          `give it 'name', or set 'pulumi:autonaming' to {"mode": "default"}`,
      );
    }
    if (mode === "verbatim") return name;
    return typeof pattern === "string" ? expanded(pattern, { urn, name, ...names }) : undefined;
  };
}

/** Inputs that name a resource, such as `name`, `roleName`, `bucket` or `clusterIdentifier`. */
const NAMING = /^(?:name|bucket|alias)$|(?:Name|Identifier|Prefix)$/;

/**
 * The types of resources that may need a name of their own where autonaming is disabled, and of which that is not known
 * offline: an update may fail that a preview lets pass.
 *
 * @param configured Text of JSON of `pulumi:autonaming`.
 */
export function unjudgedTypes(
  configured: string | undefined,
  resources: readonly { type: string; inputs: Record<string, unknown> }[],
): string[] {
  const settings = configured === undefined ? undefined : parsed(configured);
  if (!isMap(settings)) return [];
  const unjudged = resources.filter(
    ({ type, inputs }) =>
      !type.startsWith("pulumi:") &&
      !(type.startsWith("aws:") && isListedType(type)) &&
      settingsFor(type, settings).mode === "disabled" &&
      !Object.keys(inputs).some((key) => NAMING.test(key)),
  );
  return [...new Set(unjudged.map(({ type }) => type))].sort();
}

/** What holds for a type: what is set for it, else for its provider, else for all. */
function settingsFor(type: string, all: Record<string, unknown>): Settings {
  const [provider = ""] = type.split(":");
  const ofProvider = isMap(all.providers) ? all.providers[provider] : undefined;
  if (!isMap(ofProvider)) return all;
  const ofType = isMap(ofProvider.resources) ? ofProvider.resources[type] : undefined;
  if (isMap(ofType)) return ofType;
  return ofProvider.mode === undefined && ofProvider.pattern === undefined ? all : ofProvider;
}

function expanded(pattern: string, values: Names & { urn: string; name: string }): string {
  let place = 0;
  return pattern.replace(/\$\{(\w+)(?:\((\d+)\))?\}/g, (whole, what: string, count?: string) => {
    if (what === "name" || what === "project" || what === "stack") return values[what];
    place += 1;
    const digits = createHash("sha256").update(`${values.urn}\n${place}`).digest("hex");
    if (what === "uuid")
      return digits.slice(0, 32).replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    if (count === undefined) return whole;
    const random = what === "num" ? digits.replace(/\D/g, "") : digits;
    return random.repeat(4).slice(0, Number(count));
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
