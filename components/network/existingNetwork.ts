import { getSubnetsOutput } from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../argument/checks.js";
import { foundSubnetsProblem } from "./rules/existingVpc.js";
import { existingReach, existingServices } from "./rules/reachability.js";
import type { ExistingVpcArgs, NetworkArgs } from "./networkArgs.js";
import type { NetworkRef } from "./networkRef.js";
import { PrivateReach, VpcEndpoints } from "./networkArgs.js";
import { foundRouteTableIds } from "./routeTables.js";
import { gatewayPrefixListIds, subnetsBehind, vpcEndpoints } from "./vpcEndpoints.js";

/** The reference of a VPC that exists, its subnets found by tag where their ids are not given, with new endpoints. */
export function existingNetwork(
  name: string,
  checks: Checks,
  vpc: ExistingVpcArgs,
  args: Pick<NetworkArgs, "egressCidrBlocks" | "vpcEndpoints" | "additionalVpcEndpoints">,
  parent: pulumi.Resource,
): NetworkRef {
  const { id, cidrBlock } = vpc;
  const find = (kind: "public" | "private") => foundSubnetIds(checks, vpc, kind, parent);
  const privateSubnetIds = vpc.privateSubnetIds ?? find("private");
  const endpointSet = args.vpcEndpoints ?? VpcEndpoints.None;
  const choice = { ...args, vpcEndpoints: endpointSet };
  const endpoints = vpcEndpoints(name, choice, {
    vpcId: id,
    cidrBlock,
    privateSubnetIds,
    routeTableIds: () =>
      vpc.privateRouteTableIds ?? foundRouteTableIds(checks, id, privateSubnetIds, parent),
    parent,
  });
  const reach = existingReach(vpc.privateReach, endpointSet);
  const services = existingServices(vpc.endpointServices, choice);
  const everything = vpc.privateReach === PrivateReach.Internet ? ["0.0.0.0/0"] : [];
  return {
    vpcId: id,
    cidrBlock,
    publicSubnetIds: vpc.publicSubnetIds ?? find("public"),
    privateSubnetIds:
      endpoints.length === 0 ? privateSubnetIds : subnetsBehind(endpoints, privateSubnetIds),
    egressCidrBlocks: args.egressCidrBlocks ?? everything,
    ...(endpoints.length > 0 && {
      egressPrefixListIds: gatewayPrefixListIds(choice, endpoints),
    }),
    ...(reach !== undefined && { privateReach: reach }),
    ...(services && { endpointServices: services }),
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
  return checks.decide(
    { ids: found.ids, tags },
    (known) => foundSubnetsProblem(known.ids, known.tags, kind),
    // AWS finds them in any order; another order is no change.
    ({ ids }) => [...ids].sort(),
  );
}
