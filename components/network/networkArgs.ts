import type * as pulumi from "@pulumi/pulumi";

/** How many NAT gateways let private subnets reach the internet. */
export const NatGateways = { None: "none", Single: "single", OnePerAz: "onePerAz" } as const;
/** How many NAT gateways let private subnets reach the internet. */
export type NatGateways = (typeof NatGateways)[keyof typeof NatGateways];

/** Which services of AWS a VPC reaches without the internet. */
export const VpcEndpoints = { None: "none", Gateway: "gateway", Fargate: "fargate" } as const;
/** Which services of AWS a VPC reaches without the internet. */
export type VpcEndpoints = (typeof VpcEndpoints)[keyof typeof VpcEndpoints];

/** Which connections a flow log records. */
export const FlowLogTraffic = { All: "all", Accept: "accept", Reject: "reject" } as const;
/** Which connections a flow log records. */
export type FlowLogTraffic = (typeof FlowLogTraffic)[keyof typeof FlowLogTraffic];

/** What tasks in private subnets reach outside of their network. */
export const PrivateReach = {
  Internet: "internet",
  AwsServices: "awsServices",
  Nothing: "nothing",
} as const;
/** What tasks in private subnets reach outside of their network. */
export type PrivateReach = (typeof PrivateReach)[keyof typeof PrivateReach];

/** Tags that tell the subnets of a VPC apart. A subnet must have all of them. */
export interface SubnetTagsArgs {
  /**
   * Tags of the subnets with a route to an internet gateway.
   *
   * @default - `publicSubnetIds` names them
   */
  public?: Record<string, pulumi.Input<string>>;
  /**
   * Tags of the subnets without one.
   *
   * @default - `privateSubnetIds` names them
   */
  private?: Record<string, pulumi.Input<string>>;
}

/** A VPC that exists already. Its subnets of each kind are given by id or found by tag. */
export interface ExistingVpcArgs {
  /** Id of the VPC. */
  id: pulumi.Input<string>;
  /** IPv4 range of the VPC, which tasks may always reach. */
  cidrBlock: pulumi.Input<string>;
  /**
   * Ids of subnets with a route to an internet gateway, in at least two availability zones for a load balancer.
   *
   * @default - found by `subnetTags.public`
   */
  publicSubnetIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Ids of subnets without one: tasks run here.
   *
   * @default - found by `subnetTags.private`
   */
  privateSubnetIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Tags that find the subnets whose ids are not given.
   *
   * @default - `publicSubnetIds` and `privateSubnetIds` name them
   */
  subnetTags?: SubnetTagsArgs;
  /**
   * Ids of the private subnets' route tables, where the gateway endpoint of `vpcEndpoints` adds its route.
   *
   * @default - found by the private subnets; one without a table of its own has the main table of the VPC
   */
  privateRouteTableIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * What the private subnets reach by what stands in the VPC already: `internet` by its NAT gateways, `awsServices` by
   * its endpoints, or `nothing`, so that private services are refused.
   *
   * @default - not known; `awsServices` with `vpcEndpoints: "fargate"`
   */
  privateReach?: PrivateReach;
  /**
   * The services of AWS that have an endpoint in the VPC already, such as `["ecr.api", "ecr.dkr", "logs", "s3"]`, where these and
   * those of `vpcEndpoints` and `additionalVpcEndpoints` are all that the private subnets reach: a private service that
   * needs another one, as ECS Exec needs `ssmmessages`, is refused. With `privateReach: "awsServices"` alone.
   *
   * @default - not known, and nothing is refused
   */
  endpointServices?: string[];
}

/** A record of a VPC's connections in CloudWatch Logs. */
export interface FlowLogsArgs {
  /**
   * Which connections are recorded.
   *
   * @default "all"
   */
  traffic?: FlowLogTraffic;
  /**
   * Days to keep the record. Must be a period that CloudWatch Logs offers.
   *
   * @default 30
   * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
   */
  retentionDays?: pulumi.Input<number>;
}

/** Arguments for {@link Network}. */
export interface NetworkArgs {
  /**
   * A VPC that exists already. Nothing is created then, but its endpoints and flow logs where they are asked for.
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
   * Endpoints to create in the VPC: `gateway` for S3, which costs nothing, or `fargate` for all that Fargate calls to
   * start a task (ECR, CloudWatch Logs, Secrets Manager, Systems Manager and S3), billed by hour and zone. A VPC that
   * exists must not have one of them already: AWS takes one of each.
   *
   * @default "none"
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
   */
  vpcEndpoints?: VpcEndpoints;
  /**
   * Further services of AWS that the VPC reaches without the internet, by the last words of their endpoints' names, such as
   * `ssmmessages`, which ECS Exec needs, `sqs` or `kms`; `dynamodb` costs nothing, others are billed by hour and zone.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
   */
  additionalVpcEndpoints?: string[];
  /**
   * A record of the VPC's connections.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
   */
  flowLogs?: FlowLogsArgs;
  /**
   * IPv4 ranges outside of the VPC that tasks may reach on port 443, to pull images and call APIs.
   *
   * @default - everything where NAT gateways are created, or stand in a VPC of `vpc.privateReach: "internet"`: that is
   * what they are for; nothing otherwise
   */
  egressCidrBlocks?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * ARN of the managed policy that limits what the roles which are made here may ever do, which is that of `flowLogs`.
   *
   * @default - no limit
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  permissionsBoundaryArn?: pulumi.Input<string>;
}
