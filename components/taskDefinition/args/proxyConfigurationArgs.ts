import type * as pulumi from "@pulumi/pulumi";

/**
 * A container that the task's traffic goes through, such as Envoy. The names are those of AWS, which made it for App Mesh.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ProxyConfiguration.html
 */
export interface ProxyConfigurationArgs {
  /** Name of the container that is the proxy. */
  containerName: pulumi.Input<string>;
  /** Ports that the program listens on, at least one; what comes in there goes to `proxyIngressPort`. */
  appPorts: pulumi.Input<number>[];
  /** Port of the proxy that takes what comes in, 1 to 65535. */
  proxyIngressPort: pulumi.Input<number>;
  /** Port of the proxy that takes what the program sends out, 1 to 65535. */
  proxyEgressPort: pulumi.Input<number>;
  /**
   * Id of the user that the proxy runs as, whose own traffic is left alone.
   *
   * @default - `ignoredGid` says it
   */
  ignoredUid?: pulumi.Input<number>;
  /**
   * Id of the group that the proxy runs as, whose own traffic is left alone.
   *
   * @default - `ignoredUid` says it
   */
  ignoredGid?: pulumi.Input<number>;
  /**
   * Ports, 1 to 65535, that the program reaches without the proxy, wherever they are.
   *
   * @default - none
   */
  egressIgnoredPorts?: pulumi.Input<number>[];
  /**
   * Addresses, or ranges of them in CIDR notation, that the program reaches without the proxy. Those of the task's credentials
   * and metadata, `169.254.170.2` and `169.254.169.254`, should be among them.
   *
   * @default ["169.254.170.2", "169.254.169.254"]
   */
  egressIgnoredIps?: pulumi.Input<string>[];
}
