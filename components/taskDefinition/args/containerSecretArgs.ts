import type * as pulumi from "@pulumi/pulumi";

/** Where a secret is kept: one of `parameterName`, `parameterArn` and `secretArn`. */
export interface ContainerSecretArgs {
  /** Name of an SSM parameter in the task's own account and region. */
  parameterName?: pulumi.Input<string>;
  /** ARN of an SSM parameter. */
  parameterArn?: pulumi.Input<string>;
  /** ARN of a secret of Secrets Manager. */
  secretArn?: pulumi.Input<string>;
  /**
   * Key of the secret's JSON whose value is taken.
   *
   * @default - the whole secret
   */
  jsonKey?: pulumi.Input<string>;
  /**
   * ARN of the customer managed key that the secret is encrypted with, which the execution role may then decrypt with.
   *
   * @default - the AWS managed key, which needs no grant
   */
  kmsKeyArn?: pulumi.Input<string>;
}

/** A port that a program listens on. */
export interface ContainerPortArgs {
  /**
   * Port, 1 to 65535.
   *
   * @default - `containerPortRange` stands in its place
   */
  containerPort?: pulumi.Input<number>;
  /**
   * Ports from one to another, such as `8000-8010`, in the place of `containerPort`; in network modes `awsvpc`, `bridge` and
   * `default`. A load balancer reaches no range.
   *
   * @default - none
   */
  containerPortRange?: pulumi.Input<string>;
  /**
   * Port of the instance that leads to `containerPort` in network modes `bridge` and `default`, 1 to 32767; 0 has a free one
   * chosen for each task. In the other modes it is `containerPort`.
   *
   * @default - a free one in network modes `bridge` and `default`, else `containerPort`
   */
  hostPort?: pulumi.Input<number>;
  /**
   * `tcp` or `udp`.
   *
   * @default "tcp"
   */
  protocol?: pulumi.Input<string>;
  /**
   * Name of the port for Service Connect.
   *
   * @default - none
   */
  name?: pulumi.Input<string>;
  /**
   * `http`, `http2` or `grpc`, for Service Connect.
   *
   * @default - none
   */
  appProtocol?: pulumi.Input<string>;
}

/**
 * Command by which ECS asks a container whether it is healthy.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
 */
export interface ContainerHealthCheckArgs {
  /** The command, such as `["CMD-SHELL", "curl -f http://localhost/ || exit 1"]`. */
  command: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Seconds between two checks, 5 to 300.
   *
   * @default 30
   */
  interval?: pulumi.Input<number>;
  /**
   * Seconds that a check may take, 2 to 60.
   *
   * @default 5
   */
  timeout?: pulumi.Input<number>;
  /**
   * Failures in a row that make a container unhealthy, 1 to 10.
   *
   * @default 3
   */
  retries?: pulumi.Input<number>;
  /**
   * Seconds after the start during which failures do not count, 0 to 300.
   *
   * @default 0
   */
  startPeriod?: pulumi.Input<number>;
}

/** A container that starts before another. */
export interface ContainerDependencyArgs {
  /** Name of the container that starts first. */
  containerName: pulumi.Input<string>;
  /** What is waited for: `START`, `COMPLETE`, `SUCCESS` or `HEALTHY`. */
  condition: pulumi.Input<string>;
}

/** The user and the password of a private registry. */
export interface RepositoryCredentialsArgs {
  /** ARN of a Secrets Manager secret that holds `{"username": …, "password": …}`. */
  secretArn: pulumi.Input<string>;
  /**
   * ARN of the KMS key that encrypts the secret.
   *
   * @default - the key of Secrets Manager
   */
  kmsKeyArn?: pulumi.Input<string>;
}

/** A name that a container finds in `/etc/hosts`. */
export interface ContainerExtraHostArgs {
  /** The name. */
  hostname: pulumi.Input<string>;
  /** Its address. */
  ipAddress: pulumi.Input<string>;
}

/**
 * Where a container finds what it signs in to Active Directory as, by a group Managed Service Account.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-gmsa.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/linux-gmsa.html
 */
export interface ContainerCredentialSpecArgs {
  /**
   * ARN of the object of S3, or of the parameter of SSM, that is the credential spec, which the execution role may read; on
   * instances a `file://` of theirs too. Fargate takes objects of S3.
   */
  location: pulumi.Input<string>;
  /**
   * ARN of the secret, or on instances the parameter of SSM, with the user that may use the account, as the credential spec
   * names it. The instance is then in no domain, as on Fargate it never is; the execution role may read it, and on instances
   * their own role must be allowed to.
   *
   * @default - none; the instances are in the domain
   */
  secretArn?: pulumi.Input<string>;
  /**
   * ARN of the customer managed key that the secret is encrypted with, which the execution role may then decrypt with.
   *
   * @default - the AWS managed key, which needs no grant
   */
  kmsKeyArn?: pulumi.Input<string>;
}
