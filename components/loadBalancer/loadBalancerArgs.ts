import type * as pulumi from "@pulumi/pulumi";

import type { AccessLogsArgs } from "./accessLogsArgs.js";
import type { NetworkRef } from "../network/networkRef.js";
import type { ZoneRoleArgs } from "./zoneRoleArgs.js";

/**
 * Policies of TLS that Security Hub's ELB.17 takes: which versions and ciphers a listener speaks.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-17
 */
export const TlsPolicy = {
  Tls12: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
  Tls12Fips: "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
  Tls12PostQuantum: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
  Tls12FipsPostQuantum: "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09",
  Tls13: "ELBSecurityPolicy-TLS13-1-3-2021-06",
  Tls13Fips: "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04",
  Tls13PostQuantum: "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
  Tls13FipsPostQuantum: "ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09",
} as const;
/** Policies of TLS that Security Hub's ELB.17 takes: which versions and ciphers a listener speaks. */
export type TlsPolicy = (typeof TlsPolicy)[keyof typeof TlsPolicy];

/** Which addresses a load balancer has. */
export const IpAddressType = { Ipv4: "ipv4", DualStack: "dualstack" } as const;
/** Which addresses a load balancer has. */
export type IpAddressType = (typeof IpAddressType)[keyof typeof IpAddressType];

/** A domain of a load balancer: its certificate, the records that prove it, and the records that lead there. */
export interface LoadBalancerDomainArgs {
  /** Domain name, such as `api.example.com` or `*.example.com`; at most 64 characters, which is ACM's limit. */
  name: string;
  /** Id of the Route 53 zone that holds the domain and the alternative names. */
  zoneId: pulumi.Input<string>;
  /**
   * A role to make the zone's records with, where the zone is another account's. Certificate and load balancer stay here.
   *
   * @default - the records are made as everything else is
   */
  zoneRole?: ZoneRoleArgs;
  /**
   * Further names of the certificate, such as `*.api.example.com`. They get no record that leads here: a service makes
   * one for its host with 'zoneId'.
   *
   * @default - none
   */
  alternativeNames?: string[];
}

/**
 * A second listener, where a blue/green deployment shows what is not in production yet.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-how-it-works.html
 */
export interface TestListenerArgs {
  /**
   * Port, 1 to 65535.
   *
   * @default - 8443 with a certificate, 8080 without one
   */
  port?: number;
  /**
   * IPv4 ranges that may connect to it.
   *
   * @default - nobody
   */
  ingressCidrBlocks?: string[];
}

/** Arguments for `LoadBalancer`. */
export interface LoadBalancerArgs {
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
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
   */
  internal?: boolean;
  /**
   * Whether the load balancer has IPv6 addresses too; its subnets must have them then.
   *
   * @default "ipv4"
   */
  ipAddressType?: IpAddressType;
  /**
   * IPv4 ranges that may connect to the listeners, such as `["0.0.0.0/0"]` for everybody.
   *
   * @default - nobody
   */
  ingressCidrBlocks?: string[];
  /**
   * IPv6 ranges that may connect to the listeners. Needs `ipAddressType` `dualstack`.
   *
   * @default - nobody
   */
  ingressIpv6CidrBlocks?: string[];
  /**
   * Ids of prefix lists whose ranges may connect to the listeners, such as CloudFront's.
   *
   * @default - none
   */
  ingressPrefixListIds?: pulumi.Input<string>[];
  /**
   * Ids of security groups whose members may connect to the listeners.
   *
   * @default - none
   */
  ingressSecurityGroupIds?: pulumi.Input<string>[];
  /**
   * Security groups of the program's own, 1 to 5, in the place of the one that is made. The first gets the rules of 'ingress…'
   * and those that let services be reached, so it must not have rules in itself (`ingress`, `egress`).
   *
   * @default - one is made
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html
   */
  securityGroupIds?: pulumi.Input<string>[];
  /**
   * ARN of an ACM certificate. With it the listener speaks HTTPS on port 443, and port 80 redirects there.
   *
   * @default - one HTTP listener on port 80
   */
  certificateArn?: pulumi.Input<string>;
  /**
   * A domain to get a certificate for, in the place of `certificateArn`; records in its zone prove it and lead here.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
   */
  domain?: LoadBalancerDomainArgs;
  /**
   * ARNs of further ACM certificates: the client's SNI decides which one the listener shows.
   *
   * @default - none
   */
  additionalCertificateArns?: pulumi.Input<string>[];
  /**
   * Versions and ciphers of TLS that the listener speaks.
   *
   * @default "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
   */
  sslPolicy?: TlsPolicy;
  /**
   * Port of the listener that services hang their rules on, 1 to 65535. The load balancer then listens there alone: no other
   * port redirects to it. A prefix list that may connect counts with its largest number of entries for each port.
   *
   * @default - 443 with a certificate, and 80 redirects there; 80 without one
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html
   */
  port?: number;
  /**
   * A second listener for blue/green deployments.
   *
   * @default - none
   */
  testListener?: TestListenerArgs;
  /**
   * A record of all requests in a bucket.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html
   */
  accessLogs?: AccessLogsArgs;
  /**
   * ARN of an AWS WAF web ACL (`wafv2`, regional) that judges the requests.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html
   */
  webAclArn?: pulumi.Input<string>;
  /**
   * Whether the load balancer refuses to be deleted. Turn it on in production.
   *
   * @default false
   */
  deletionProtection?: pulumi.Input<boolean>;
  /**
   * Seconds that a connection may be idle, 1 to 4000.
   *
   * @default 60
   */
  idleTimeoutSeconds?: pulumi.Input<number>;
  /**
   * Whether tasks see the `Host` header just as the client sent it, without a port that the load balancer adds.
   *
   * @default false
   */
  preserveHostHeader?: pulumi.Input<boolean>;
}
