import { isIpv4Range, isIpv6Range } from "../../rules/cidrRange.js";
import { wholeNumberProblem } from "../../rules/numberProblem.js";
import type { Problem } from "../../rules/problem.js";
import { firstProblem } from "../../rules/problem.js";

/** A destination of tasks, as far as the rules read it. */
export interface EgressRule {
  destination: string;
  port?: number | undefined;
  toPort?: number | undefined;
  protocol?: string | undefined;
  /** Fields that say who is reached, those that are given. */
  reached: readonly string[];
}

const REACHED = ["securityGroupId", "cidrBlock", "ipv6CidrBlock", "prefixListId"] as const;

/** What says who is reached, of all that may. */
export function reachedFields(
  args: Partial<Record<(typeof REACHED)[number], unknown>>,
): (typeof REACHED)[number][] {
  return REACHED.filter((field) => args[field] !== undefined);
}

/** What the rule of a destination is named by. */
export function egressKey(rule: EgressRule, rules: readonly EgressRule[]): string {
  const { destination, port = "all" } = rule;
  const isAlone = rules.filter((other) => other.destination === destination).length === 1;
  return isAlone ? destination : `${destination}-${port}`;
}

/**
 * Why these destinations could not be reached so; nothing when they could.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
 */
export function egressProblem(rules: readonly EgressRule[]): Problem | undefined {
  return firstProblem(rules, (rule, i) => {
    const at = `egress[${i}]`;
    return (
      nameProblem(rule, at) ??
      reachedProblem(rule, at) ??
      portsProblem(rule, at) ??
      repeatedProblem(rule, at, rules.slice(0, i))
    );
  });
}

function nameProblem({ destination }: EgressRule, at: string): Problem | undefined {
  if (/^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/.test(destination)) return undefined;
  const path = `${at}.destination`;
  const reason = `'${path}' must hold letters, digits and single hyphens, got ${JSON.stringify(destination)}; "database" works`;
  return { path, reason };
}

function reachedProblem({ reached }: EgressRule, at: string): Problem | undefined {
  if (reached.length === 1) return undefined;
  const got = reached.length === 0 ? "none" : reached.map((field) => `'${field}'`).join(" and ");
  const reason = `'${at}' must have exactly one of 'securityGroupId', 'cidrBlock', 'ipv6CidrBlock' and 'prefixListId', got ${got}; cidrBlock: "10.20.0.0/16" works, and a destination of its own for each further one`;
  return { path: at, reason };
}

function portsProblem(rule: EgressRule, at: string): Problem | undefined {
  const { port, toPort, protocol = "tcp" } = rule;
  if (!["tcp", "udp", "-1"].includes(protocol)) {
    const path = `${at}.protocol`;
    const reason = `'${path}' must be "tcp", "udp" or "-1", got ${JSON.stringify(protocol)}; "tcp" works`;
    return { path, reason };
  }
  const path = `${at}.port`;
  if (protocol === "-1") {
    const given = [port !== undefined && "port", toPort !== undefined && "toPort"].find(Boolean);
    if (given === undefined || given === false) return undefined;
    const reason = `'${at}.${given}' must be left out with the protocol "-1", which has all ports, got ${port ?? toPort}; protocol: "tcp" takes it`;
    return { path: `${at}.${given}`, reason };
  }
  if (port === undefined) {
    const reason = `'${path}' must be given with the protocol "${protocol}", got nothing; 587 works, as does protocol: "-1" for all ports`;
    return { path, reason };
  }
  return (
    wholeNumberProblem(path, port, [1, 65_535], 587) ??
    wholeNumberProblem(`${at}.toPort`, toPort, [port, 65_535])
  );
}

function repeatedProblem(
  rule: EgressRule,
  at: string,
  before: readonly EgressRule[],
): Problem | undefined {
  const { destination, port } = rule;
  if (!before.some((other) => other.destination === destination && other.port === port)) {
    return undefined;
  }
  const which = port === undefined ? "all ports" : `port ${port}`;
  const reason = `'${at}' names destination "${destination}" and ${which} a second time; leave it out, or name it "${destination}-2"`;
  return { path: at, reason };
}

/** Why a range could not be reached; nothing when it could. */
export function egressRangeProblem(
  at: string,
  {
    cidrBlock,
    ipv6CidrBlock,
  }: { cidrBlock?: string | undefined; ipv6CidrBlock?: string | undefined },
): Problem | undefined {
  if (cidrBlock !== undefined && !isIpv4Range(cidrBlock)) {
    const path = `${at}.cidrBlock`;
    const reason = `'${path}' must be an IPv4 range, got "${cidrBlock}"; "10.20.0.0/16" works`;
    return { path, reason };
  }
  if (ipv6CidrBlock === undefined || isIpv6Range(ipv6CidrBlock)) return undefined;
  const path = `${at}.ipv6CidrBlock`;
  const reason = `'${path}' must be an IPv6 range, got "${ipv6CidrBlock}"; "2001:db8::/32" works`;
  return { path, reason };
}
