import type * as pulumi from "@pulumi/pulumi";

/**
 * A destination that tasks may reach beside what their network lets out. Exactly one of `securityGroupId`, `cidrBlock`,
 * `ipv6CidrBlock` and `prefixListId` says which.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupEgress.html
 */
export interface TaskEgressArgs {
  /**
   * Name of the destination. Its rule is named `<name>-to-<destination>`, and with the port behind it where a destination has
   * several rules.
   */
  destination: string;
  /**
   * Id of a security group whose members are reached, of this VPC or of one that is peered with it.
   *
   * @default - another field says who is reached
   */
  securityGroupId?: pulumi.Input<string>;
  /**
   * IPv4 range that is reached, such as `10.20.0.0/16`.
   *
   * @default - another field says who is reached
   */
  cidrBlock?: pulumi.Input<string>;
  /**
   * IPv6 range that is reached, such as `2001:db8::/32`.
   *
   * @default - another field says who is reached
   */
  ipv6CidrBlock?: pulumi.Input<string>;
  /**
   * Id of a prefix list whose ranges are reached.
   *
   * @default - another field says who is reached
   */
  prefixListId?: pulumi.Input<string>;
  /**
   * Port that is reached, 1 to 65535, or the first of several.
   *
   * @default - all, which takes `protocol: "-1"`
   */
  port?: number;
  /**
   * The last of several ports.
   *
   * @default - `port` alone
   */
  toPort?: number;
  /**
   * `tcp`, `udp`, or `-1` for all protocols and ports.
   *
   * @default "tcp"
   */
  protocol?: string;
}
