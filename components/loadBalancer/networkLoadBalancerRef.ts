import type * as pulumi from "@pulumi/pulumi";

/** What services need to know of a network load balancer. Plain, so that it crosses stacks. */
export interface NetworkLoadBalancerRef {
  /** ARN of the load balancer. */
  arn: pulumi.Input<string>;
  /** The last part of the ARN, which CloudWatch metrics go by. */
  arnSuffix: pulumi.Input<string>;
  /** DNS name of the load balancer. */
  dnsName: pulumi.Input<string>;
  /** Route 53 zone of the DNS name, for alias records. */
  zoneId: pulumi.Input<string>;
  /** Id of the load balancer's security group. */
  securityGroupId: pulumi.Input<string>;
  /** Id of the VPC. */
  vpcId: pulumi.Input<string>;
}
