import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import type { AwsPlace } from "./ecs/secretSource.js";
import {
  infrastructureTrustPolicy,
  volumeKeyStatements,
  volumesPolicyArn,
} from "./iam/infrastructurePolicy.js";
import { policyDocument } from "./iam/policyDocument.js";
import { physicalName } from "./naming/physicalName.js";
import type { EbsVolumeRef } from "./taskDefinitionRef.js";
import type { TaskVolumeArgs } from "./taskVolumeArgs.js";

/** A task's disk of EBS. */
export interface TaskEbsVolume {
  ref: EbsVolumeRef;
  /** What must stand while a task has the disk. */
  policies: pulumi.Resource[];
}

/** Makes the role that ECS attaches a task's disk with; nothing where no volume is one. */
export function taskEbsVolume(
  name: string,
  volumes: readonly TaskVolumeArgs[],
  context: { place: pulumi.Output<AwsPlace>; parent: pulumi.Resource },
): TaskEbsVolume | undefined {
  const volume = volumes.find(({ ebs }) => ebs !== undefined);
  if (!volume?.ebs) return undefined;
  const role = new iam.Role(
    `${name}-infrastructure`,
    {
      name: physicalName("iamRole", [
        name,
        "infrastructure",
        pulumi.getStack(),
        pulumi.getProject(),
      ]),
      description: `Disks of the ECS task ${name}`,
      assumeRolePolicy: infrastructureTrustPolicy(),
    },
    { parent: context.parent },
  );
  const policyArn = context.place.apply(({ partition }) => volumesPolicyArn(partition));
  const attachment = new iam.RolePolicyAttachment(
    `${name}-infrastructure`,
    { role: role.name, policyArn },
    { parent: role },
  );
  const policies: pulumi.Resource[] = [attachment];
  const { kmsKeyArn } = volume.ebs;
  if (kmsKeyArn !== undefined) {
    const policy = pulumi
      .output(kmsKeyArn)
      .apply((key) => policyDocument(volumeKeyStatements(key)));
    policies.push(
      new iam.RolePolicy(`${name}-infrastructure`, { role: role.name, policy }, { parent: role }),
    );
  }
  return { ref: { name: volume.name, roleArn: role.arn, ...volume.ebs }, policies };
}
