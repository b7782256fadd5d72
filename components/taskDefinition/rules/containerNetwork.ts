import { isIP } from "node:net";

import type { Problem } from "../../rules/problem.js";

/** What the rules of the network read of a container. */
export interface NetworkedContainer {
  name: string;
  hostname?: string | undefined;
  dnsServers?: readonly string[] | undefined;
  dnsSearchDomains?: readonly string[] | undefined;
  extraHosts?: readonly HostEntry[] | undefined;
  links?: readonly string[] | undefined;
  disableNetworking?: boolean | undefined;
}

/** What a container has of the network, whatever it says. */
export type PlacedContainer = Pick<NetworkedContainer, "name" | "disableNetworking"> & {
  hostname?: unknown;
  dnsServers?: readonly unknown[] | undefined;
  dnsSearchDomains?: readonly unknown[] | undefined;
  extraHosts?: readonly unknown[] | undefined;
  links?: readonly unknown[] | undefined;
};

/** A name that a container finds in `/etc/hosts`. */
export interface HostEntry {
  hostname: string;
  ipAddress: string;
}

/** What decides on the settings of the network that a container may have. */
export interface NetworkPlatform {
  networkMode: string;
  isFargate: boolean;
  isWindows: boolean;
}

/** Settings that Windows does not have; what is there counts, not what it says. */
const LINUX_ALONE = ["dnsServers", "dnsSearchDomains", "extraHosts", "links", "disableNetworking"];

/**
 * The first setting of a container's network that its task's operating system or network mode does not have, with the
 * path below the container. What Fargate does not have is for `fargateContainerProblem` to say.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export function networkPlatformProblem(
  container: PlacedContainer,
  { networkMode, isFargate, isWindows }: NetworkPlatform,
): Problem | undefined {
  const given = Object.entries(settings(container)).flatMap(([key, isThere]) =>
    isThere ? [key] : [],
  );
  const refused = (keys: readonly string[], rule: string): Problem | undefined => {
    const path = given.find((key) => keys.includes(key));
    if (path === undefined) return undefined;
    return { path, reason: `'${path}' of container '${container.name}' ${rule}` };
  };
  if (isWindows) {
    const problem = refused(LINUX_ALONE, "is not for Windows; leave it out");
    if (problem) return problem;
  }
  if (networkMode === "awsvpc") {
    const problem = refused(
      isFargate ? ["hostname"] : ["hostname", "extraHosts"],
      "is not for 'networkMode' awsvpc, in which the task has its own; leave it out",
    );
    if (problem) return problem;
  }
  if (isFargate || networkMode === "bridge") return undefined;
  return refused(["links"], `is for 'networkMode' bridge, got ${networkMode}; leave it out`);
}

function settings(container: PlacedContainer) {
  const { hostname, dnsServers, dnsSearchDomains, extraHosts, links } = container;
  const isThere = (list: readonly unknown[] = []) => list.length > 0;
  return {
    hostname: hostname !== undefined,
    dnsServers: isThere(dnsServers),
    dnsSearchDomains: isThere(dnsSearchDomains),
    extraHosts: isThere(extraHosts),
    links: isThere(links),
    disableNetworking: container.disableNetworking === true,
  };
}

const HOSTNAME = /^[A-Za-z0-9]([A-Za-z0-9.-]{0,61}[A-Za-z0-9])?$/;
const DOMAIN = /^[A-Za-z0-9_.-]{1,253}$/;

/** The first name or address of a container's network that is none, with the path below the container. */
export function networkTextProblem(
  container: Omit<NetworkedContainer, "links" | "disableNetworking">,
): Problem | undefined {
  const { name, hostname, dnsServers = [], dnsSearchDomains = [], extraHosts = [] } = container;
  const problem = (path: string, rule: string) => ({
    path,
    reason: `'${path.replace(/\[.*/, "")}' of container '${name}' ${rule}`,
  });
  if (hostname !== undefined && !HOSTNAME.test(hostname)) {
    return problem(
      "hostname",
      `must be 1 to 63 letters, digits, hyphens or dots, with a letter or digit at both ends, got ${JSON.stringify(hostname)}; "app" works`,
    );
  }
  const server = dnsServers.findIndex((address) => isIP(address) === 0);
  if (server >= 0) {
    return problem(
      `dnsServers[${server}]`,
      `must be addresses, got ${JSON.stringify(dnsServers[server])}; "10.0.0.2" works`,
    );
  }
  const domain = dnsSearchDomains.findIndex((text) => !DOMAIN.test(text));
  if (domain >= 0) {
    return problem(
      `dnsSearchDomains[${domain}]`,
      `must be domains, got ${JSON.stringify(dnsSearchDomains[domain])}; "example.internal" works`,
    );
  }
  for (const [i, entry] of extraHosts.entries()) {
    if (!DOMAIN.test(entry.hostname)) {
      return problem(
        `extraHosts[${i}].hostname`,
        `must have names, got ${JSON.stringify(entry.hostname)}; "db.local" works`,
      );
    }
    if (isIP(entry.ipAddress) > 0) continue;
    return problem(
      `extraHosts[${i}].ipAddress`,
      `must have addresses, got ${JSON.stringify(entry.ipAddress)} for "${entry.hostname}"; "10.0.0.5" works`,
    );
  }
  return undefined;
}
