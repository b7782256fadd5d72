import { ComponentReviews } from "./componentReviews.js";
import type { RuleSettings } from "../configuration/configuration.js";
import { readConfiguration } from "../configuration/configuration.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import { isComponent } from "../resource/reviewedResource.js";
import { ReviewedStack } from "../resource/reviewedStack.js";
import type { Review } from "./reviewResource.js";
import { judgesInStack, reviewInStack, reviewResource } from "./reviewResource.js";
import type { EnforcementLevel, Rule, RuleKind, Severity } from "../rule.js";
import type { UndeterminedCheck } from "../undetermined.js";
import { UNDETERMINED_POLICY, undeterminedMessage } from "../undetermined.js";

/** A resource that breaks a policy. */
export interface Violation {
  policy: string;
  enforcementLevel: EnforcementLevel;
  /** What the rule is about; nothing for a policy that is no rule of ours. */
  kind?: RuleKind | undefined;
  severity: Severity;
  urn: string;
  message: string;
  /** What to do about it, where a command reports it. */
  remedy?: string | undefined;
}

/** What the policies say about resources. */
export interface PolicyResult {
  violations: Violation[];
  /** Checks that a value which is not known before the update leaves open. */
  undetermined: (UndeterminedCheck & { urn: string })[];
  /** Number of checks that were decided. */
  evaluated: number;
}

/**
 * Runs rules over resources.
 *
 * @param configuration As in the file that `pulumi preview --policy-pack-config` takes.
 * @param today Day on which exemptions are judged.
 * @throws {PolicyConfigurationError} if the configuration is wrong.
 */
export function evaluate(
  rules: readonly Rule[],
  resources: readonly ReviewedResource[],
  configuration: unknown,
  today: Date,
): PolicyResult {
  const { settings, undetermined: undeterminedLevel } = readConfiguration(rules, configuration);
  const result: PolicyResult = { violations: [], undetermined: [], evaluated: 0 };
  const reviews = new ComponentReviews();
  const ruled = rules.flatMap((rule) => {
    const own = settings.get(rule.name);
    return own && own.enforcementLevel !== "disabled" ? [{ rule, own }] : [];
  });
  for (const resource of componentsFirst(resources)) {
    for (const { rule, own } of ruled) {
      const review = reviewResource(rule, own, resource, today);
      add(result, rule, own, resource, reviews.add(rule.name, resource, review));
    }
  }
  const stack = new ReviewedStack(resources);
  for (const { rule, own } of ruled.filter(({ rule: one }) => judgesInStack(one))) {
    for (const resource of resources) {
      if (reviews.isJudged(rule.name, resource)) continue;
      add(result, rule, own, resource, reviewInStack(rule, own, resource, stack, today));
    }
  }
  if (undeterminedLevel === "mandatory") result.violations.push(...openChecks(result));
  return result;
}

function add(
  result: PolicyResult,
  { name: policy, kind, severity }: Rule,
  { enforcementLevel }: RuleSettings,
  { urn }: ReviewedResource,
  { messages, undetermined, evaluated }: Review,
): void {
  const violations = messages.map((message) => ({
    policy,
    enforcementLevel,
    kind,
    severity,
    urn,
    message,
  }));
  result.violations.push(...violations);
  result.undetermined.push(...undetermined.map((path) => ({ policy, urn, path })));
  result.evaluated += evaluated;
}

function componentsFirst(resources: readonly ReviewedResource[]): ReviewedResource[] {
  const rank = (resource: ReviewedResource) => (isComponent(resource) ? 0 : 1);
  return [...resources].sort((a, b) => rank(a) - rank(b));
}

/** Undetermined checks are told apart from violations unless a configuration makes them mandatory to decide. */
function openChecks({ undetermined }: PolicyResult): Violation[] {
  const urns = [...new Set(undetermined.map(({ urn }) => urn))];
  return urns.map((urn) => ({
    policy: UNDETERMINED_POLICY,
    enforcementLevel: "mandatory",
    severity: "low",
    urn,
    message: undeterminedMessage(undetermined.filter((check) => check.urn === urn)),
  }));
}
