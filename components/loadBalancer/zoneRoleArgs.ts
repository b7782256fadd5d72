import type * as pulumi from "@pulumi/pulumi";

/**
 * A role in the account of a Route 53 zone, which only the records there are made with: the provider of the component takes
 * it on. It must be allowed to change and list the zone's records, and trust who runs the update.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export interface ZoneRoleArgs {
  /** ARN of the role, such as `arn:aws:iam::210987654321:role/dns`. */
  roleArn: pulumi.Input<string>;
  /**
   * The external id that the role's trust policy asks for; 2 to 1224 characters.
   *
   * @default - none
   */
  externalId?: pulumi.Input<string>;
  /**
   * What the session is called in the other account's CloudTrail; 2 to 64 characters.
   *
   * @default - made by the provider
   */
  sessionName?: pulumi.Input<string>;
}
