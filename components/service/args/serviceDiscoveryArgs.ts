import type * as pulumi from "@pulumi/pulumi";

import type { ServiceRef } from "./serviceRef.js";

/** Records that a name service answers with. */
export const DiscoveryRecordType = { A: "A", Srv: "SRV" } as const;
/** Records that a name service answers with. */
export type DiscoveryRecordType = (typeof DiscoveryRecordType)[keyof typeof DiscoveryRecordType];

/**
 * A DNS name for the tasks of a service, for clients that do not run on ECS or use no Service Connect.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
 */
export interface ServiceDiscoveryArgs {
  /** Id of a Cloud Map namespace with private DNS. With another one the entry is replaced. */
  namespaceId: pulumi.Input<string>;
  /**
   * Name of the service in the namespace: `<name>.<namespace>` is what clients look up. With another one the entry is
   * replaced.
   *
   * @default - the service's name
   */
  name?: string;
  /**
   * `A` for the tasks' addresses, or `SRV` for their addresses and port. With another one the entry is replaced.
   *
   * @default "A"
   */
  recordType?: DiscoveryRecordType;
  /**
   * Seconds that clients may keep an answer, 0 to 2147483647. As long as that they may call tasks that are gone.
   *
   * @default 10
   */
  ttlSeconds?: pulumi.Input<number>;
  /**
   * Container whose port an `SRV` record names.
   *
   * @default - the only one that maps a port
   */
  containerName?: pulumi.Input<string>;
  /**
   * Port that an `SRV` record names.
   *
   * @default - the only one that is mapped
   */
  containerPort?: pulumi.Input<number>;
}

/** A peer that may connect to a service's tasks. */
export interface ServiceIngressArgs {
  /** Name of the peer. Its rule is named `<service>-from-<peer>`, and with the port behind it where a peer has several. */
  peer: string;
  /** Id of the peer's security group: `service.ref.securityGroupId`. */
  securityGroupId: pulumi.Input<string>;
  /**
   * Port that the peer connects to, 1 to 65535. Where the tasks share their instance's network, the container's port stands
   * for the ports of the instance that lead to it.
   */
  port: number;
  /**
   * `tcp` or `udp`.
   *
   * @default "tcp"
   */
  protocol?: string;
}

/** A service that another one calls. */
export interface ServiceConnectionArgs {
  /** Name of the server. Its rule is named `<service>-to-<peer>`, and with the port behind it where a peer has several. */
  peer: string;
  /** The server: `service.ref`, or the output of another stack. */
  service: pulumi.Input<ServiceRef>;
  /**
   * Port that the server is called at, 1 to 65535: that of its container; where its tasks share their instance's network,
   * the port of the instance. With Service Connect also the container's, and not the one of the name.
   */
  port: number;
  /**
   * `tcp` or `udp`.
   *
   * @default "tcp"
   */
  protocol?: string;
}
