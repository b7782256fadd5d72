import Ajv from "ajv";

import type { EnforcementLevel } from "../../../policies/pack.js";
import { CliError } from "../../cliError.js";
import { isMap } from "../../project/findProject.js";
import { schemaProblem } from "../../../policies/configuration/schemaProblem.js";

/** A level that Pulumi's packs know. */
export type PackLevel = EnforcementLevel | "remediate";

/** What a pack says of one of its policies. */
export interface PackPolicy {
  name: string;
  level: PackLevel;
  /** JSON Schemas of its parameters. */
  properties: Record<string, unknown>;
  required: readonly string[];
}

/** What holds for a policy: its level, and its parameters with defaults filled in. */
export interface PolicySettings {
  level: PackLevel;
  properties: Record<string, unknown>;
}

/** The name that a configuration gives a level to all policies by. */
const ALL = "all";

const LEVELS: readonly PackLevel[] = ["advisory", "mandatory", "remediate", "disabled"];

/**
 * What holds for each policy of a pack: what the policy says itself, over that what the pack is made with, and over that
 * what is configured, as Pulumi's engine has it.
 *
 * @param layers Configurations, each of which stands over those before it.
 * @throws {CliError} if a configuration names an unknown policy or level, or a value that the policy's schema refuses.
 * @see https://www.pulumi.com/docs/insights/policy/policy-packs/configuration/
 */
export function packSettings(
  pack: string,
  policies: readonly PackPolicy[],
  layers: readonly Record<string, unknown>[],
): Map<string, PolicySettings> {
  for (const layer of layers) refuseUnknown(pack, policies, layer);
  return new Map(
    policies.map((policy) => {
      const settings = settingsOf(pack, policy, layers);
      // What is disabled is not asked for what it needs.
      if (settings.level !== "disabled") checkProperties(pack, policy, settings.properties);
      return [policy.name, settings];
    }),
  );
}

function settingsOf(
  pack: string,
  { name, level, properties: schemas }: PackPolicy,
  layers: readonly Record<string, unknown>[],
): PolicySettings {
  const settings: PolicySettings = { level, properties: defaultsOf(schemas) };
  for (const layer of layers) {
    for (const given of [layer[ALL], layer[name]]) {
      settings.level = levelOf(pack, name, given) ?? settings.level;
    }
    const own = layer[name];
    if (!isMap(own)) continue;
    Object.assign(settings.properties, own);
    delete settings.properties.enforcementLevel;
  }
  return settings;
}

function levelOf(pack: string, policy: string, given: unknown): PackLevel | undefined {
  const level = isMap(given) ? given.enforcementLevel : given;
  const known = LEVELS.find((one) => one === level);
  if (level === undefined || known !== undefined) return known;
  throw new CliError(
    `policy pack '${pack}': the level of '${policy}' must be one of ${LEVELS.join(", ")}, got ${JSON.stringify(level)}; "mandatory" works`,
  );
}

function refuseUnknown(
  pack: string,
  policies: readonly PackPolicy[],
  layer: Record<string, unknown>,
): void {
  const names = policies.map(({ name }) => name);
  const unknown = Object.keys(layer).find((key) => key !== ALL && !names.includes(key));
  if (unknown === undefined) return;
  throw new CliError(
    `policy pack '${pack}' has no policy '${unknown}'; it has ${[...names, ALL].map((name) => `'${name}'`).join(", ")}`,
  );
}

function defaultsOf(schemas: Record<string, unknown>): Record<string, unknown> {
  const withDefault = Object.entries(schemas).filter(
    ([, schema]) => isMap(schema) && schema.default !== undefined,
  );
  return Object.fromEntries(
    withDefault.map(([key, schema]) => [key, isMap(schema) ? schema.default : undefined]),
  );
}

function checkProperties(
  pack: string,
  { name, properties, required }: PackPolicy,
  values: Record<string, unknown>,
): void {
  const ajv = new Ajv({ strict: false, validateFormats: false, verbose: true });
  const validate = ajv.compile({ type: "object", properties, required });
  if (validate(values)) return;
  throw new CliError(
    `policy pack '${pack}': the configuration of '${name}' is wrong: ${schemaProblem(validate.errors?.[0])}`,
  );
}
