import type { RuleSettings } from "../configuration/configuration.js";
import type { ReviewedResource, SourceLocation } from "../resource/reviewedResource.js";
import type { Rule } from "../rule.js";
import { remediated, remediationOf } from "./remediation.js";
import type { SetProperty } from "./remediationPlaces.js";

/** A resource whose inputs a policy sets right by itself, at the level `remediate`. */
export interface Remediated {
  policy: string;
  /** Name of the policy pack of others that the policy is of; nothing for a policy of Slipway's. */
  pack?: string | undefined;
  urn: string;
  /** Names of the inputs that it sets. */
  properties: string[];
  /** What it sets in them, of a policy of Slipway's. */
  set?: SetProperty[] | undefined;
  /** The line of the program that the resource comes from, where that is known. */
  location?: SourceLocation | undefined;
}

/**
 * The resources as the policies at the level `remediate` set them, one policy after the other, as the engine does before it
 * has them judged.
 */
export function remediateAll(
  resources: readonly ReviewedResource[],
  ruled: readonly { rule: Rule; own: RuleSettings }[],
  today: Date,
): { resources: readonly ReviewedResource[]; told: Remediated[] } {
  const setting = ruled.filter(({ own }) => own.enforcementLevel === "remediate");
  if (setting.length === 0) return { resources, told: [] };
  const told: Remediated[] = [];
  const all = resources.map((resource) => {
    let latest = resource;
    for (const { rule, own } of setting) {
      const set = remediationOf(rule, own, latest, today);
      if (set.length === 0) continue;
      latest = { ...latest, properties: remediated(latest.properties, set).properties };
      const { urn, location } = resource;
      const properties = [
        ...new Set(set.map(({ property }) => property.split(/[.[]/, 1)[0] ?? "")),
      ];
      told.push({ policy: rule.name, urn, properties, set, ...(location && { location }) });
    }
    return latest;
  });
  return { resources: all, told };
}
