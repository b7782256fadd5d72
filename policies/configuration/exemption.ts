import { matchesGlob } from "../../components/rules/glob.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";

/** Resources that a policy lets be, for a reason and up to a date. */
export interface Exemption {
  /** Logical name; `*` stands for any characters. */
  name?: string;
  /** URN; `*` stands for any characters. */
  urn?: string;
  /** Why. Without one the exemption is a violation itself. */
  reason?: string;
  /** Last day, such as `2027-06-30`, in UTC. Without one, and after it, the exemption is a violation itself. */
  expires?: string;
}

/** An exemption from several policies at once. */
export interface SharedExemption extends Exemption {
  /** Names of policies, or ids that other catalogues have for them, such as `ECS.2`; `*` is all of them. */
  policies: string[];
}

/** What the exemptions of a rule mean for a resource. */
export interface ExemptionVerdict {
  /** The exemption that holds for it; nothing where none does. */
  by: Exemption | undefined;
  /** Exemptions that name it, and do not hold. */
  broken: Exemption[];
  /** Messages of violations: exemptions that name the resource and do not hold. */
  problems: string[];
}

/** Applies a rule's exemptions to a resource. */
export function judgeExemptions(
  exemptions: readonly Exemption[],
  resource: ReviewedResource,
  today: Date,
): ExemptionVerdict {
  const named = exemptions.filter((exemption) => names(exemption, resource));
  const judged = named.map((exemption) => ({ exemption, problem: problemOf(exemption, today) }));
  return {
    by: judged.find(({ problem }) => problem === undefined)?.exemption,
    broken: judged.flatMap(({ exemption, problem }) => (problem === undefined ? [] : [exemption])),
    problems: judged.flatMap(({ problem }) => problem ?? []),
  };
}

/** Where both are given, both must fit. */
function names({ name, urn }: Exemption, resource: ReviewedResource): boolean {
  if (name === undefined && urn === undefined) return false;
  return (
    (name === undefined || matchesGlob(name, resource.name)) &&
    (urn === undefined || matchesGlob(urn, resource.urn))
  );
}

function problemOf(exemption: Exemption, today: Date): string | undefined {
  const { name, urn, reason = "", expires } = exemption;
  const which = `the exemption of '${name ?? urn ?? ""}'`;
  if (reason.trim() === "") return `${which} has no reason: set its 'reason'`;
  if (expires === undefined) {
    return `${which} never ends: set 'expires' to a date such as ${nextYear(today)}`;
  }
  if (today.toISOString().slice(0, 10) <= expires) return undefined;
  return `${which} ended on ${expires}: remove it, or set 'expires' to a later date`;
}

function nextYear(today: Date): string {
  return `${today.getUTCFullYear() + 1}-06-30`;
}
