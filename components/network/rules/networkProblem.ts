import type { SubnetSources } from "./existingVpc.js";
import { subnetSourcesProblem, subnetTagsProblem } from "./existingVpc.js";
import { additionalEndpointsProblem, vpcEndpointPlans } from "./vpcEndpointPlans.js";
import { canonicalIpv4Range, isIpv4Range } from "../../rules/cidrRange.js";
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

/** Lengths of a VPC's range in bits. */
const LARGEST_VPC = 16;
const SMALLEST_VPC = 28;

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
    cidrBlockProblem(args.cidrBlock) ??
    (args.vpc &&
      existingVpcProblem(
        args.vpc,
        vpcEndpointPlans(args).some(({ type }) => type === "Gateway"),
      )) ??
    additionalEndpointsProblem(args)
  );
}

/**
 * A VPC has from 16 to 65,536 addresses, and the provider of AWS takes its range by its first address alone.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 */
function cidrBlockProblem(cidrBlock: string | undefined): Problem | undefined {
  if (cidrBlock === undefined || !isIpv4Range(cidrBlock)) return undefined;
  const path = "cidrBlock";
  const length = Number(cidrBlock.split("/")[1]);
  if (length < LARGEST_VPC || length > SMALLEST_VPC) {
    const reason = `'cidrBlock' must be from a /${LARGEST_VPC} to a /${SMALLEST_VPC}, got "${cidrBlock}"; "10.0.0.0/16" works`;
    return { path, reason };
  }
  const canonical = canonicalIpv4Range(cidrBlock);
  if (canonical === cidrBlock) return undefined;
  const reason = `'cidrBlock' must begin with the first address of its range, got "${cidrBlock}"; "${canonical}" works`;
  return { path, reason };
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
