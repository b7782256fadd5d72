import { isIpv4Range, isIpv6Range } from "../../rules/cidrRange.js";
import { MOST_INTEGER, wholeNumberProblem } from "../../rules/numberProblem.js";
import type { Problem } from "../../rules/problem.js";

/** Who may connect to a load balancer. */
interface IngressRanges {
  ingressCidrBlocks?: readonly string[] | undefined;
  ingressIpv6CidrBlocks?: readonly string[] | undefined;
  ipAddressType?: string | undefined;
}

/** Why a load balancer could not be open to these ranges; nothing when it could. */
export function ingressProblem(ranges: IngressRanges): Problem | undefined {
  const { ingressCidrBlocks = [], ingressIpv6CidrBlocks = [], ipAddressType = "ipv4" } = ranges;
  const problem = ipv4Problem(ingressCidrBlocks, "ingressCidrBlocks");
  if (problem) return problem;
  const at = "ingressIpv6CidrBlocks";
  for (const [i, cidr] of ingressIpv6CidrBlocks.entries()) {
    if (isIpv6Range(cidr)) continue;
    const reason = `'${at}' must hold IPv6 ranges, got "${cidr}"; "2001:db8::/32" works`;
    return { path: `${at}[${i}]`, reason };
  }
  if (ingressIpv6CidrBlocks.length === 0 || ipAddressType === "dualstack") return undefined;
  const reason = `'ipAddressType' must be "dualstack" where '${at}' is given, got "${ipAddressType}"; nobody could connect by IPv6`;
  return { path: "ipAddressType", reason };
}

function ipv4Problem(cidrs: readonly string[], argument: string): Problem | undefined {
  for (const [i, cidr] of cidrs.entries()) {
    if (isIpv4Range(cidr)) continue;
    const reason = `'${argument}' must hold IPv4 ranges, got "${cidr}"; "10.0.0.0/8" works`;
    return { path: `${argument}[${i}]`, reason };
  }
  return undefined;
}

/** Why a load balancer cannot have this test listener; nothing when it can. */
export function testListenerProblem(
  listener: { port?: number | undefined; ingressCidrBlocks?: readonly string[] | undefined },
  taken: readonly number[],
): Problem | undefined {
  const { port, ingressCidrBlocks = [] } = listener;
  const path = "testListener.port";
  const range = wholeNumberProblem(path, port, [1, 65_535], 8443);
  if (range) return range;
  if (port !== undefined && taken.includes(port)) {
    const reason = `'${path}' must be a port that no other listener has, got ${port}; ${[8443, 8444].find((other) => other !== port)} works`;
    return { path, reason };
  }
  return ipv4Problem(ingressCidrBlocks, "testListener.ingressCidrBlocks");
}

/** What decides which certificates a listener shows. */
interface CertificateChoice {
  hasCertificate: boolean;
  hasDomain: boolean;
  additionalCount: number;
  hasPolicy: boolean;
}

/** Why a load balancer cannot have these certificates; nothing when it can. */
export function certificateProblem(choice: CertificateChoice): Problem | undefined {
  const { hasCertificate, hasDomain, additionalCount, hasPolicy } = choice;
  if (hasCertificate && hasDomain) {
    const reason = `'domain' gets a certificate of its own, and 'certificateArn' is given too; leave one out, or give the other in 'additionalCertificateArns'`;
    return { path: "domain", reason };
  }
  if (hasCertificate || hasDomain) return undefined;
  if (additionalCount > 0) {
    const path = "additionalCertificateArns";
    const reason = `'${path}' needs a first certificate, got none; give it in 'certificateArn', or a 'domain'`;
    return { path, reason };
  }
  if (!hasPolicy) return undefined;
  const reason = `'sslPolicy' needs a listener with TLS; give 'certificateArn' or a 'domain', or leave it out`;
  return { path: "sslPolicy", reason };
}

/** Why a load balancer would refuse an idle timeout; nothing when it would not. */
export function idleTimeoutProblem(seconds: number): Problem | undefined {
  return wholeNumberProblem("idleTimeoutSeconds", seconds, [1, 4000], 60);
}

/** Why access logs cannot be kept so; nothing when they can. */
export function accessLogsProblem(logs: {
  prefix?: string | undefined;
  retentionDays?: number | undefined;
}): Problem | undefined {
  const { prefix, retentionDays = 90 } = logs;
  // Elastic Load Balancing adds AWSLogs itself, and refuses it here.
  if (prefix !== undefined && (/^$|^\/|\/$/.test(prefix) || prefix.includes("AWSLogs"))) {
    const path = "accessLogs.prefix";
    const reason = `'${path}' must have no slash at its ends and not hold "AWSLogs", got ${JSON.stringify(prefix)}; "load-balancer" works`;
    return { path, reason };
  }
  return wholeNumberProblem("accessLogs.retentionDays", retentionDays, [1, MOST_INTEGER], 90);
}
