import { createHash } from "node:crypto";

/** What requests a listener rule matches. */
export interface RuleMatch {
  /** Path pattern, such as `/orders/*`. */
  path?: string | undefined;
  /** Host name, such as `orders.example.com`. */
  host?: string | undefined;
}

/** Priorities that a class of rules shares; smaller wins. */
const BAND_SIZE = 10_000;

/**
 * The priority of a listener rule: rules for a host and a path come before rules for a host, these before rules for a
 * path, and the rule for everything is last. Within its class a service's own name decides, so that services do not
 * take each other's and nobody has to keep a list.
 *
 * @param owner What tells this service from the others on the listener.
 * @returns A number from 1 to 40000; a listener takes up to 50000.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html
 */
export function rulePriority(match: RuleMatch, owner: readonly string[]): number {
  const digest = createHash("sha256")
    .update(JSON.stringify([match, owner]))
    .digest();
  return band(match) * BAND_SIZE + 1 + (digest.readUInt32BE(0) % BAND_SIZE);
}

function band({ path, host }: RuleMatch): number {
  if (path === undefined || path === "/*") return host === undefined ? 3 : 1;
  return host === undefined ? 2 : 0;
}

/** Why a listener would refuse a rule; nothing when it would not. */
export function ruleProblem({
  path,
  host,
  priority,
}: RuleMatch & { priority?: number | undefined }): { path: string; reason: string } | undefined {
  if (path !== undefined && !/^\/[A-Za-z0-9_.$/~"'@:+&*?-]{0,127}$/.test(path)) {
    const reason = `'loadBalancer.path' must start with a slash and have at most 128 characters, got ${JSON.stringify(path)}; "/orders/*" works`;
    return { path: "loadBalancer.path", reason };
  }
  if (host !== undefined && !/^[A-Za-z0-9.*?-]{1,128}$/.test(host)) {
    const reason = `'loadBalancer.host' must be a host name of at most 128 characters, got ${JSON.stringify(host)}; "orders.example.com" works`;
    return { path: "loadBalancer.host", reason };
  }
  if (
    priority !== undefined &&
    (!Number.isInteger(priority) || priority < 1 || priority > 50_000)
  ) {
    const reason = `'loadBalancer.priority' must be a whole number from 1 to 50000, got ${priority}; leave it out to have one chosen`;
    return { path: "loadBalancer.priority", reason };
  }
  return undefined;
}

/** The path that a service answers on, of a path pattern: `/orders/*` gives `/orders/`. */
export function pathPrefix(path: string | undefined): string {
  return (path ?? "/").replace(/[*?].*$/, "");
}
