import * as pulumi from "@pulumi/pulumi";

import { Checks } from "../argument/checks.js";
import { logRetentionProblem } from "../rules/logRetention.js";
import { existingNetwork } from "./existingNetwork.js";
import { flowLogs } from "./flowLogs.js";
import { permissionsBoundaryProblem } from "../rules/permissionsBoundary.js";
import { networkProblem } from "./rules/networkProblem.js";
import {
  endpointServices,
  existingReach,
  privateReach,
  statedServicesProblem,
} from "./rules/reachability.js";
import type { NetworkArgs } from "./networkArgs.js";
import type { NetworkRef } from "./networkRef.js";
import { FlowLogTraffic, NatGateways, VpcEndpoints } from "./networkArgs.js";
import { loadOptional } from "../program/optionalPackage.js";
import { gatewayPrefixListIds, subnetsBehind, vpcEndpoints } from "./vpcEndpoints.js";

/**
 * What is used here of `@pulumi/awsx/ec2`. Its own types name the whole of `@pulumi/aws`, two thousand files that each
 * compilation of these components and each derivation of their schema would read.
 */
interface AwsxEc2 {
  Vpc: new (
    name: string,
    args: VpcArgs,
    opts: pulumi.ComponentResourceOptions,
  ) => pulumi.ComponentResource & {
    vpcId: pulumi.Output<string>;
    publicSubnetIds: pulumi.Output<string[]>;
    privateSubnetIds: pulumi.Output<string[]>;
    routeTables: pulumi.Output<{ id: pulumi.Output<string> }[]>;
  };
}

interface VpcArgs {
  cidrBlock: string;
  numberOfAvailabilityZones: number;
  natGateways: { strategy: "None" | "OnePerAz" | "Single" };
  enableDnsHostnames: boolean;
  enableDnsSupport: boolean;
  subnetStrategy: "Auto" | "Exact" | "Legacy";
}

/** A VPC with public and private subnets: a new one by `awsx.ec2.Vpc`, or one that exists. */
export class Network extends pulumi.ComponentResource {
  /** What other components need to know of this network. */
  public readonly ref: NetworkRef;

  /**
   * @param name Logical name; the VPC has the same, and other children are named `<name>-<part>`.
   * @throws {ArgumentError} if `availabilityZoneCount` is not 2 or 3, `vpc` comes with arguments of a new VPC or does not
   * say which subnets are public and private, their route tables are not found, or CloudWatch Logs does not offer
   * `flowLogs.retentionDays`.
   */
  constructor(name: string, args: NetworkArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    const checks = new Checks("Network", name);
    args = checks.arguments(args);
    checks.fail(networkProblem(args));
    const { endpointServices: stated, privateReach: ofVpc } = args.vpc ?? {};
    const vpcReach = existingReach(ofVpc, args.vpcEndpoints ?? VpcEndpoints.None);
    checks.fail(statedServicesProblem(stated, vpcReach, args.egressCidrBlocks !== undefined));
    const retentionInDays = checks.known(args.flowLogs?.retentionDays ?? 30, (days) =>
      logRetentionProblem(days, "flowLogs.retentionDays"),
    );
    checks.check(args.permissionsBoundaryArn, permissionsBoundaryProblem);
    super("slipway:index:Network", name, args, opts);

    this.ref = args.vpc
      ? existingNetwork(name, checks, args.vpc, args, this)
      : create(name, args, this);
    if (args.flowLogs) {
      const traffic = args.flowLogs.traffic ?? FlowLogTraffic.All;
      const { permissionsBoundaryArn } = args;
      const what = { vpcId: this.ref.vpcId, traffic, retentionInDays, permissionsBoundaryArn };
      flowLogs(name, { ...what, parent: this });
    }
    this.registerOutputs({ ref: this.ref });
  }
}

function create(name: string, args: NetworkArgs, parent: pulumi.Resource): NetworkRef {
  const { Vpc } = loadOptional("@pulumi/awsx/ec2", "3", "a new VPC") as AwsxEc2;
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
  const endpointSet = args.vpcEndpoints ?? VpcEndpoints.None;
  const choice = { ...args, vpcEndpoints: endpointSet };
  const endpoints = vpcEndpoints(name, choice, {
    vpcId: vpc.vpcId,
    cidrBlock,
    privateSubnetIds: vpc.privateSubnetIds,
    routeTableIds: () => vpc.routeTables.apply((tables) => pulumi.all(tables.map(({ id }) => id))),
    parent,
  });
  const settings = {
    ...choice,
    natGateways,
    ownEgress: !isEmpty(args.egressCidrBlocks ?? []),
  };
  const reach = privateReach(settings);
  const services = endpointServices(settings);
  return {
    vpcId: vpc.vpcId,
    cidrBlock,
    publicSubnetIds: vpc.publicSubnetIds,
    privateSubnetIds: subnetsBehind(endpoints, vpc.privateSubnetIds),
    egressCidrBlocks: args.egressCidrBlocks ?? (natGateways === "none" ? [] : ["0.0.0.0/0"]),
    ...(endpoints.length > 0 && {
      egressPrefixListIds: gatewayPrefixListIds(choice, endpoints),
    }),
    ...(reach !== undefined && { privateReach: reach }),
    ...(services && { endpointServices: services }),
  };
}

function isEmpty(ranges: pulumi.Input<pulumi.Input<string>[]>): boolean {
  return Array.isArray(ranges) && ranges.length === 0;
}

const AWSX_STRATEGIES = { none: "None", single: "Single", onePerAz: "OnePerAz" } as const;
