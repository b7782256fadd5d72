import type * as pulumi from "@pulumi/pulumi";

/** Where a secret is kept: one of `parameterName`, `parameterArn` and `secretArn`. */
export interface ContainerSecretArgs {
  /** Name of an SSM parameter in the task's own account and region; `:3` behind it selects version 3, or a label's. */
  parameterName?: pulumi.Input<string>;
  /** ARN of an SSM parameter; `:3` behind it selects version 3, or a label's. */
  parameterArn?: pulumi.Input<string>;
  /**
   * ARN of a secret of Secrets Manager, with or without its random suffix. `:<json key>:<version stage>:<version id>` behind
   * it selects a part of the secret, of which each may be empty.
   *
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
   */
  secretArn?: pulumi.Input<string>;
  /**
   * Key of the secret's JSON whose value is taken.
   *
   * @default - the one that `secretArn` ends with, else the whole secret
   */
  jsonKey?: pulumi.Input<string>;
  /**
   * ARN of the customer managed key that the secret is encrypted with, which the execution role may then decrypt with.
   *
   * @default - the AWS managed key, which needs no grant
   */
  kmsKeyArn?: pulumi.Input<string>;
}

/** The user and the password of a private registry. */
export interface RepositoryCredentialsArgs {
  /** ARN of a Secrets Manager secret that holds `{"username": …, "password": …}`, or its name in the task's own account and region. */
  secretArn: pulumi.Input<string>;
  /**
   * ARN of the KMS key that encrypts the secret.
   *
   * @default - the key of Secrets Manager
   */
  kmsKeyArn?: pulumi.Input<string>;
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
