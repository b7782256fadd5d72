/**
 * Slipway's policies as a library: it starts nothing and loads neither Pulumi nor its policy host.
 *
 * @module
 */
import type { PolicyConfiguration } from "./configuration/configuration.js";
import { readConfiguration } from "./configuration/configuration.js";
import type { PolicyResult } from "./review/evaluate.js";
import { evaluate } from "./review/evaluate.js";
import type { ReviewedResource } from "./resource/reviewedResource.js";
import { rules } from "./rules/index.js";

export type { PolicyConfiguration, RuleConfiguration } from "./configuration/configuration.js";
export { PolicyConfigurationError } from "./configuration/configuration.js";
export type { PolicyResult, Violation } from "./review/evaluate.js";
export type { Exemption } from "./configuration/exemption.js";
export { UNKNOWN } from "./resource/reader.js";
export type { ReviewedResource } from "./resource/reviewedResource.js";
export type { EnforcementLevel, Profile, Rule, RuleKind, Severity } from "./rule.js";
export { rules } from "./rules/index.js";
export type { UndeterminedCheck } from "./undetermined.js";
export { readUndeterminedMessage, UNDETERMINED_POLICY } from "./undetermined.js";

/**
 * Runs the policies over resources, such as those that a program registers.
 *
 * @param resources With `UNKNOWN` wherever a value is not known yet.
 * @param configuration Levels, parameters and exemptions, as in the file that `pulumi preview --policy-pack-config`
 * takes.
 * @throws {PolicyConfigurationError} if the configuration names an unknown policy or parameter, or a value of the wrong
 * kind.
 */
export function reviewResources(
  resources: readonly ReviewedResource[],
  configuration: PolicyConfiguration = {},
): PolicyResult {
  return evaluate(rules, resources, configuration, new Date());
}

/**
 * Checks a configuration before anything runs.
 *
 * @throws {PolicyConfigurationError} as {@link reviewResources}.
 */
export function checkConfiguration(
  configuration: unknown,
): asserts configuration is PolicyConfiguration {
  readConfiguration(rules, configuration);
}
