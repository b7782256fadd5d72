import type { Exemption } from "./exemption.js";
import type { ConfigurationPath } from "./configurationError.js";
import { isMap } from "../resource/secretSignature.js";
import { PolicyConfigurationError, shown } from "./configurationError.js";
import { checkRuleConfiguration } from "./checkRuleConfiguration.js";
import type { PolicyConfiguration } from "./layer.js";
import { layerFor } from "./mergeLayers.js";
import { OWN_KEYS, REPORTS, TOP_KEYS } from "./layerSchema.js";
import { levelAlone, PROFILES } from "./level.js";
import { legalNames } from "../../components/rules/nearestName.js";
import { settingsUnder } from "./profiles.js";
import { readSharedExemptions } from "./sharedExemption.js";
import type { EnforcementLevel, Profile, Rule } from "../rule.js";
import { EXEMPTIONS_POLICY } from "./exemptionTrace.js";
import { UNDETERMINED_POLICY } from "../undetermined.js";

/** A rule's configuration with everything filled in. */
export interface RuleSettings {
  enforcementLevel: EnforcementLevel;
  parameters: object;
  exempt: readonly Exemption[];
}

/** What holds for a stack. */
export interface StackSettings {
  settings: Map<string, RuleSettings>;
  /** Level of the report on undetermined checks. */
  undetermined: EnforcementLevel;
  /** Level of the report on exemptions. */
  exemptions: EnforcementLevel;
}

/**
 * Settings of each rule by its name, for one stack.
 *
 * @throws {PolicyConfigurationError} if the configuration names an unknown policy or parameter, or a value of the wrong
 * kind.
 */
export function readConfiguration(
  rules: readonly Rule[],
  configuration: unknown = {},
  stack = "",
): StackSettings {
  checkConfigurationOf(rules, configuration);
  const layer = layerFor(configuration, stack);
  const { profile = "baseline" } = layer;
  const shared = readSharedExemptions(rules, layer.exempt ?? [], ["exempt"]);
  const all = levelAlone("all", layer.all, ["all"]);
  const settings = rules.map((rule) => {
    const own = readSettings(rule, asMap(layer[rule.name]), { profile, all });
    const exempt = [...own.exempt, ...(shared.get(rule.name) ?? [])];
    return [rule.name, { ...own, exempt }] as const;
  });
  return {
    settings: new Map(settings),
    undetermined:
      levelAlone(UNDETERMINED_POLICY, layer[UNDETERMINED_POLICY], []) ?? all ?? "advisory",
    exemptions: levelAlone(EXEMPTIONS_POLICY, layer[EXEMPTIONS_POLICY], []) ?? "advisory",
  };
}

/**
 * Checks a whole configuration, with every environment.
 *
 * @throws {PolicyConfigurationError} as {@link readConfiguration}.
 */
export function checkConfigurationOf(
  rules: readonly Rule[],
  configuration: unknown,
): asserts configuration is PolicyConfiguration {
  if (!isMap(configuration)) {
    throw new PolicyConfigurationError(`it must be a map of policies, got ${shown(configuration)}`);
  }
  checkLayer(rules, configuration, []);
  const { environments } = configuration;
  if (environments === undefined || isListOfTexts(environments)) return;
  if (!isMap(environments)) {
    throw new PolicyConfigurationError(
      `'environments' must be a map of stacks to what holds for them, got ${shown(environments)}; { prod: { profile: "hardened" } } works`,
      ["environments"],
    );
  }
  for (const [name, layer] of Object.entries(environments)) {
    const at = ["environments", name];
    if (!isMap(layer)) {
      throw new PolicyConfigurationError(
        `'environments.${name}' must be a map of policies, got ${shown(layer)}; { profile: "hardened" } works`,
        at,
      );
    }
    const top = TOP_KEYS.find((key) => key in layer);
    if (top !== undefined) {
      throw new PolicyConfigurationError(
        `'environments.${name}' has no '${top}', which stands at the top alone`,
        [...at, top],
      );
    }
    checkLayer(rules, layer, at);
  }
}

function checkLayer(
  rules: readonly Rule[],
  layer: Record<string, unknown>,
  at: ConfigurationPath,
): void {
  const names = [...rules.map(({ name }) => name), ...REPORTS];
  for (const [key, value] of Object.entries(layer)) {
    const rule = rules.find(({ name }) => name === key);
    if (rule) readSettings(rule, asMap(value), {}, [...at, key]);
    else if (key === "all" || REPORTS.includes(key)) levelAlone(key, value, [...at, key]);
    else if (!OWN_KEYS.includes(key)) throw unknownPolicy(rules, names, key, [...at, key]);
  }
  const { profile, exempt } = layer;
  if (profile !== undefined && !PROFILES.some((known) => known === profile)) {
    const known = PROFILES.map((one) => `"${one}"`).join(", ");
    throw new PolicyConfigurationError(
      `'profile' must be one of ${known}, got ${shown(profile)}; "hardened" works`,
      [...at, "profile"],
    );
  }
  if (exempt !== undefined) readSharedExemptions(rules, exempt, [...at, "exempt"]);
}

/** An id of another catalogue is told by the policy's own name. */
function unknownPolicy(
  rules: readonly Rule[],
  names: readonly string[],
  key: string,
  at: ConfigurationPath,
): PolicyConfigurationError {
  const meant = rules.find(({ sources }) => sources.includes(key))?.name;
  const legal = meant === undefined ? legalNames(key, names) : `'${meant}' is one`;
  return new PolicyConfigurationError(`there is no policy '${key}'; ${legal}`, at);
}

/**
 * Settings of one rule.
 *
 * @param given What the configuration says about the rule, a map.
 * @param under The profile to start from, and the level of all policies, where the configuration has one.
 * @param at Where it stands.
 * @throws {PolicyConfigurationError} if it names an unknown parameter or a value of the wrong kind.
 */
export function readSettings(
  rule: Rule,
  given: unknown,
  { profile = "baseline", all }: { profile?: Profile; all?: EnforcementLevel | undefined } = {},
  at: ConfigurationPath = [rule.name],
): RuleSettings {
  const start = settingsUnder(profile, rule);
  const defaults = { ...start, enforcementLevel: all ?? start.enforcementLevel, exempt: [] };
  if (given === undefined) return defaults;
  const known = checkRuleConfiguration(rule, given, at);
  const { enforcementLevel = defaults.enforcementLevel, exempt = [], ...own } = known;
  const parameters = { ...defaults.parameters, ...own };
  const conflict = rule.conflict?.(parameters);
  if (conflict !== undefined) {
    throw new PolicyConfigurationError(`parameters of '${rule.name}': ${conflict}`, at);
  }
  return { enforcementLevel, parameters, exempt };
}

function asMap(given: unknown): unknown {
  return typeof given === "string" ? { enforcementLevel: given } : given;
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((element) => typeof element === "string");
}
