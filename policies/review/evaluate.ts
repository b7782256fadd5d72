import { ComponentReviews } from "./componentReviews.js";
import type { RuleSettings } from "../configuration/configuration.js";
import { readConfiguration } from "../configuration/configuration.js";
import { costFilesOf } from "../configuration/costFiles.js";
import type { ExemptedViolation } from "../configuration/exemptionTrace.js";
import { EXEMPTIONS_POLICY, ExemptionTrace } from "../configuration/exemptionTrace.js";
import { withoutNative } from "../resource/nativeResource.js";
import type { ReviewedResource, SourceLocation } from "../resource/reviewedResource.js";
import { isComponent } from "../resource/reviewedResource.js";
import { ReviewedStack } from "../resource/reviewedStack.js";
import type { PropertyFix } from "./propertyFix.js";
import type { Remediated } from "./remediateAll.js";
import { remediateAll } from "./remediateAll.js";
import type { Review } from "./review.js";
import { isSilent } from "./review.js";
import { reviewByNames, textByNames } from "./reviewByNames.js";
import type { ToldBy } from "./unreadableValues.js";
import { UnreadableValues } from "./unreadableValues.js";
import { ConcernedRules, judgesInStack, reviewInStack, reviewResource } from "./reviewResource.js";
import type { EnforcementLevel, Rule, RuleKind, Severity } from "../rule.js";
import type { UndeterminedCheck } from "../undetermined.js";
import { UNDETERMINED_POLICY, undeterminedMessage } from "../undetermined.js";

/** A resource that breaks a policy. */
export interface Violation {
  policy: string;
  /** Name of the policy pack of others that the policy is of; nothing for a policy of Slipway's. */
  pack?: string | undefined;
  enforcementLevel: EnforcementLevel;
  /** What the rule is about; nothing for a policy that is no rule of ours. */
  kind?: RuleKind | undefined;
  severity: Severity;
  urn: string;
  message: string;
  /**
   * What to do about it, where a command reports it; before that only where the rule's own steps have other names for
   * properties than the resource has.
   */
  remedy?: string | undefined;
  /** The page that explains the policy, where a pack of others names one. */
  url?: string | undefined;
  /** The line of the program that the resource comes from, where that is known. */
  location?: SourceLocation | undefined;
  /** What to set in the program, where that is asked for and told by what the check read of the resource. */
  fix?: PropertyFix[] | undefined;
}

/** A check that is undetermined, with the resource that it is of. */
export interface UndeterminedOf extends UndeterminedCheck {
  /** Name of the policy pack of others that the policy is of; nothing for a policy of Slipway's. */
  pack?: string | undefined;
  urn: string;
  /** The line of the program that the resource comes from, where that is known. */
  location?: SourceLocation | undefined;
}

/** What the policies say about resources. */
export interface PolicyResult {
  violations: Violation[];
  /** Checks that a value which is not known before the update leaves open. */
  undetermined: UndeterminedOf[];
  /** Violations that exemptions let be. */
  exempted: ExemptedViolation[];
  /** Resources that policies set right by themselves, where there are any. */
  remediated?: Remediated[];
  /** Number of checks that were decided. */
  evaluated: number;
}

/** What {@link evaluate} is told, and tells, beside resources and violations. */
export interface EvaluateOptions {
  /** Folder of the project, whose files of usage and prices a rule may ask for. */
  directory?: string | undefined;
  /**
   * Whether each violation tells the properties to set.
   *
   * @default false
   */
  withFixes?: boolean | undefined;
}

/**
 * Runs rules over resources.
 *
 * @param configuration As in the file that `pulumi preview --policy-pack-config` takes, or in `slipway.policies.yaml`.
 * @param today Day on which exemptions are judged; today where none is given.
 * @throws {PolicyConfigurationError} if the configuration is wrong.
 */
export function evaluate(
  rules: readonly Rule[],
  given: readonly ReviewedResource[],
  configuration: unknown = {},
  today: Date = new Date(),
  { directory, withFixes = false }: EvaluateOptions = {},
): PolicyResult {
  const levels = readConfiguration(rules, configuration, stackOf(given));
  const trace = new ExemptionTrace();
  const ruled = rules.flatMap((rule) => {
    const own = levels.settings.get(rule.name);
    return own && own.enforcementLevel !== "disabled" ? [{ rule, own: { ...own, withFixes } }] : [];
  });
  for (const { rule, own } of ruled) trace.set(rule.name, own.exempt);
  const { resources: set, told: remediated } = remediateAll(given, ruled, today);
  const resources = set.flatMap(withoutNative);
  const result: PolicyResult = { violations: [], undetermined: [], exempted: [], evaluated: 0 };
  if (remediated.length > 0) result.remediated = remediated;
  const tell = (rule: Rule, own: RuleSettings, resource: ReviewedResource, review: Review) => {
    add(result, rule, own, resource, reviewByNames(review, resource));
    for (const exemption of review.exemptions) trace.use(exemption);
  };
  const reviews = new ComponentReviews();
  const unreadable = new UnreadableValues();
  const alone = new ConcernedRules(ruled);
  for (const resource of componentsFirst(resources)) {
    const told: ToldBy[] = [];
    for (const { rule, own } of alone.of(resource)) {
      const found = reviewResource(rule, own, resource, today);
      const review = reviews.add(rule.name, resource, found);
      // Most rules have nothing to say of most resources: nothing is made for those.
      if (isSilent(review)) result.evaluated += review.evaluated;
      else told.push({ rule, own, review });
    }
    for (const { rule, own, review } of unreadable.onceEach(resource.urn, told)) {
      tell(rule, own, resource, review);
    }
  }
  const stack = new ReviewedStack(resources, () => costFilesOf(directory));
  const joined = new ConcernedRules(ruled.filter(({ rule }) => judgesInStack(rule)));
  for (const resource of resources) {
    for (const { rule, own } of joined.inStack(resource, stack)) {
      if (reviews.isJudged(rule.name, resource)) continue;
      const review = reviewInStack(rule, own, resource, stack, today);
      if (isSilent(review)) {
        result.evaluated += review.evaluated;
        continue;
      }
      const [left] = unreadable.onceEach(resource.urn, [{ rule, own, review }]);
      if (left) tell(rule, own, resource, left.review);
    }
  }
  if (levels.undetermined === "mandatory") result.violations.push(...openChecks(result));
  if (levels.exemptions !== "disabled") {
    const urn = stackUrn(resources);
    const said = urn === undefined ? [] : trace.advice(today);
    result.violations.push(...said.map((text) => adviceOn(levels.exemptions, urn ?? "", text)));
  }
  return result;
}

function adviceOn(enforcementLevel: EnforcementLevel, urn: string, message: string): Violation {
  return {
    policy: EXEMPTIONS_POLICY,
    enforcementLevel,
    kind: "practice",
    severity: "low",
    urn,
    message,
  };
}

/** Name of the stack that resources are of. */
function stackOf([first]: readonly ReviewedResource[]): string {
  return first?.urn.split("::")[0]?.split(":")[2] ?? "";
}

/** URN of the stack that resources are of: what is said of none of them is said of it. */
function stackUrn(resources: readonly ReviewedResource[]): string | undefined {
  const [, project] = resources[0]?.urn.split("::") ?? [];
  if (project === undefined) return undefined;
  const stack = stackOf(resources);
  return `urn:pulumi:${stack}::${project}::pulumi:pulumi:Stack::${project}-${stack}`;
}

function add(
  result: PolicyResult,
  { name: policy, kind, severity, remediationSteps }: Rule,
  { enforcementLevel: level }: RuleSettings,
  resource: ReviewedResource,
  { messages, undetermined, evaluated, exempted, fixes }: Review,
): void {
  const { urn, location } = resource;
  const at = location && { location };
  const remedy = messages.length > 0 ? textByNames(remediationSteps, resource) : remediationSteps;
  // What is left after a remediation stops the update, as on the engine.
  const enforcementLevel = level === "remediate" ? "mandatory" : level;
  for (const message of messages) {
    const fix = fixes.get(message) ?? [];
    const violation = {
      ...{ policy, enforcementLevel, kind, severity, urn, message },
      ...(remedy !== remediationSteps && { remedy }),
      ...at,
    };
    result.violations.push(fix.length === 0 ? violation : { ...violation, fix });
  }
  for (const path of undetermined) result.undetermined.push({ policy, urn, path, ...at });
  for (const { exemption, message } of exempted) {
    const { reason = "", expires = "" } = exemption;
    result.exempted.push({ policy, urn, message, reason, expires, ...at });
  }
  result.evaluated += evaluated;
}

function componentsFirst(resources: readonly ReviewedResource[]): ReviewedResource[] {
  const others = resources.filter((resource) => !isComponent(resource));
  return [...resources.filter(isComponent), ...others];
}

/** Undetermined checks are told apart from violations unless a configuration makes them mandatory to decide. */
function openChecks({ undetermined }: PolicyResult): Violation[] {
  const byUrn = new Map<string, PolicyResult["undetermined"]>();
  for (const check of undetermined) {
    const known = byUrn.get(check.urn);
    if (known) known.push(check);
    else byUrn.set(check.urn, [check]);
  }
  return [...byUrn].map(([urn, checks]) => ({
    policy: UNDETERMINED_POLICY,
    enforcementLevel: "mandatory",
    severity: "low",
    urn,
    message: undeterminedMessage(checks),
    ...(checks[0]?.location && { location: checks[0].location }),
  }));
}
