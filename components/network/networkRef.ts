import type * as pulumi from "@pulumi/pulumi";

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
  /**
   * Ids of prefix lists outside of the VPC that tasks may reach on port 443, such as the one of S3 behind its gateway
   * endpoint.
   *
   * @default - none
   */
  egressPrefixListIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * What tasks in the private subnets reach outside of the network. A private service in one that reaches `nothing` is
   * refused: it could never pull its image.
   *
   * @default - not known, and nothing is refused
   */
  privateReach?: pulumi.Input<string>;
  /**
   * The services of AWS that tasks in the private subnets reach by endpoints, where these are all that they reach, such as
   * `ssmmessages`. A private service that needs another one, as ECS Exec does, is refused.
   *
   * @default - not known, and nothing is refused
   */
  endpointServices?: pulumi.Input<pulumi.Input<string>[]>;
}
