import type { RuleSettings } from "../configuration/configuration.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import { ReviewedStack } from "../resource/reviewedStack.js";
import { copyOfProperties, setProperty } from "../resource/setProperty.js";
import type { Rule } from "../rule.js";
import type { PropertyFix } from "./propertyFix.js";
import type { SetProperty } from "./remediationPlaces.js";
import { remediationPlaces } from "./remediationPlaces.js";
import { judgesInStack, reviewInStack, reviewResource } from "./reviewResource.js";

type Settings = Pick<RuleSettings, "parameters" | "exempt">;

/**
 * What a rule at the level `remediate` sets in a resource, which it judges alone: of the properties that it may set, those that
 * a violation hangs on. What is not known, a secret, and whatever breaks the rule nevertheless stay as they are.
 */
export function remediationOf(
  rule: Rule,
  settings: Settings,
  resource: ReviewedResource,
  today: Date,
): SetProperty[] {
  if (rule.remediates?.[resource.type] === undefined) return [];
  const judge = (one: ReviewedResource) => fixesOf(rule, settings, one, today);
  const wanted = wantedOf(rule, resource, judge(resource));
  const { properties, done } = remediated(resource.properties, wanted);
  if (done.length === 0) return [];
  const left = new Set(judge({ ...resource, properties }).map(({ property }) => property));
  return done.filter(({ property }) => !left.has(property));
}

/** A copy of a resource's inputs with what is set, and what of it could be set. */
export function remediated(
  properties: unknown,
  wanted: readonly SetProperty[],
): { properties: unknown; done: SetProperty[] } {
  const copy = copyOfProperties(properties);
  return {
    properties: copy,
    done: wanted.filter((one) => setProperty(copy, one.property, one.value)),
  };
}

/** As the engine asks for remediations: resource by resource, before it knows the stack. */
function fixesOf(
  rule: Rule,
  settings: Settings,
  resource: ReviewedResource,
  today: Date,
): PropertyFix[] {
  const told = { ...settings, withFixes: true };
  const reviews = [reviewResource(rule, told, resource, today)];
  if (judgesInStack(rule)) {
    reviews.push(reviewInStack(rule, told, resource, new ReviewedStack([resource]), today));
  }
  return reviews.flatMap(({ fixes }) => [...fixes.values()].flat());
}

/** What messages say to set, of what the rule may set by itself. */
function wantedOf(
  rule: Rule,
  resource: ReviewedResource,
  fixes: readonly PropertyFix[],
): SetProperty[] {
  const places = remediationPlaces(rule, resource);
  const allowed = new Set(
    places.flatMap(({ path, added }) => (added ? [added.entry.property, path] : [path])),
  );
  const byPath = new Map<string, SetProperty>();
  for (const { property, value } of fixes) {
    if (value !== undefined && allowed.has(property)) byPath.set(property, { property, value });
  }
  return [...byPath.values()];
}
