import type * as pulumi from "@pulumi/pulumi";

import type { AccessLogsArgs } from "./accessLogsArgs.js";
import type { IpAddressType } from "./loadBalancerArgs.js";
import type { NetworkRef } from "../network/networkRef.js";

/** Arguments for `NetworkLoadBalancer`. */
export interface NetworkLoadBalancerArgs {
  /** Where the load balancer stands: in the public subnets, or in the private ones when it is internal. */
  network: pulumi.Input<NetworkRef>;
  /**
   * Name of the load balancer in AWS, in the place of one that is made of the logical name, the components that it stands in, the stack and
   * the project. Whoever renames one of these, with `aliases` or by `pulumi stack rename`, gives the name that it has, and
   * nothing is replaced. With it `internal` cannot change: two load balancers of one name do not stand beside each other.
   *
   * @default - made of the logical name, stack and project
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
   */
  loadBalancerName?: string;
  /**
   * Whether the load balancer has private addresses only.
   *
   * @default true
   */
  internal?: boolean;
  /**
   * Whether the load balancer has IPv6 addresses too; its subnets must have them then.
   *
   * @default "ipv4"
   */
  ipAddressType?: IpAddressType;
  /**
   * Security groups of the program's own, 1 to 5, in the place of the one that is made. The first gets the rules of services'
   * listeners, so it must not have rules in itself (`ingress`, `egress`).
   *
   * @default - one is made
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
   */
  securityGroupIds?: pulumi.Input<string>[];
  /**
   * Whether each address reaches tasks of every zone, rather than of its own alone. AWS bills traffic between zones.
   *
   * @default true
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#cross-zone-load-balancing
   */
  crossZone?: pulumi.Input<boolean>;
  /**
   * A record of the connections of listeners with TLS, in a bucket.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html
   */
  accessLogs?: AccessLogsArgs;
  /**
   * Whether the load balancer refuses to be deleted. Turn it on in production.
   *
   * @default false
   */
  deletionProtection?: pulumi.Input<boolean>;
}
