import type { SubnetSources } from "./existingVpc.js";
import { subnetSourcesProblem, subnetTagsProblem } from "./existingVpc.js";
import { additionalEndpointsProblem, vpcEndpointPlans } from "./vpcEndpointPlans.js";
import type { Problem } from "../../rules/problem.js";

/** An existing VPC's part of the arguments. */
interface ExistingVpcSettings extends SubnetSources {
  privateRouteTableIds?: unknown;
}

/** What can be wrong with a network's arguments, values that may be outputs left as they are. */
export interface NetworkSettings {
  vpc?: ExistingVpcSettings | undefined;
  cidrBlock?: string | undefined;
  availabilityZoneCount?: number | undefined;
  natGateways?: string | undefined;
  vpcEndpoints?: string | undefined;
  additionalVpcEndpoints?: readonly string[] | undefined;
}

const NEW_VPC_ONLY = ["cidrBlock", "availabilityZoneCount", "natGateways"] as const;

/** Why these arguments make no network; nothing when they do. */
export function networkProblem(args: NetworkSettings): Problem | undefined {
  const zones = args.availabilityZoneCount ?? 2;
  if (zones !== 2 && zones !== 3) {
    return {
      path: "availabilityZoneCount",
      reason: `'availabilityZoneCount' must be 2 or 3, got ${zones}`,
    };
  }
  const misplaced = NEW_VPC_ONLY.find((key) => args[key] !== undefined);
  if (args.vpc && misplaced !== undefined) {
    const reason = `'${misplaced}' is for a new VPC and 'vpc' names an existing one; leave one out`;
    return { path: misplaced, reason };
  }
  return (
    (args.vpc &&
      existingVpcProblem(
        args.vpc,
        vpcEndpointPlans(args).some(({ type }) => type === "Gateway"),
      )) ??
    additionalEndpointsProblem(args)
  );
}

function existingVpcProblem(vpc: ExistingVpcSettings, hasGateway: boolean): Problem | undefined {
  const { subnetTags = {} } = vpc;
  if (vpc.privateRouteTableIds !== undefined && !hasGateway) {
    const reason = `'vpc.privateRouteTableIds' is for 'vpcEndpoints', which makes none; leave it out, or { vpcEndpoints: "gateway" } works`;
    return { path: "vpc.privateRouteTableIds", reason };
  }
  return (
    subnetSourcesProblem(vpc) ??
    (subnetTags.public && subnetTagsProblem(subnetTags.public, "public")) ??
    (subnetTags.private && subnetTagsProblem(subnetTags.private, "private"))
  );
}
