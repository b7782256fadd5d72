import { SecurityGroup } from "@pulumi/aws/ec2";
import { AccessPoint, FileSystem, MountTarget } from "@pulumi/aws/efs";
import * as pulumi from "@pulumi/pulumi";
import type { NetworkRef } from "slipway";

/** A file system that tasks mount, and what has to stand before the first one does. */
export interface SharedFiles {
  fileSystemId: pulumi.Output<string>;
  accessPointId: pulumi.Output<string>;
  mountTargets: pulumi.Resource[];
}

/**
 * Makes a file system with a mount target in each private subnet and an access point: whoever comes by it is user 1000
 * and sees the folder `/<name>` alone.
 *
 * @param zones Availability zones of the network.
 */
export function sharedFiles(name: string, network: NetworkRef, zones: number): SharedFiles {
  const fileSystem = new FileSystem(name, { encrypted: true });
  const parent = { parent: fileSystem };
  const accessPoint = new AccessPoint(
    name,
    {
      fileSystemId: fileSystem.id,
      posixUser: { uid: 1000, gid: 1000 },
      rootDirectory: {
        path: `/${name}`,
        creationInfo: { ownerUid: 1000, ownerGid: 1000, permissions: "750" },
      },
    },
    parent,
  );
  const securityGroup = new SecurityGroup(
    `${name}-files`,
    {
      vpcId: network.vpcId,
      description: `Files of ${name}`,
      ingress: [{ protocol: "tcp", fromPort: 2049, toPort: 2049, cidrBlocks: [network.cidrBlock] }],
    },
    parent,
  );
  const subnets = pulumi.output(network.privateSubnetIds);
  const mountTargets = Array.from(
    { length: zones },
    (_, zone) =>
      new MountTarget(
        `${name}-${zone + 1}`,
        {
          fileSystemId: fileSystem.id,
          subnetId: subnets.apply((ids) => ids[zone] ?? ""),
          securityGroups: [securityGroup.id],
        },
        parent,
      ),
  );
  return { fileSystemId: fileSystem.id, accessPointId: accessPoint.id, mountTargets };
}
