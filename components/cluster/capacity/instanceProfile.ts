import { getPartitionOutput } from "@pulumi/aws/getPartition";
import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";

import { instanceTrustPolicy } from "../../rules/policyDocument.js";
import type { RoleBoundary } from "../../aws/roleBoundary.js";
import { roleBoundary } from "../../aws/roleBoundary.js";
import { managedPolicy } from "../../aws/managedPolicy.js";

/** The agent's permissions on an instance: to join a cluster, report, pull images and write logs. */
export const AGENT_POLICY = "service-role/AmazonEC2ContainerServiceforEC2Role";
/** The agent's permissions on an instance that ECS manages. */
export const MANAGED_AGENT_POLICY = "AmazonECSInstanceRolePolicyForManagedInstances";
/** What lets Session Manager open a shell. */
export const SESSION_MANAGER_POLICY = "AmazonSSMManagedInstanceCore";

interface InstanceProfileContext extends RoleBoundary {
  roleName: string;
  /** AWS's policies for the role, each with the end of its attachment's name. */
  policies: { suffix: string; policy: string }[];
  /** ARNs of further policies, by the ends of their attachments' names. */
  policyArns?: Record<string, pulumi.Input<string>> | undefined;
  parent: pulumi.Resource;
}

/**
 * Makes the role of instances that join a cluster.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/instance_IAM_role.html
 */
export function instanceProfile(
  name: string,
  context: InstanceProfileContext,
): { arn: pulumi.Output<string>; attachments: pulumi.Resource[] } {
  const { roleName, policies, policyArns = {}, parent } = context;
  const partition = getPartitionOutput({}, { parent }).apply((place) => place.partition);
  const role = new iam.Role(
    name,
    {
      name: roleName,
      description: `Instances of ${name}`,
      assumeRolePolicy: partition.apply(instanceTrustPolicy),
      ...roleBoundary(context),
    },
    { parent },
  );
  const attachments = policies.map(({ suffix, policy }) =>
    managedPolicy(`${name}-${suffix}`, role, policy, partition),
  );
  const further = Object.entries(policyArns).map(
    ([key, policyArn]) =>
      new iam.RolePolicyAttachment(
        `${name}-policy-${key}`,
        { role: role.name, policyArn },
        { parent: role },
      ),
  );
  const profile = new iam.InstanceProfile(name, { role: role.name }, { parent: role });
  return { arn: profile.arn, attachments: [...attachments, ...further] };
}
