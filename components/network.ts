import type * as awsxEc2 from "@pulumi/awsx/ec2";
import * as pulumi from "@pulumi/pulumi";

import type { Problem } from "./checks.js";
import { Checks } from "./checks.js";
import { loadOptional } from "./optionalPackage.js";

/** How many NAT gateways let private subnets reach the internet. */
export const NatGateways = { None: "none", Single: "single", OnePerAz: "onePerAz" } as const;
/** How many NAT gateways let private subnets reach the internet. */
export type NatGateways = (typeof NatGateways)[keyof typeof NatGateways];

/** A VPC that exists already. */
export interface ExistingVpcArgs {
  /** Id of the VPC. */
  id: pulumi.Input<string>;
  /** IPv4 range of the VPC, which tasks may always reach. */
  cidrBlock: pulumi.Input<string>;
  /** Ids of subnets with a route to an internet gateway, in at least two availability zones for a load balancer. */
  publicSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Ids of subnets without one: tasks run here. */
  privateSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
}

/** Arguments for {@link Network}. */
export interface NetworkArgs {
  /**
   * A VPC that exists already. Nothing is created then.
   *
   * @default - a VPC is created
   */
  vpc?: ExistingVpcArgs;
  /**
   * IPv4 range of the VPC to create.
   *
   * @default "10.0.0.0/16"
   */
  cidrBlock?: string;
  /**
   * Availability zones of the VPC to create, 2 or 3.
   *
   * @default 2
   */
  availabilityZoneCount?: number;
  /**
   * NAT gateways of the VPC to create: without one a task in a private subnet reaches AWS by VPC endpoints alone.
   *
   * @default "single"
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
   */
  natGateways?: NatGateways;
  /**
   * IPv4 ranges outside of the VPC that tasks may reach on port 443, to pull images and call APIs.
   *
   * @default - everything where NAT gateways are created, which is what they are for; nothing otherwise
   */
  egressCidrBlocks?: pulumi.Input<pulumi.Input<string>[]>;
}

/** What other components need to know of a network. Plain, so that it crosses stacks. */
export interface NetworkRef {
  /** Id of the VPC. */
  vpcId: pulumi.Input<string>;
  /** IPv4 range of the VPC. */
  cidrBlock: pulumi.Input<string>;
  /** Ids of the public subnets. */
  publicSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Ids of the private subnets. */
  privateSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** IPv4 ranges outside of the VPC that tasks may reach on port 443. */
  egressCidrBlocks: pulumi.Input<pulumi.Input<string>[]>;
}

/** A VPC with public and private subnets: a new one by `awsx.ec2.Vpc`, or one that exists. */
export class Network extends pulumi.ComponentResource {
  /** What other components need to know of this network. */
  public readonly ref: NetworkRef;

  /**
   * @param name Logical name; the VPC has the same.
   * @throws {ArgumentError} if `availabilityZoneCount` is not 2 or 3, or if `vpc` comes with arguments of a new VPC.
   */
  constructor(name: string, args: NetworkArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    new Checks("Network", name).fail(networkProblem(args));
    super("slipway:index:Network", name, args, opts);

    this.ref = args.vpc ? existing(args.vpc, args) : create(name, args, this);
    this.registerOutputs({ ref: this.ref });
  }
}

function existing(vpc: ExistingVpcArgs, args: NetworkArgs): NetworkRef {
  const { id, ...rest } = vpc;
  return { vpcId: id, ...rest, egressCidrBlocks: args.egressCidrBlocks ?? [] };
}

function create(name: string, args: NetworkArgs, parent: pulumi.Resource): NetworkRef {
  const { Vpc } = loadOptional("@pulumi/awsx/ec2", "3", "a new VPC") as typeof awsxEc2;
  const natGateways = args.natGateways ?? NatGateways.Single;
  const cidrBlock = args.cidrBlock ?? "10.0.0.0/16";
  const vpc = new Vpc(
    name,
    {
      cidrBlock,
      numberOfAvailabilityZones: args.availabilityZoneCount ?? 2,
      natGateways: { strategy: AWSX_STRATEGIES[natGateways] },
      enableDnsHostnames: true,
      enableDnsSupport: true,
      // awsx's own "Auto" spreads the range evenly; it asks for the strategy to be named.
      subnetStrategy: "Auto",
    },
    { parent },
  );
  return {
    vpcId: vpc.vpcId,
    cidrBlock,
    publicSubnetIds: vpc.publicSubnetIds,
    privateSubnetIds: vpc.privateSubnetIds,
    egressCidrBlocks: args.egressCidrBlocks ?? (natGateways === "none" ? [] : ["0.0.0.0/0"]),
  };
}

const AWSX_STRATEGIES = { none: "None", single: "Single", onePerAz: "OnePerAz" } as const;

function networkProblem(args: NetworkArgs): Problem | undefined {
  const zones = args.availabilityZoneCount ?? 2;
  if (zones !== 2 && zones !== 3) {
    return {
      path: "availabilityZoneCount",
      reason: `'availabilityZoneCount' must be 2 or 3, got ${zones}`,
    };
  }
  for (const key of ["cidrBlock", "availabilityZoneCount", "natGateways"] as const) {
    if (args.vpc === undefined || args[key] === undefined) continue;
    return {
      path: key,
      reason: `'${key}' is for a new VPC and 'vpc' names an existing one; leave one out`,
    };
  }
  const strategy = args.natGateways;
  if (strategy !== undefined && !Object.values<string>(NatGateways).includes(strategy)) {
    return {
      path: "natGateways",
      reason: `'natGateways' must be "none", "single" or "onePerAz", got ${JSON.stringify(strategy)}`,
    };
  }
  return undefined;
}
