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

/** Ids of Security Hub's controls: a service and a number. */
const CONTROL = /^(ECS|ECR|ELB|EC2|EFS|SQS|IAM|AutoScaling|EventBridge|CloudWatch)\.\d+$/;

/**
 * Controls that are of other standards alone: of NIST SP 800-53, and of AWS's standard of tags.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/fsbp-standard.html#fsbp-controls
 */
const OF_OTHER_STANDARDS: ReadonlySet<string> = new Set([
  "AutoScaling.10",
  "CloudWatch.16",
  "ECR.4",
  "ECR.5",
  "ECS.13",
  "ECS.14",
  "ECS.15",
  "ECS.17",
  "ELB.16",
]);

function isControlOfSecurityHub({ sources }: Rule): boolean {
  return sources.some((source) => CONTROL.test(source) && !OF_OTHER_STANDARDS.has(source));
}
