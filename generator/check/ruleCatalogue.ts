import { legalNames } from "../../components/rules/nearestName.js";
import { PROFILES } from "../../policies/configuration/level.js";
import { settingsUnder } from "../../policies/configuration/profiles.js";
import type { EnforcementLevel, Profile, Rule, RuleKind, Severity } from "../../policies/pack.js";
import { rules } from "../../policies/pack.js";
import { judgedTypes } from "../../policies/review/judgedTypes.js";
import type { ParameterSchema } from "../../policies/rule.js";
import { CliError } from "../cliError.js";

/** A parameter of a rule, with its value under each profile. */
export interface DescribedParameter {
  type: string;
  description: string;
  /** Under the profile `baseline`, which holds where nothing else is asked for. */
  default: unknown;
  /** Where a profile has another value than the default. */
  profiles: Partial<Record<Profile, unknown>>;
}

/** What there is to know of a rule before it judges anything. This is what `slipway rules --json` prints: a public contract. */
export interface DescribedRule {
  name: string;
  description: string;
  kind: RuleKind;
  severity: Severity;
  /** The level under each profile. */
  levels: Record<Profile, EnforcementLevel>;
  parameters: Record<string, DescribedParameter>;
  /**
   * Types of the resources that the rule judges: our components', the provider AWS's, and AWS Native's. Where absent, it judges
   * any.
   */
  types?: readonly string[];
  /** Ids in other catalogues that the rule covers, such as `ECS.5` or `CKV_AWS_336`. */
  sources: readonly string[];
  /** What to do about a violation. */
  remedy: string;
  /** What the rule sets by itself at the level `remediate`: paths by the type of the resource. Where absent, it sets nothing. */
  remediates?: Readonly<Record<string, readonly string[]>>;
  url: string;
}

/** Every rule, by its name. */
export function describedRules(): DescribedRule[] {
  return rules.map(described).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * The rules that a name means: the rule itself, or all that cover an id of another catalogue. Letter case does not matter.
 *
 * @throws {CliError} if there is none.
 */
export function rulesNamed(asked: string): DescribedRule[] {
  const all = describedRules();
  const wanted = asked.toLowerCase();
  const found = all.filter(
    ({ name, sources }) =>
      name === wanted || sources.some((source) => source.toLowerCase() === wanted),
  );
  if (found.length > 0) return found;
  const names = all.map(({ name }) => name);
  const ids = all.flatMap(({ sources }) => sources);
  // An id is misspelt by a digit: what is near it says nothing.
  const hint = isName(asked)
    ? legalNames(asked, names).replace(/^there are .*/, "'slipway rules' lists them")
    : `'slipway rules' lists all, and '${ids.find((id) => /^ECS\.\d/.test(id)) ?? names[0] ?? ""}' works`;
  throw new CliError(
    `'name' must be a rule or an id of another catalogue that one covers, got ${JSON.stringify(asked.slice(0, 120))}; ${hint}`,
  );
}

/** Names of rules have lower-case words; ids of catalogues have digits and capitals. */
function isName(asked: string): boolean {
  return /^[a-z-]+$/.test(asked);
}

function described(rule: Rule): DescribedRule {
  const { name, description, kind, severity, sources, remediationSteps: remedy, url } = rule;
  const under = PROFILES.map((profile) => ({ profile, ...settingsUnder(profile, rule) }));
  const levels = Object.fromEntries(
    under.map(({ profile, enforcementLevel }) => [profile, enforcementLevel]),
  ) as Record<Profile, EnforcementLevel>;
  const schemas = Object.entries(rule.parameters as Record<string, ParameterSchema<unknown>>);
  const parameters = schemas.map(([key, { type, description: about, default: usual }]) => {
    const others = under.filter(
      ({ parameters: own }) => JSON.stringify(own[key]) !== JSON.stringify(usual),
    );
    const profiles = Object.fromEntries(
      others.map(({ profile, parameters: own }) => [profile, own[key]]),
    );
    return [key, { type, description: about, default: usual, profiles }] as const;
  });
  const types = judgedTypes(rule);
  return {
    name,
    description,
    kind,
    severity,
    levels,
    parameters: Object.fromEntries(parameters),
    ...(types && { types }),
    sources,
    remedy,
    ...(rule.remediates && { remediates: rule.remediates }),
    url,
  };
}
