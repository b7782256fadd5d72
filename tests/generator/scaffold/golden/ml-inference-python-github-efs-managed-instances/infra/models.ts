import { SecurityGroup } from "@pulumi/aws/ec2";
import { AccessPoint, FileSystem, MountTarget } from "@pulumi/aws/efs";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import type { EfsVolumeArgs, NetworkRef } from "slipway";

import type { ServiceConfig } from "./config";

const NAME = "orders-models";

const NFS = 2049;

/** Who owns the files, and writes them by the access point. */
const USER = 65532;

/** The model's files, and what has to stand before the first task mounts them. */
export interface ModelStore {
  fileSystemId: pulumi.Output<string>;
  volume: EfsVolumeArgs;
  mountTargets: pulumi.Resource[];
}

/** A file system for the model's files with a mount target in each private subnet of the platform: encrypted, and the VPC's alone. */
export function modelStore(config: ServiceConfig, network: pulumi.Input<NetworkRef>): ModelStore {
  const place = pulumi.output(network);
  // What is in it stays where somebody destroys the stack, unless the stack comes and goes.
  const fileSystem = new FileSystem(
    NAME,
    { encrypted: true, throughputMode: "elastic", tags: { Name: NAME } },
    { protect: !config.forceDelete },
  );
  const own = { parent: fileSystem, protect: false };
  const accessPoint = new AccessPoint(
    NAME,
    {
      fileSystemId: fileSystem.id,
      posixUser: { uid: USER, gid: USER },
      rootDirectory: { path: "/models", creationInfo: { ownerUid: USER, ownerGid: USER, permissions: "0755" } },
    },
    own,
  );
  const securityGroup = new SecurityGroup(NAME, { vpcId: place.vpcId, description: "Files of models" }, own);
  new SecurityGroupIngressRule(
    NAME,
    {
      securityGroupId: securityGroup.id,
      description: "NFS from the VPC",
      cidrIpv4: place.cidrBlock,
      ipProtocol: "tcp",
      fromPort: NFS,
      toPort: NFS,
    },
    own,
  );
  const mountTargets = Array.from({ length: config.availabilityZoneCount }, (_, zone) => {
    return new MountTarget(
      `${NAME}-${zone + 1}`,
      {
        fileSystemId: fileSystem.id,
        subnetId: place.privateSubnetIds.apply((ids) => subnetIn(ids, zone, config.availabilityZoneCount)),
        securityGroups: [securityGroup.id],
      },
      own,
    );
  });
  const volume = { fileSystemId: fileSystem.id, accessPointId: accessPoint.id };
  return { fileSystemId: fileSystem.id, volume, mountTargets };
}

/** A task in a subnet without a mount target could not start. An offline preview does not know how many there are. */
function subnetIn(ids: readonly string[], zone: number, zones: number): string {
  const id = ids[zone];
  if (ids.length === zones && id !== undefined) return id;
  if (pulumi.runtime.isDryRun()) return `subnet ${zone + 1}`;
  throw new pulumi.RunError(`'availabilityZoneCount' must be ${ids.length}, as the platform has, got ${zones}`);
}
