import { LaunchTemplate } from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";

import { ecsImageId, instanceVolumes } from "../rules/ecsImage.js";
import { userData } from "../rules/userData.js";
import type { InstanceGroupArgs } from "../args/instanceGroupArgs.js";

interface InstanceTemplateContext {
  /** ARN of the instances' profile. */
  profileArn: pulumi.Output<string>;
  /** What comes behind the user data that joins the cluster. */
  extension: pulumi.Input<string>;
  /** Name of the ECS cluster that the instances join. */
  clusterName: pulumi.Output<string>;
  /** Id of the instances' security group. */
  securityGroupId: pulumi.Output<string>;
  parent: pulumi.Resource;
}

/** Makes the launch template of a group's instances. */
export function instanceTemplate(
  name: string,
  args: InstanceGroupArgs,
  { profileArn, extension, clusterName, securityGroupId, parent }: InstanceTemplateContext,
): LaunchTemplate {
  const script = pulumi
    .all([clusterName, extension])
    .apply(([joined, more]) => Buffer.from(userData(args, joined, more)).toString("base64"));
  const tags = { Name: name, ...args.tags };
  return new LaunchTemplate(
    name,
    {
      description: `Instances of ${name}`,
      imageId: args.imageId ?? ecsImageId(args),
      ...(args.instanceTypes && { instanceType: args.instanceTypes[0] }),
      iamInstanceProfile: { arn: profileArn },
      metadataOptions: METADATA_OPTIONS,
      networkInterfaces: [
        {
          deviceIndex: 0,
          associatePublicIpAddress: "false",
          deleteOnTermination: "true",
          securityGroups: [securityGroupId],
        },
      ],
      blockDeviceMappings: blockDevices(args),
      tagSpecifications: [
        { resourceType: "instance", tags },
        { resourceType: "volume", tags },
        // Without tags to give them, launch templates stay as they are.
        ...(args.tags ? [{ resourceType: "network-interface", tags }] : []),
      ],
      updateDefaultVersion: true,
      userData: script,
    },
    { parent },
  );
}

/** Session tokens, and none for a container that is not on the host's network. */
const METADATA_OPTIONS = {
  httpEndpoint: "enabled",
  httpTokens: "required",
  httpPutResponseHopLimit: 1,
};

function blockDevices(args: InstanceGroupArgs) {
  return instanceVolumes(args).map(({ deviceName, sizeGiB }) => ({
    deviceName,
    ebs: {
      encrypted: "true",
      volumeType: "gp3",
      deleteOnTermination: "true",
      ...(sizeGiB !== undefined && { volumeSize: sizeGiB }),
      ...(args.rootVolumeKmsKeyArn !== undefined && { kmsKeyId: args.rootVolumeKmsKeyArn }),
    },
  }));
}
