import { getPartitionOutput } from "@pulumi/aws/getPartition";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import { instanceTrustPolicy } from "./iam/policyDocument.js";
import { physicalName } from "./naming/physicalName.js";

/** The agent's permissions on an instance: to join a cluster, report, pull images and write logs. */
const AGENT_POLICY = "service-role/AmazonEC2ContainerServiceforEC2Role";
const SESSION_MANAGER_POLICY = "AmazonSSMManagedInstanceCore";

interface InstanceProfileContext {
  /** Whether Session Manager opens a shell on the instances. */
  sessionManager: boolean;
  parent: pulumi.Resource;
}

/**
 * Makes the role of instances that join a cluster.
 *
 * @param parts What a person shall read in the role's name.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/instance_IAM_role.html
 */
export function instanceProfile(
  name: string,
  parts: string[],
  { sessionManager, parent }: InstanceProfileContext,
): { arn: pulumi.Output<string>; attachments: pulumi.Resource[] } {
  const partition = getPartitionOutput({}, { parent }).apply((place) => place.partition);
  const role = new iam.Role(
    name,
    {
      name: physicalName("iamRole", [...parts, "instance", pulumi.getStack(), pulumi.getProject()]),
      description: `Instances of ${name}`,
      assumeRolePolicy: partition.apply(instanceTrustPolicy),
    },
    { parent },
  );
  const policies = [
    { suffix: "agent", policy: AGENT_POLICY },
    ...(sessionManager ? [{ suffix: "sessions", policy: SESSION_MANAGER_POLICY }] : []),
  ];
  const attachments = policies.map(
    ({ suffix, policy }) =>
      new iam.RolePolicyAttachment(
        `${name}-${suffix}`,
        {
          role: role.name,
          policyArn: pulumi.interpolate`arn:${partition}:iam::aws:policy/${policy}`,
        },
        { parent: role },
      ),
  );
  const profile = new iam.InstanceProfile(name, { role: role.name }, { parent: role });
  return { arn: profile.arn, attachments };
}
