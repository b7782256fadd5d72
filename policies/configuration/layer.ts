import type { Exemption, SharedExemption } from "./exemption.js";
import type { EnforcementLevel, Profile } from "../rule.js";

/** What a configuration says about one policy: its level, its parameters and its exemptions. */
export interface RuleConfiguration {
  enforcementLevel?: EnforcementLevel;
  exempt?: Exemption[];
  [parameter: string]: unknown;
}

/** What a configuration, or one of its environments, says. */
export interface Layer {
  /** What to start from. */
  profile?: Profile;
  /** Level of every policy that has none of its own. */
  all?: EnforcementLevel | { enforcementLevel?: EnforcementLevel };
  /** Exemptions from several policies at once. */
  exempt?: SharedExemption[];
  /** A policy's name to its level or its configuration. */
  [policy: string]: unknown;
}

/**
 * The policies' configuration, as `slipway.policies.yaml` has it and in the form that `pulumi preview
 * --policy-pack-config` takes: the name of a policy, or `all`, to its level or its configuration.
 */
export interface PolicyConfiguration extends Layer {
  $schema?: string;
  /** What holds for stacks by name or pattern; a list is of Pulumi ESC's environments, which only Pulumi reads. */
  environments?: Record<string, Layer> | string[];
}
