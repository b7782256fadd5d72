import type * as pulumi from "@pulumi/pulumi";

/**
 * Encryption between the proxies of Service Connect, by certificates of AWS Private CA.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html
 */
export interface ServiceConnectTlsArgs {
  /** ARN of the certificate authority that signs the certificates. */
  certificateAuthorityArn: pulumi.Input<string>;
  /**
   * ARN of the role that ECS gets and keeps the certificates with. With a KMS key of yours it needs
   * `kms:GenerateDataKeyPair` and `kms:Decrypt` on it.
   *
   * @default - a role with AWS's policy for it
   */
  roleArn?: pulumi.Input<string>;
  /**
   * ARN of the KMS key that encrypts the private key.
   *
   * @default - the AWS managed key
   */
  kmsKeyArn?: pulumi.Input<string>;
}

/** A port of the tasks that other services of the namespace call. */
export interface ServiceConnectPortArgs {
  /** Name of the port: `portMappings[].name` of a container. */
  portName: pulumi.Input<string>;
  /** Port that clients call, 1 to 65535. */
  port: pulumi.Input<number>;
  /**
   * Host name that clients call.
   *
   * @default - `<discoveryName>.<namespace>`
   */
  dnsName?: pulumi.Input<string>;
  /**
   * Its name in the namespace, which no other service there may have: 1 to 64 lower case letters, digits, hyphens and
   * underscores.
   *
   * @default - the service's name, with the port's name behind it where there are several
   */
  discoveryName?: pulumi.Input<string>;
  /**
   * Port that the proxy listens on, 1 to 65535. Peers that connect by `ingressFrom` connect to this one.
   *
   * @default - the container's port
   */
  ingressPortOverride?: pulumi.Input<number>;
  /**
   * Seconds that a connection may be idle; 0 for ever.
   *
   * @default - 300 for HTTP and gRPC, 3600 for TCP
   */
  idleTimeoutSeconds?: pulumi.Input<number>;
  /**
   * Seconds in which a request must be answered; 0 for any time. Not for TCP.
   *
   * @default 15
   */
  perRequestTimeoutSeconds?: pulumi.Input<number>;
  /**
   * Header of the requests that go to the new tasks before the others do, of 1 to 256 characters. With
   * `testHeaderValue`. For strategies `blueGreen`, `canary` and `linear`, and ports of HTTP and gRPC.
   *
   * @default "x-amzn-ecs-blue-green-test"
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-blue-green.html
   */
  testHeaderName?: pulumi.Input<string>;
  /**
   * Value of that header in test requests, such as `green`, exactly: 1 to 256 characters of ASCII. For strategies
   * `blueGreen`, `canary` and `linear`.
   *
   * @default - any value of `x-amzn-ecs-blue-green-test`, which is AWS's own rule
   */
  testHeaderValue?: pulumi.Input<string>;
  /**
   * Encryption between the proxies.
   *
   * @default - none
   */
  tls?: ServiceConnectTlsArgs;
}

/**
 * How the services of a namespace call each other by name, each by a proxy that ECS puts beside its tasks.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html
 */
export interface ServiceConnectArgs {
  /**
   * ARN of the Cloud Map namespace.
   *
   * @default - the cluster's
   */
  namespaceArn?: pulumi.Input<string>;
  /**
   * Ports that other services call.
   *
   * @default - none: the service only calls others
   */
  services?: ServiceConnectPortArgs[];
}
