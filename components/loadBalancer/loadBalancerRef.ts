import type * as pulumi from "@pulumi/pulumi";

/** What services need to know of a load balancer. Plain, so that it crosses stacks. */
export interface LoadBalancerRef {
  /** ARN of the load balancer. */
  arn: pulumi.Input<string>;
  /** The last part of the ARN, which CloudWatch metrics go by. */
  arnSuffix: pulumi.Input<string>;
  /** DNS name of the load balancer. */
  dnsName: pulumi.Input<string>;
  /** Route 53 zone of the DNS name, for alias records. */
  zoneId: pulumi.Input<string>;
  /** ARN of the listener that services hang their rules on. */
  listenerArn: pulumi.Input<string>;
  /** `HTTP` or `HTTPS`: what that listener speaks. */
  protocol: pulumi.Input<string>;
  /**
   * Port of that listener.
   *
   * @default - the one that the protocol has
   */
  port?: pulumi.Input<number>;
  /** Id of the load balancer's security group. */
  securityGroupId: pulumi.Input<string>;
  /** Id of the VPC. */
  vpcId: pulumi.Input<string>;
  /**
   * Domain that leads to the load balancer and that its certificate is for.
   *
   * @default - none
   */
  domainName?: pulumi.Input<string>;
  /**
   * ARN of the listener where blue/green deployments show what is not in production yet.
   *
   * @default - there is none
   */
  testListenerArn?: pulumi.Input<string>;
}
