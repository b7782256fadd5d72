import { SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";

import type { GroupPeers } from "../aws/adviseGroupRules.js";

/** Who may connect to a load balancer. */
export interface IngressSources {
  ingressCidrBlocks?: string[];
  ingressIpv6CidrBlocks?: string[];
  ingressPrefixListIds?: pulumi.Input<string>[];
  ingressSecurityGroupIds?: pulumi.Input<string>[];
}

/** One source, as a rule takes it. */
interface Source {
  /** What tells its rule from the others on the port. */
  key: string;
  from: string;
  match: Partial<
    Record<
      "cidrIpv4" | "cidrIpv6" | "prefixListId" | "referencedSecurityGroupId",
      pulumi.Input<string>
    >
  >;
}

/** Lets the sources connect to a port, a rule each. */
export function openPort(
  name: string,
  port: number,
  args: IngressSources,
  group: { securityGroupId: pulumi.Input<string>; ipProtocol?: string; parent: pulumi.Resource },
): pulumi.Resource[] {
  const { securityGroupId, ipProtocol = "tcp", parent } = group;
  return sources(args).map(
    ({ key, from, match }) =>
      new SecurityGroupIngressRule(
        `${name}-${port}-${key}`,
        {
          securityGroupId,
          ...match,
          ipProtocol,
          fromPort: port,
          toPort: port,
          description: `Port ${port} from ${from}`,
        },
        { parent },
      ),
  );
}

/** How many there are of each kind. */
export function peersOf(args: IngressSources): GroupPeers {
  return {
    ipv4: args.ingressCidrBlocks?.length ?? 0,
    ipv6: args.ingressIpv6CidrBlocks?.length ?? 0,
    securityGroups: args.ingressSecurityGroupIds?.length ?? 0,
    prefixListIds: args.ingressPrefixListIds ?? [],
  };
}

function sources(args: IngressSources): Source[] {
  const ranges = args.ingressCidrBlocks ?? [];
  const ranges6 = args.ingressIpv6CidrBlocks ?? [];
  return [
    ...ranges.map((cidr) => ({ key: slug(cidr), from: cidr, match: { cidrIpv4: cidr } })),
    ...ranges6.map((cidr) => ({ key: slug(cidr), from: cidr, match: { cidrIpv6: cidr } })),
    ...(args.ingressPrefixListIds ?? []).map((id, i) => ({
      key: idKey(id, `list-${i}`),
      from: "a prefix list",
      match: { prefixListId: id },
    })),
    ...(args.ingressSecurityGroupIds ?? []).map((id, i) => ({
      key: idKey(id, `group-${i}`),
      from: "a security group",
      match: { referencedSecurityGroupId: id },
    })),
  ];
}

/** An id that is known names its rule, whatever stands before it in the list. */
function idKey(id: pulumi.Input<string>, otherwise: string): string {
  return typeof id === "string" ? id : otherwise;
}

function slug(cidr: string): string {
  return cidr.replace(/[./:]/g, "-");
}
