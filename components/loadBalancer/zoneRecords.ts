import { Record as DnsRecord } from "@pulumi/aws/route53";
import type * as pulumi from "@pulumi/pulumi";

import { assumedProvider } from "../aws/assumedProvider.js";
import type { ZoneRoleArgs } from "./zoneRoleArgs.js";

/** A zone that gets records, and the role that makes them where the zone is another account's. */
export interface RecordZone {
  zoneId: pulumi.Input<string>;
  zoneRole?: ZoneRoleArgs | undefined;
}

/** A zone that gets records, and the options that lead them to its account. */
export interface AskedZone {
  zoneId: pulumi.Input<string>;
  options: { provider?: pulumi.ProviderResource };
}

/**
 * A zone by the provider that its records need: a child of the component that takes the role on, or the component's own.
 *
 * @param name Name of what has the records.
 */
export function zoneAsked(
  name: string,
  { zoneId, zoneRole }: RecordZone,
  parent: pulumi.Resource,
): AskedZone {
  if (!zoneRole) return { zoneId, options: {} };
  return { zoneId, options: { provider: assumedProvider(`${name}-zone`, zoneRole, parent) } };
}

/** Where an alias record leads to. */
export interface AliasTarget {
  dnsName: pulumi.Input<string>;
  zoneId: pulumi.Input<string>;
  /** Whether it has IPv6 addresses too. */
  isDualStack: boolean;
}

/**
 * Records of a host that lead to a load balancer.
 *
 * @param zone The zone that holds the host.
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html
 */
export function aliasRecords(
  name: string,
  host: string,
  { zoneId, options }: AskedZone,
  target: AliasTarget,
  parent: pulumi.Resource,
): DnsRecord[] {
  const aliases = [{ name: target.dnsName, zoneId: target.zoneId, evaluateTargetHealth: true }];
  const types = target.isDualStack ? ["A", "AAAA"] : ["A"];
  return types.map(
    (type) =>
      new DnsRecord(
        type === "A" ? name : `${name}-ipv6`,
        { zoneId, name: host, type, aliases },
        { parent, ...options },
      ),
  );
}
