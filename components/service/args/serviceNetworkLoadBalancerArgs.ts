import type * as pulumi from "@pulumi/pulumi";

import type { TlsPolicy } from "../../loadBalancer/loadBalancerArgs.js";
import type { NetworkLoadBalancerRef } from "../../loadBalancer/networkLoadBalancerRef.js";
import type { TargetHealthCheckArgs } from "./targetGroupArgs.js";

/** What a listener of a network load balancer takes. With `TLS` it ends the encryption there. */
export const NetworkProtocol = { Tcp: "TCP", Udp: "UDP", TcpUdp: "TCP_UDP", Tls: "TLS" } as const;
/** What a listener of a network load balancer takes. With `TLS` it ends the encryption there. */
export type NetworkProtocol = (typeof NetworkProtocol)[keyof typeof NetworkProtocol];

/** A listener for test connections, which takes what the other takes on a port of its own. */
export interface NetworkTestListenerArgs {
  /** Port that test clients connect to, 1 to 65535; no other listener may have it on the load balancer. */
  port: number;
  /**
   * IPv4 ranges that may connect.
   *
   * @default - nobody
   */
  ingressCidrBlocks?: string[];
  /**
   * IPv6 ranges that may connect.
   *
   * @default - nobody
   */
  ingressIpv6CidrBlocks?: string[];
  /**
   * Ids of prefix lists whose ranges may connect.
   *
   * @default - none
   */
  ingressPrefixListIds?: pulumi.Input<string>[];
  /**
   * Ids of security groups whose members may connect.
   *
   * @default - none
   */
  ingressSecurityGroupIds?: pulumi.Input<string>[];
}

/** A listener of a service on a network load balancer. */
export interface NetworkListenerArgs {
  /** Port that clients connect to, 1 to 65535; no other service may have it on the load balancer. */
  port: number;
  /**
   * What the listener takes.
   *
   * @default "TCP"
   */
  protocol?: NetworkProtocol;
  /**
   * ARN of the ACM certificate of a listener with `TLS`, which needs one.
   *
   * @default - none
   */
  certificateArn?: pulumi.Input<string>;
  /**
   * Versions and ciphers of a listener with `TLS`.
   *
   * @default "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
   */
  sslPolicy?: TlsPolicy;
  /**
   * Container that gets the connections.
   *
   * @default - the only one that maps a port
   */
  containerName?: pulumi.Input<string>;
  /**
   * Port of the container that gets the connections. Given as a number where the service has several listeners.
   *
   * @default - the only one that is mapped
   */
  containerPort?: pulumi.Input<number>;
  /**
   * Path that answers 200 when a task is healthy.
   *
   * @default - a task is healthy that takes a TCP connection
   */
  healthCheckPath?: pulumi.Input<string>;
  /**
   * How the load balancer asks. A `matcher` needs a `healthCheckPath`.
   *
   * @default - each 15 seconds
   */
  healthCheck?: TargetHealthCheckArgs;
  /**
   * Whether tasks see the clients' addresses rather than the load balancer's. With UDP they always do.
   *
   * @default - false for TCP and TLS
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#client-ip-preservation
   */
  preserveClientIp?: boolean;
  /**
   * Seconds that a task which is being stopped may keep its connections for, 0 to 3600.
   *
   * @default - as long as the container has to stop, which is 30 unless it has a 'stopTimeout'
   */
  deregistrationDelaySeconds?: pulumi.Input<number>;
  /**
   * IPv4 ranges that may connect.
   *
   * @default - nobody
   */
  ingressCidrBlocks?: string[];
  /**
   * IPv6 ranges that may connect.
   *
   * @default - nobody
   */
  ingressIpv6CidrBlocks?: string[];
  /**
   * Ids of prefix lists whose ranges may connect.
   *
   * @default - none
   */
  ingressPrefixListIds?: pulumi.Input<string>[];
  /**
   * Ids of security groups whose members may connect.
   *
   * @default - none
   */
  ingressSecurityGroupIds?: pulumi.Input<string>[];
  /**
   * A listener whose connections go to the new tasks before the others do. For strategies `blueGreen`, `canary` and
   * `linear`, and a rolling service with `targetGroupPair`.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/nlb-resources-for-blue-green.html
   */
  testListener?: NetworkTestListenerArgs;
}

/** How connections reach a service. */
export interface ServiceNetworkLoadBalancerArgs {
  /** The load balancer: `networkLoadBalancer.ref`, or the output of another stack. */
  ref: pulumi.Input<NetworkLoadBalancerRef>;
  /** The service's listeners, at least one. */
  listeners: NetworkListenerArgs[];
}
