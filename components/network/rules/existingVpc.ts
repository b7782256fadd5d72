import type { Problem } from "../../rules/problem.js";

type Kind = "public" | "private";

type Tags = Readonly<Record<string, unknown>>;

/** How an existing VPC names its subnets, values that may be outputs left as they are. */
export interface SubnetSources {
  publicSubnetIds?: unknown;
  privateSubnetIds?: unknown;
  subnetTags?: { public?: Tags | undefined; private?: Tags | undefined } | undefined;
}

/** Why an existing VPC's subnets are not known; nothing when they are: each kind by ids or by tags. */
export function subnetSourcesProblem(vpc: SubnetSources): Problem | undefined {
  for (const kind of ["public", "private"] as const) {
    const ids = `${kind}SubnetIds` as const;
    const tags = vpc.subnetTags?.[kind];
    if ((vpc[ids] === undefined) !== (tags === undefined)) continue;
    const got = tags === undefined ? "neither" : "both";
    const reason = `'vpc' must have one of '${ids}' and 'subnetTags.${kind}', got ${got}; { subnetTags: { ${kind}: { Tier: "${kind}" } } } works`;
    return { path: `vpc.${ids}`, reason };
  }
  return undefined;
}

/** Why tags for subnets are none; nothing when they are some. Without a tag, every subnet of the VPC would be found. */
export function subnetTagsProblem(tags: Tags, kind: Kind): Problem | undefined {
  if (Object.keys(tags).length > 0) return undefined;
  const path = `vpc.subnetTags.${kind}`;
  return { path, reason: `'${path}' must have a tag, got none; { Tier: "${kind}" } works` };
}

/** Why subnets that were looked for are not there; nothing when they are. */
export function foundSubnetsProblem(
  ids: readonly string[],
  tags: Readonly<Record<string, string>>,
  kind: Kind,
): Problem | undefined {
  if (ids.length > 0) return undefined;
  const path = `vpc.subnetTags.${kind}`;
  const reason = `'${path}' must be tags of subnets in the VPC, got ${JSON.stringify(tags)}, which none has; tag the subnets or give '${kind}SubnetIds'`;
  return { path, reason };
}

/** Why the route tables of private subnets are not known; nothing when they are. */
export function foundRouteTablesProblem(ids: readonly string[]): Problem | undefined {
  if (ids.length > 0) return undefined;
  const reason =
    "'vpc.privateRouteTableIds' must be given where neither the private subnets nor the VPC have a route table to be found, got nothing; the ids of the tables of the private subnets work";
  return { path: "vpc.privateRouteTableIds", reason };
}
