import { MOST_INTEGER, wholeNumberProblem } from "../../../rules/numberProblem.js";
import type { Problem } from "../../../rules/problem.js";

/** A peer that may connect to a service. */
export interface Peer {
  peer: string;
  port: number;
  protocol?: string | undefined;
}

/** What the rule of a peer is named by. */
export function peerKey({ peer, port }: Peer, peers: readonly Peer[]): string {
  return peers.filter((other) => other.peer === peer).length > 1 ? `${peer}-${port}` : peer;
}

/**
 * Why these peers could not be connected; nothing when they could.
 *
 * @param argument The list's name.
 */
export function peersProblem(peers: readonly Peer[], argument: string): Problem | undefined {
  for (const [i, { peer, port, protocol = "tcp" }] of peers.entries()) {
    const at = `${argument}[${i}]`;
    if (!/^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/.test(peer)) {
      const reason = `'${at}.peer' must hold letters, digits and single hyphens, got ${JSON.stringify(peer)}; "billing" works`;
      return { path: `${at}.peer`, reason };
    }
    const range = wholeNumberProblem(`${at}.port`, port, [1, 65_535], 8080);
    if (range) return range;
    if (protocol !== "tcp" && protocol !== "udp") {
      const reason = `'${at}.protocol' must be "tcp" or "udp", got ${JSON.stringify(protocol)}; "tcp" works`;
      return { path: `${at}.protocol`, reason };
    }
    if (peers.slice(0, i).some((other) => other.peer === peer && other.port === port)) {
      const reason = `'${at}' names peer "${peer}" and port ${port} a second time; leave it out`;
      return { path: at, reason };
    }
  }
  return undefined;
}

/**
 * Why Cloud Map would refuse a service; nothing when it would not.
 *
 * @see https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html
 */
export function discoveryProblem(discovery: {
  name: string;
  ttlSeconds: number;
}): Problem | undefined {
  const { name, ttlSeconds } = discovery;
  if (!/^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/i.test(name)) {
    const path = "serviceDiscovery.name";
    const reason = `'${path}' must be a DNS label of at most 63 characters, got ${JSON.stringify(name)}; "orders" works`;
    return { path, reason };
  }
  return wholeNumberProblem("serviceDiscovery.ttlSeconds", ttlSeconds, [0, MOST_INTEGER], 10);
}
