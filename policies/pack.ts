/**
 * Slipway's policies as a library: it starts nothing and loads neither Pulumi nor its policy host.
 *
 * @module
 */
import { checkConfigurationOf } from "./configuration/configuration.js";
import { engineConfigurationOf } from "./configuration/engineConfiguration.js";
import type { PolicyConfiguration } from "./configuration/layer.js";
import { findPolicyFile, readPolicyFile } from "./configuration/policyFile.js";
import type { EvaluateOptions, PolicyResult } from "./review/evaluate.js";
import { evaluate } from "./review/evaluate.js";
import type { ReviewedResource } from "./resource/reviewedResource.js";
import { rules } from "./rules/index.js";

export type { Layer, PolicyConfiguration, RuleConfiguration } from "./configuration/layer.js";
export { PolicyConfigurationError } from "./configuration/configurationError.js";
export type { ExemptedViolation } from "./configuration/exemptionTrace.js";
export {
  EXEMPTIONS_POLICY,
  exemptedMessage,
  readExemptedMessage,
} from "./configuration/exemptionTrace.js";
export type {
  EvaluateOptions,
  PolicyResult,
  UndeterminedOf,
  Violation,
} from "./review/evaluate.js";
export type { Exemption, SharedExemption } from "./configuration/exemption.js";
export type { Remediated } from "./review/remediateAll.js";
export type { SetProperty } from "./review/remediationPlaces.js";
export type { PropertyFix } from "./review/propertyFix.js";
export { fixText } from "./review/propertyFix.js";
export { evaluate } from "./review/evaluate.js";
export { pulumiPolicies } from "./review/pulumiPolicy.js";
export { definePolicy } from "./definePolicy.js";
export type { PolicyDefinition } from "./definePolicy.js";
export type { PropertyValue } from "./resource/propertyValue.js";
export { UNKNOWN } from "./resource/reader.js";
export type { Reader } from "./resource/reader.js";
export type { ReviewedResource, SourceLocation } from "./resource/reviewedResource.js";
export type { ReviewedStack } from "./resource/reviewedStack.js";
export type {
  EnforcementLevel,
  ParameterSchema,
  Profile,
  Rule,
  RuleContext,
  RuleKind,
  Severity,
} from "./rule.js";
export type { ResourceInStackView, ResourceView } from "./views/resourceView.js";
export type { Views } from "./views/views.js";
export { rules } from "./rules/index.js";
export type { UndeterminedCheck } from "./undetermined.js";
export { readUndeterminedMessage, UNDETERMINED_POLICY } from "./undetermined.js";

/**
 * Runs the policies over resources, such as those that a program registers.
 *
 * @param resources With `UNKNOWN` wherever a value is not known yet.
 * @param configuration Levels, parameters and exemptions, as in `slipway.policies.yaml` or in the file that `pulumi
 * preview --policy-pack-config` takes. Its environments are chosen by the stack in the resources' URNs.
 * @param options Its `directory` is the project's, whose `slipway.usage.yaml` and `slipway.prices.json` a budget is judged by.
 * Default: no usage, and the package's prices.
 * @throws {PolicyConfigurationError} if the configuration names an unknown policy or parameter, or a value of the wrong
 * kind.
 */
export function reviewResources(
  resources: readonly ReviewedResource[],
  configuration: PolicyConfiguration = {},
  options: EvaluateOptions = {},
): PolicyResult {
  return evaluate(rules, resources, configuration, new Date(), options);
}

/**
 * Checks a configuration before anything runs.
 *
 * @throws {PolicyConfigurationError} as {@link reviewResources}.
 */
export function checkConfiguration(
  configuration: unknown = {},
): asserts configuration is PolicyConfiguration {
  checkConfigurationOf(rules, configuration);
}

/**
 * The configuration in a file of YAML or JSON, over those that it extends.
 *
 * @throws {PolicyConfigurationError} with file, line and column, if one says what no policy understands.
 */
export function readConfigurationFile(file: string): PolicyConfiguration {
  return readPolicyFile(rules, file);
}

/**
 * The configuration that a project keeps in `slipway.policies.yaml`, in its folder or one above it; nothing where it has
 * none.
 *
 * @throws {PolicyConfigurationError} as {@link readConfigurationFile}.
 */
export function projectConfiguration(directory: string): PolicyConfiguration | undefined {
  const file = findPolicyFile(directory);
  return file === undefined ? undefined : readPolicyFile(rules, file);
}

/** What a configuration says for one stack, in the form that `pulumi preview --policy-pack-config` takes. */
export function engineConfiguration(
  configuration: PolicyConfiguration,
  stack: string,
): Record<string, object> {
  return engineConfigurationOf(rules, configuration, stack);
}
