import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";

import { readAwsPlace } from "../../aws/readAwsPlace.js";
import { trustPolicy } from "../../rules/policyDocument.js";
import type { RoleBoundary } from "../../aws/roleBoundary.js";
import { roleBoundary } from "../../aws/roleBoundary.js";
import { managedPolicy } from "../../aws/managedPolicy.js";
import { physicalName } from "../../rules/physicalName.js";

const POLICY = "AmazonECSInfrastructureRolePolicyForManagedInstances";

/**
 * Makes the role by which ECS starts and ends managed instances.
 *
 * @param unique What a person shall read in the role's name, unique in the account.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/infrastructure_IAM_role.html
 */
export function managedInstancesRole(
  name: string,
  unique: string[],
  context: { parent: pulumi.Resource } & RoleBoundary,
): { arn: pulumi.Output<string>; attachment: pulumi.Resource } {
  const { parent } = context;
  const place = readAwsPlace(parent);
  const role = new iam.Role(
    name,
    {
      name: physicalName("iamRole", [...unique, "infrastructure"]),
      description: `ECS runs the instances of ${name}`,
      assumeRolePolicy: place.apply(({ account }) => trustPolicy("ecs.amazonaws.com", account)),
      ...roleBoundary(context),
    },
    { parent },
  );
  const partition = place.apply((known) => known.partition);
  const attachment = managedPolicy(name, role, POLICY, partition);
  return { arn: role.arn, attachment };
}
