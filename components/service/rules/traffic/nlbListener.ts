import { MOST_TARGET_GROUPS } from "./additionalTarget.js";
import type { MappedPort } from "../../../launch/rules/reachedPorts.js";
import { isPortChosen } from "../../../launch/rules/reachedPorts.js";
import { isIpv4Range, isIpv6Range } from "../../../rules/cidrRange.js";
import { wholeNumberProblem } from "../../../rules/numberProblem.js";
import type { Problem } from "../../../rules/problem.js";
import { firstProblem } from "../../../rules/problem.js";

/** A listener of a service on a network load balancer, as far as rules read it. */
export interface NlbListener extends NlbClients {
  port: number;
  protocol?: string | undefined;
  /** A number, or something that is none yet. */
  containerPort?: unknown;
  certificateArn?: unknown;
  sslPolicy?: unknown;
  healthCheckPath?: unknown;
  healthCheck?: { matcher?: unknown; port?: unknown } | undefined;
  preserveClientIp?: boolean | undefined;
}

/** Ranges that may connect to a listener. */
export interface NlbClients {
  ingressCidrBlocks?: readonly string[] | undefined;
  ingressIpv6CidrBlocks?: readonly string[] | undefined;
}

const ARGUMENT = "networkLoadBalancer.listeners";

/**
 * Why a network load balancer could not have these listeners of a service; nothing when it could.
 *
 * @param others Target groups that the service has beside them.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html
 */
export function nlbListenersProblem(
  listeners: readonly NlbListener[],
  others: number,
): Problem | undefined {
  if (listeners.length === 0) {
    const reason = `'${ARGUMENT}' must hold a listener, got none; [{ port: 443, protocol: "TLS", certificateArn: … }] works`;
    return { path: ARGUMENT, reason };
  }
  if (listeners.length + others > MOST_TARGET_GROUPS) {
    const reason = `'${ARGUMENT}' may have at most ${MOST_TARGET_GROUPS - others} entries where the service has ${others} other target groups, got ${listeners.length}`;
    return { path: ARGUMENT, reason };
  }
  return firstProblem(listeners, (listener, i) => {
    const at = `${ARGUMENT}[${i}]`;
    return (
      portProblem(listener, listeners, i) ??
      tlsProblem(listener, at) ??
      healthProblem(listener, at) ??
      clientProblem(listener, at) ??
      rangeProblem(listener, at)
    );
  });
}

function portProblem(
  { port, containerPort }: NlbListener,
  listeners: readonly NlbListener[],
  i: number,
): Problem | undefined {
  const at = `${ARGUMENT}[${i}]`;
  const range = wholeNumberProblem(`${at}.port`, port, [1, 65_535], 443);
  if (range) return range;
  if (listeners.slice(0, i).some((other) => other.port === port)) {
    const reason = `'${at}.port' must be its own, got ${port} twice; "TCP_UDP" takes both protocols on one port`;
    return { path: `${at}.port`, reason };
  }
  if (listeners.length === 1 || typeof containerPort === "number") return undefined;
  const path = `${at}.containerPort`;
  const got = containerPort === undefined ? "none" : "one that is not known yet";
  const reason = `'${path}' must be a number where there are several listeners, got ${got}; 8080 works`;
  return { path, reason };
}

function tlsProblem(listener: NlbListener, at: string): Problem | undefined {
  const { protocol = "TCP", certificateArn, sslPolicy } = listener;
  const path = `${at}.certificateArn`;
  if (protocol === "TLS") {
    if (certificateArn !== undefined) return undefined;
    const reason = `'${path}' must be given with 'protocol' "TLS"; "TCP" leaves the encryption to the program`;
    return { path, reason };
  }
  const given = certificateArn === undefined ? "sslPolicy" : "certificateArn";
  if (certificateArn === undefined && sslPolicy === undefined) return undefined;
  const reason = `'${at}.${given}' is for 'protocol' "TLS", got "${protocol}"; leave it out`;
  return { path: `${at}.${given}`, reason };
}

function healthProblem(
  { healthCheckPath, healthCheck }: NlbListener,
  at: string,
): Problem | undefined {
  if (healthCheckPath !== undefined || healthCheck?.matcher === undefined) return undefined;
  const path = `${at}.healthCheck.matcher`;
  const reason = `'${path}' needs a 'healthCheckPath': a TCP connection has no code; "/healthz" works`;
  return { path, reason };
}

function clientProblem(
  { protocol = "TCP", preserveClientIp }: NlbListener,
  at: string,
): Problem | undefined {
  if (preserveClientIp !== false || !protocol.includes("UDP")) return undefined;
  const path = `${at}.preserveClientIp`;
  const reason = `'${path}' must be true with 'protocol' "${protocol}", got false; leave it out`;
  return { path, reason };
}

/** Why ranges that may connect are none; nothing when all are. */
export function rangeProblem(listener: NlbClients, at: string): Problem | undefined {
  const { ingressCidrBlocks = [], ingressIpv6CidrBlocks = [] } = listener;
  for (const [i, cidr] of ingressCidrBlocks.entries()) {
    if (isIpv4Range(cidr)) continue;
    const path = `${at}.ingressCidrBlocks`;
    const reason = `'${path}' must hold IPv4 ranges, got "${cidr}"; "10.0.0.0/8" works`;
    return { path: `${path}[${i}]`, reason };
  }
  for (const [i, cidr] of ingressIpv6CidrBlocks.entries()) {
    if (isIpv6Range(cidr)) continue;
    const path = `${at}.ingressIpv6CidrBlocks`;
    const reason = `'${path}' must hold IPv6 ranges, got "${cidr}"; "2001:db8::/32" works`;
    return { path: `${path}[${i}]`, reason };
  }
  return undefined;
}

/**
 * Why a load balancer could not reach a port that Docker chooses; nothing when it could. TCP and UDP get different ports,
 * and health checks come by TCP.
 *
 * @param networkMode Network mode of the tasks.
 * @param at Path of the listener.
 */
export function chosenPortProblem(
  { protocol = "TCP", healthCheck }: NlbListener,
  target: MappedPort,
  networkMode: string,
  at: string,
): Problem | undefined {
  if (!isPortChosen(networkMode, target)) return undefined;
  if (protocol.includes("UDP")) {
    const path = `${at}.protocol`;
    const reason = `'${path}' must be "TCP" or "TLS" where each task gets a free port of its instance, got "${protocol}"; a fixed 'hostPort' takes it`;
    return { path, reason };
  }
  if (healthCheck?.port === undefined) return undefined;
  const path = `${at}.healthCheck.port`;
  const reason = `'${path}' must be left out where each task gets a free port of its instance; a fixed 'hostPort' takes it`;
  return { path, reason };
}

/** Protocols of IP that a listener's connections come by. */
export function ipProtocols(protocol = "TCP"): ("tcp" | "udp")[] {
  if (protocol === "TCP_UDP") return ["tcp", "udp"];
  return protocol === "UDP" ? ["udp"] : ["tcp"];
}

/** What a load balancer may connect to of the tasks. */
export interface NlbIngress {
  ipProtocol: "tcp" | "udp";
  /** Whether it is for health checks alone. */
  isHealth: boolean;
  /** What tells it from others: two rules for one would be refused. */
  key: string;
}

/**
 * What a listener may connect to of the tasks: to the container's port, and to the port of the health check, which is TCP whatever the
 * listener takes.
 */
export function nlbIngress(listener: NlbListener): NlbIngress[] {
  const { protocol, containerPort, healthCheck } = listener;
  const healthPort = healthCheck?.port ?? containerPort;
  const ports = ipProtocols(protocol).map((ipProtocol) => ({
    ipProtocol,
    isHealth: false,
    key: `${ipProtocol} ${String(containerPort)}`,
  }));
  if (protocol !== "UDP" && healthPort === containerPort) return ports;
  return [...ports, { ipProtocol: "tcp", isHealth: true, key: `tcp ${String(healthPort)}` }];
}
