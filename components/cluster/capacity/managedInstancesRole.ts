import type * as pulumi from "@pulumi/pulumi";

import type { RoleBoundary } from "../../aws/roleBoundary.js";
import { serviceRole } from "../../aws/serviceRole.js";
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
): { arn: pulumi.Output<string>; grant: pulumi.Resource } {
  return serviceRole(name, {
    ...context,
    service: "ecs.amazonaws.com",
    policy: POLICY,
    named: {
      name: physicalName("iamRole", [...unique, "infrastructure"]),
      description: `ECS runs the instances of ${name}`,
    },
  });
}
