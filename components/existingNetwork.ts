import { getSubnetsOutput } from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "./checks.js";
import { foundSubnetsProblem } from "./network/existingVpc.js";
import type { ExistingVpcArgs, NetworkArgs, NetworkRef } from "./networkArgs.js";

/** The reference of a VPC that exists, its subnets found by tag where their ids are not given. */
export function existingNetwork(
  checks: Checks,
  vpc: ExistingVpcArgs,
  egressCidrBlocks: NetworkArgs["egressCidrBlocks"],
  parent: pulumi.Resource,
): NetworkRef {
  const { id, cidrBlock, publicSubnetIds, privateSubnetIds } = vpc;
  const find = (kind: "public" | "private") => foundSubnetIds(checks, vpc, kind, parent);
  return {
    vpcId: id,
    cidrBlock,
    publicSubnetIds: publicSubnetIds ?? find("public"),
    privateSubnetIds: privateSubnetIds ?? find("private"),
    egressCidrBlocks: egressCidrBlocks ?? [],
  };
}

function foundSubnetIds(
  checks: Checks,
  vpc: ExistingVpcArgs,
  kind: "public" | "private",
  parent: pulumi.Resource,
): pulumi.Output<string[]> {
  const tags = vpc.subnetTags?.[kind] ?? {};
  const filters = [{ name: "vpc-id", values: [vpc.id] }];
  const found = getSubnetsOutput({ filters, tags }, { parent });
  return pulumi.all([found.ids, tags]).apply(([ids, known]) => {
    checks.fail(foundSubnetsProblem(ids, known, kind));
    // AWS finds them in any order; another order is no change.
    return [...ids].sort();
  });
}
