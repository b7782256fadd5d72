import type {
  PolicyResource,
  ResourceRemediation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";

import type { CostFigures } from "../../cost/costFigures.js";
import { ComponentReviews } from "./componentReviews.js";
import type { RuleSettings } from "../configuration/configuration.js";
import { readSettings } from "../configuration/configuration.js";
import { costFilesOf } from "../configuration/costFiles.js";
import { PolicyConfigurationError } from "../configuration/configurationError.js";
import { EXEMPTIONS_POLICY, exemptedMessage } from "../configuration/exemptionTrace.js";
import { ExemptedViolations } from "./exemptedViolations.js";
import { OpenChecks } from "./openChecks.js";
import { withoutNative } from "../resource/nativeResource.js";
import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import { ReviewedStack, whenKnown } from "../resource/reviewedStack.js";
import { setProperty } from "../resource/setProperty.js";
import { remediationOf } from "./remediation.js";
import type { Review } from "./review.js";
import { reviewByNames } from "./reviewByNames.js";
import { judgesInStack, reviewInStack, reviewResource } from "./reviewResource.js";
import type { Rule } from "../rule.js";
import { propertySchemas } from "../configuration/ruleSchema.js";
import { UNDETERMINED_POLICY, undeterminedMessage } from "../undetermined.js";

/**
 * Rules in the form that Pulumi's policy host takes, and policies that report which checks could not be decided and what
 * the exemptions came to.
 *
 * @param directory Folder of the project, whose files of usage and prices a rule may ask for.
 */
export function pulumiPolicies(
  rules: readonly Rule[],
  directory?: string,
): (ResourceValidationPolicy | StackValidationPolicy)[] {
  const said: Said = {
    costFigures: () => costFilesOf(directory),
    reviews: new ComponentReviews(),
    open: new OpenChecks(),
    exempted: new ExemptedViolations(),
  };
  return [
    ...rules.map((rule) => resourcePolicy(rule, said)),
    exemptionsPolicy(said.exempted),
    undeterminedPolicy(said.open),
  ];
}

/** What the policies share. */
interface Said {
  costFigures: () => CostFigures;
  reviews: ComponentReviews;
  open: OpenChecks;
  exempted: ExemptedViolations;
}

function resourcePolicy(
  rule: Rule,
  { reviews, open, exempted, costFigures }: Said,
): ResourceValidationPolicy & Partial<StackValidationPolicy> {
  const { name, kind, severity, enforcementLevel, remediationSteps, url } = rule;
  const { framework, sources } = rule;
  const settingsOf = settingsReader(rule, (settings) => {
    exempted.trace.set(name, settings.exempt);
  });
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
    ...(rule.remediates && { remediateResource: remediationBy(rule, settingsOf) }),
    validateResource: (args, reportViolation) => {
      const { urn, type, name: own, props } = args;
      const told = withoutNative({ urn, type, name: own, properties: props }).map((resource) => {
        const review = reviewResource(rule, settingsOf(args), resource, new Date());
        return reviewByNames(reviews.add(name, resource, review), resource);
      });
      const all = <T>(of: (review: Review) => readonly T[]) => told.flatMap(of);
      open.set(
        urn,
        name,
        all((review) => review.undetermined),
      );
      exempted.set(urn, name, {
        exempted: all((review) => review.exempted),
        exemptions: all((review) => review.exemptions),
      });
      for (const message of all(({ messages }) => messages)) reportViolation(message);
      if (judgesInStack(rule)) inputs.set(urn, props);
    },
    ...(judgesInStack(rule) && {
      validateStack: (args, reportViolation) => {
        const resources = args.resources.flatMap((resource) =>
          withoutNative(reviewedIn(resource, inputs)),
        );
        const stack = new ReviewedStack(resources, costFigures);
        for (const resource of resources) {
          if (reviews.isJudged(name, resource)) continue;
          const told = reviewInStack(rule, settingsOf(args), resource, stack, new Date());
          const review = reviewByNames(told, resource);
          open.add(resource.urn, name, review.undetermined);
          exempted.add(resource.urn, name, review);
          for (const message of review.messages) reportViolation(message, resource.urn);
        }
      },
    }),
  };
}

/** What sets the inputs of a resource right, which the host asks for at the level `remediate` alone. */
function remediationBy(
  rule: Rule,
  settingsOf: (args: ResourceValidationArgs) => RuleSettings,
): ResourceRemediation {
  return (args) => {
    const { urn, type, name, props } = args;
    const resource = { urn, type, name, properties: props };
    const set = remediationOf(rule, settingsOf(args), resource, new Date());
    // The host takes what is set in its own proxies, and keeps by it what is secret.
    const done = set.filter(({ property, value }) => setProperty(props, property, value));
    return done.length === 0 ? undefined : props;
  };
}

/**
 * A resource as the review of a stack is given it. The host tells outputs alone: before an update the provider answers
 * with lists that are not known at all, so that the inputs which the same policy saw take their place.
 */
function reviewedIn(
  { urn, type, name, props, propertyDependencies, opts, parent, provider }: PolicyResource,
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
    arn: whenKnown(() => Reader.of(props).get("arn").string()),
    parent: parent?.urn,
    region: whenKnown(() =>
      Reader.of(provider?.props ?? {})
        .get("region")
        .string(),
    ),
    ignoreChanges: opts.ignoreChanges,
    dependencies: Object.fromEntries(dependencies),
  };
}

/** The host asks for each resource with the same configuration, which is read once. */
function settingsReader(
  rule: Rule,
  onRead: (settings: RuleSettings) => void,
): (args: Pick<ResourceValidationArgs, "getConfig">) => RuleSettings {
  let last: { text: string; settings: RuleSettings } | undefined;
  return (args) => {
    const given = args.getConfig<Record<string, unknown>>();
    const text = JSON.stringify(given);
    if (last?.text !== text) {
      last = { text, settings: readOrFail(rule, given) };
      onRead(last.settings);
    }
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

function exemptionsPolicy(exempted: ExemptedViolations): StackValidationPolicy {
  return {
    name: EXEMPTIONS_POLICY,
    description: "Exemptions are needed, narrow and short.",
    severity: "low",
    enforcementLevel: "advisory",
    remediationSteps: "Remove the exemptions that match nothing; narrow those that reach too far.",
    validateStack: (_args, reportViolation) => {
      for (const one of exempted.all()) reportViolation(exemptedMessage(one), one.urn);
      for (const message of exempted.trace.advice(new Date())) reportViolation(message);
    },
  };
}
