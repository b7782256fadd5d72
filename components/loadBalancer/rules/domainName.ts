import type { Problem } from "../../rules/problem.js";

/** Longest name that ACM takes as the first one of a certificate. */
const LONGEST_FIRST = 64;

/** A domain name, the first label of which may be a wildcard. */
const DOMAIN =
  /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/i;

/** Whether a text is a domain name, such as `api.example.com` or `*.example.com`. */
export function isDomainName(text: string): boolean {
  return text.length <= 253 && DOMAIN.test(text);
}

/**
 * Why ACM would refuse a certificate for these names; nothing when it would not.
 *
 * @see https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html
 */
export function domainProblem(name: string, alternatives: readonly string[]): Problem | undefined {
  if (!isDomainName(name) || name.length > LONGEST_FIRST) {
    const reason = `'domain.name' must be a domain name of at most ${LONGEST_FIRST} characters, got ${JSON.stringify(name.slice(0, 80))}; "api.example.com" works`;
    return { path: "domain.name", reason };
  }
  for (const [i, alternative] of alternatives.entries()) {
    if (isDomainName(alternative)) continue;
    const path = `domain.alternativeNames[${i}]`;
    const reason = `'${path}' must be a domain name, got ${JSON.stringify(alternative.slice(0, 80))}; "*.api.example.com" works`;
    return { path, reason };
  }
  return undefined;
}

/** The names to prove: a wildcard is proved by the record of the name that it stands below. */
export function namesToProve(name: string, alternatives: readonly string[]): string[] {
  const bare = [name, ...alternatives].map((domain) => domain.toLowerCase().replace(/^\*\./, ""));
  return [...new Set(bare)];
}

/**
 * Why hosts of a service could get no record; nothing when they could.
 *
 * @param at Path of the load balancer's arguments.
 */
export function hostRecordsProblem(hosts: readonly string[], at: string): Problem | undefined {
  const path = `${at}.zoneId`;
  if (hosts.length === 0) {
    const reason = `'${path}' needs a 'host' to make a record for, got none; "orders.example.com" works`;
    return { path, reason };
  }
  const pattern = hosts.find((host) => !isDomainName(host));
  if (pattern === undefined) return undefined;
  const reason = `'${path}' needs hosts that a record can have, got ${JSON.stringify(pattern)}; "*.example.com" works`;
  return { path, reason };
}
