import { FSBP_CONTROLS } from "../fsbpControls.js";
import type { EnforcementLevel, Profile, Rule } from "../rule.js";
import { defaultParameters } from "./ruleSchema.js";

/** A rule's level and parameters before a configuration changes any. */
export interface ProfileSettings {
  enforcementLevel: EnforcementLevel;
  parameters: Record<string, unknown>;
}

/**
 * What a profile makes of a rule. What is invalid stays mandatory in each; where the kind of a rule says too little, the
 * rule has `profiles` of its own.
 */
export function settingsUnder(profile: Profile, rule: Rule): ProfileSettings {
  const { enforcementLevel = LEVELS[profile](rule), ...parameters } = {
    ...rule.profiles?.[profile],
  };
  return {
    enforcementLevel: rule.kind === "invalid" ? "mandatory" : enforcementLevel,
    parameters: { ...defaultParameters(rule), ...parameters },
  };
}

const LEVELS: Readonly<Record<Profile, (rule: Rule) => EnforcementLevel>> = {
  baseline: ({ enforcementLevel }) => enforcementLevel,
  hardened: ({ kind }) => (kind === "practice" ? "advisory" : "mandatory"),
  fsbp: (rule) => (isControlOfSecurityHub(rule) ? "mandatory" : "disabled"),
  dev: ({ kind, severity, enforcementLevel }) => {
    if (kind !== "security") return "disabled";
    return severity === "critical" ? enforcementLevel : "advisory";
  },
};

function isControlOfSecurityHub({ sources }: Rule): boolean {
  return sources.some((source) => source in FSBP_CONTROLS);
}
