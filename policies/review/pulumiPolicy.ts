import type {
  PolicyResource,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";

import { ComponentReviews } from "./componentReviews.js";
import type { RuleSettings } from "../configuration/configuration.js";
import { PolicyConfigurationError, readSettings } from "../configuration/configuration.js";
import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import { ReviewedStack, whenKnown } from "../resource/reviewedStack.js";
import { judgesInStack, reviewInStack, reviewResource } from "./reviewResource.js";
import type { Rule } from "../rule.js";
import { propertySchemas } from "../configuration/ruleSchema.js";
import type { UndeterminedCheck } from "../undetermined.js";
import { UNDETERMINED_POLICY, undeterminedMessage } from "../undetermined.js";

/** Rules in the form that Pulumi's policy host takes, and a policy that reports which checks could not be decided. */
export function pulumiPolicies(
  rules: readonly Rule[],
): (ResourceValidationPolicy | StackValidationPolicy)[] {
  const reviews = new ComponentReviews();
  const open = new OpenChecks();
  return [...rules.map((rule) => resourcePolicy(rule, reviews, open)), undeterminedPolicy(open)];
}

function resourcePolicy(
  rule: Rule,
  reviews: ComponentReviews,
  open: OpenChecks,
): ResourceValidationPolicy & Partial<StackValidationPolicy> {
  const { name, kind, severity, enforcementLevel, remediationSteps, url } = rule;
  const { framework, sources } = rule;
  const settingsOf = settingsReader(rule);
  const inputs = new Map<string, unknown>();
  return {
    name,
    // The engine prints the description above each message, and has no field for the kind.
    description: `[${kind}] ${rule.description}`,
    severity,
    enforcementLevel,
    remediationSteps,
    url,
    ...(framework && { framework }),
    tags: [`kind:${kind}`, ...sources],
    configSchema: { properties: propertySchemas(rule) },
    validateResource: (args, reportViolation) => {
      const resource = {
        urn: args.urn,
        type: args.type,
        name: args.name,
        properties: args.props,
      };
      const review = reviewResource(rule, settingsOf(args), resource, new Date());
      const { messages, undetermined } = reviews.add(name, resource, review);
      open.set(args.urn, name, undetermined);
      if (judgesInStack(rule)) inputs.set(args.urn, args.props);
      for (const message of messages) reportViolation(message);
    },
    ...(judgesInStack(rule) && {
      validateStack: (args, reportViolation) => {
        const resources = args.resources.map((resource) => reviewedIn(resource, inputs));
        const stack = new ReviewedStack(resources);
        for (const resource of resources) {
          if (reviews.isJudged(name, resource)) continue;
          const review = reviewInStack(rule, settingsOf(args), resource, stack, new Date());
          open.add(resource.urn, name, review.undetermined);
          for (const message of review.messages) reportViolation(message, resource.urn);
        }
      },
    }),
  };
}

/**
 * A resource as the review of a stack is given it. The host tells outputs alone: before an update the provider answers
 * with lists that are not known at all, so that the inputs which the same policy saw take their place.
 */
function reviewedIn(
  { urn, type, name, props, propertyDependencies }: PolicyResource,
  inputs: ReadonlyMap<string, unknown>,
): ReviewedResource {
  const dependencies = Object.entries(propertyDependencies).map(
    ([property, resources]) => [property, resources.map((resource) => resource.urn)] as const,
  );
  return {
    urn,
    type,
    name,
    properties: inputs.get(urn) ?? props,
    id: whenKnown(() => Reader.of(props).get("id").string()),
    dependencies: Object.fromEntries(dependencies),
  };
}

/** The host asks for each resource with the same configuration, which is read once. */
function settingsReader(
  rule: Rule,
): (args: Pick<ResourceValidationArgs, "getConfig">) => RuleSettings {
  let last: { text: string; settings: RuleSettings } | undefined;
  return (args) => {
    const given = args.getConfig<Record<string, unknown>>();
    const text = JSON.stringify(given);
    if (last?.text !== text) last = { text, settings: readOrFail(rule, given) };
    return last.settings;
  };
}

/** The host prints an error by its stack, which would bury the line that says what is wrong. */
function readOrFail(rule: Rule, given: Record<string, unknown>): RuleSettings {
  try {
    return readSettings(rule, given);
  } catch (error) {
    if (error instanceof PolicyConfigurationError) error.stack = error.message;
    throw error;
  }
}

function undeterminedPolicy(open: OpenChecks): StackValidationPolicy {
  return {
    name: UNDETERMINED_POLICY,
    description: "All checks are decided before the update.",
    severity: "low",
    enforcementLevel: "advisory",
    remediationSteps:
      "Nothing, as a rule: the update decides the checks. To decide them before, give the value plainly.",
    validateStack: (_args, reportViolation) => {
      for (const [urn, checks] of open.entries()) reportViolation(undeterminedMessage(checks), urn);
    },
  };
}

/** The undetermined checks of each resource, by its last review. */
class OpenChecks {
  private readonly byUrn = new Map<string, UndeterminedCheck[]>();

  set(urn: string, policy: string, paths: readonly string[]): void {
    const others = (this.byUrn.get(urn) ?? []).filter((check) => check.policy !== policy);
    const checks = [...others, ...paths.map((path) => ({ policy, path }))];
    if (checks.length > 0) this.byUrn.set(urn, checks);
    else this.byUrn.delete(urn);
  }

  /** Adds to what {@link OpenChecks.set} keeps, which the next review of the resource replaces. */
  add(urn: string, policy: string, paths: readonly string[]): void {
    const own = (this.byUrn.get(urn) ?? []).filter((check) => check.policy === policy);
    this.set(urn, policy, [...new Set([...own.map(({ path }) => path), ...paths])]);
  }

  entries(): [urn: string, checks: UndeterminedCheck[]][] {
    return [...this.byUrn];
  }
}
