import type { SourceLocation } from "../resource/reviewedResource.js";
import type { Exemption } from "./exemption.js";

/** Name of the policy that reports on the exemptions themselves. */
export const EXEMPTIONS_POLICY = "slipway-exemptions";

/** A violation that an exemption lets be. */
export interface ExemptedViolation {
  policy: string;
  urn: string;
  message: string;
  reason: string;
  /** Last day of the exemption. */
  expires: string;
  /** The line of the program that the resource comes from, where that is known. */
  location?: SourceLocation | undefined;
}

/** The exemptions of a configuration, with what each of them came to. */
export class ExemptionTrace {
  private readonly byPolicy = new Map<string, readonly Exemption[]>();
  private readonly needed = new Set<string>();

  /** Remembers the exemptions of a policy. */
  set(policy: string, exemptions: readonly Exemption[]): void {
    this.byPolicy.set(policy, exemptions);
  }

  /** Remembers that there was something to exempt, or may be. */
  use(exemption: Exemption): void {
    this.needed.add(keyOf(exemption));
  }

  /** What is to be said of the exemptions: those that match nothing, reach too far or last too long. */
  advice(today: Date): string[] {
    return this.told().flatMap(({ exemption, policies }) => {
      const which = `the exemption of '${exemption.name ?? exemption.urn ?? ""}' from ${listed(policies)}`;
      const isNeeded = this.needed.has(keyOf(exemption));
      return [
        ...(isNeeded ? [] : [`${which} matches no violation: remove it`]),
        ...(isOfAll(exemption) ? [`${which} is for every resource: name those that need it`] : []),
        ...(isFar(exemption, today)
          ? [
              `${which} holds until ${exemption.expires ?? ""}, more than two years: set 'expires' to an earlier date`,
            ]
          : []),
      ];
    });
  }

  /** Each exemption once, with the policies that it is from. */
  private told(): { exemption: Exemption; policies: string[] }[] {
    const told = new Map<string, { exemption: Exemption; policies: string[] }>();
    for (const [policy, exemptions] of this.byPolicy) {
      for (const exemption of exemptions) {
        const known = told.get(keyOf(exemption));
        if (known) known.policies.push(policy);
        else told.set(keyOf(exemption), { exemption, policies: [policy] });
      }
    }
    return [...told.values()];
  }
}

/** By what it says: the policy host hands on copies. */
function keyOf({ name, urn, reason, expires }: Exemption): string {
  return JSON.stringify([name, urn, reason, expires]);
}

/** The message about a violation that an exemption lets be. */
export function exemptedMessage({ policy, message, reason, expires }: ExemptedViolation): string {
  return `exempt from ${policy} until ${expires}, as ${JSON.stringify(reason)}: ${message}`;
}

/** What such a message speaks of, also where a policy's description stands before it; nothing for any other. */
export function readExemptedMessage(text: string): Omit<ExemptedViolation, "urn"> | undefined {
  const found = /^exempt from ([a-z0-9-]+) until (\S+), as ("(?:[^"\\]|\\.)*"): (.*)$/ms.exec(text);
  if (!found) return undefined;
  const [, policy = "", expires = "", reason = '""', message = ""] = found;
  return { policy, expires, reason: JSON.parse(reason) as string, message };
}

/** More policies than these are counted, not listed. */
const MOST_LISTED = 3;

function listed(policies: readonly string[]): string {
  return policies.length > MOST_LISTED
    ? `${policies.length} policies`
    : policies.map((policy) => `'${policy}'`).join(", ");
}

function isOfAll({ name, urn }: Exemption): boolean {
  return [name, urn].every((glob) => glob === undefined || /^\*+$/.test(glob));
}

function isFar({ expires = "" }: Exemption, today: Date): boolean {
  const last = new Date(today);
  last.setUTCFullYear(last.getUTCFullYear() + 2);
  return expires > last.toISOString().slice(0, 10);
}
