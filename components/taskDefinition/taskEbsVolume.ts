import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import type { AwsPlace } from "../rules/awsPlace.js";
import { volumeKeyStatements } from "./rules/volume/ebsVolume.js";
import { policyDocument, serviceTrustPolicy } from "../rules/policyDocument.js";
import { managedPolicy } from "../aws/managedPolicy.js";
import type { RoleBoundary } from "../aws/roleBoundary.js";
import { roleBoundary } from "../aws/roleBoundary.js";
import { physicalName } from "../rules/physicalName.js";
import type { EbsVolumeRef } from "./args/taskDefinitionRef.js";
import type { TaskVolumeArgs } from "./args/taskVolumeArgs.js";
import { ownerParts } from "../argument/ownerParts.js";

/** Lets ECS make disks, attach and delete them. */
const POLICY = "service-role/AmazonECSInfrastructureRolePolicyForVolumes";

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
  context: {
    place: pulumi.Output<AwsPlace>;
    parent: pulumi.Resource;
  } & RoleBoundary,
): TaskEbsVolume | undefined {
  const volume = volumes.find(({ ebs }) => ebs !== undefined);
  if (!volume?.ebs) return undefined;
  const role = new iam.Role(
    `${name}-infrastructure`,
    {
      name: physicalName("iamRole", [name, "infrastructure", ...ownerParts(context.parent)]),
      description: `Disks of the ECS task ${name}`,
      assumeRolePolicy: serviceTrustPolicy("ecs.amazonaws.com"),
      ...roleBoundary(context),
    },
    { parent: context.parent },
  );
  const partition = context.place.apply((known) => known.partition);
  const attachment = managedPolicy(`${name}-infrastructure`, role, POLICY, partition);
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
