import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

/**
 * Attaches a policy of AWS's own to a role.
 *
 * @param policy Its name behind its path, such as `service-role/AmazonEC2ContainerServiceforEC2Role`.
 */
export function managedPolicy(
  name: string,
  role: iam.Role,
  policy: string,
  partition: pulumi.Input<string>,
): iam.RolePolicyAttachment {
  const policyArn = pulumi.interpolate`arn:${partition}:iam::aws:policy/${policy}`;
  return new iam.RolePolicyAttachment(name, { role: role.name, policyArn }, { parent: role });
}
