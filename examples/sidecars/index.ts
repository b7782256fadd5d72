// A service with a log router (FireLens), a collector of traces and metrics (OpenTelemetry), and a file system (EFS)
// that its tasks share. Roles may do just what that needs.
import { SecurityGroup } from "@pulumi/aws/ec2";
import { AccessPoint, FileSystem, MountTarget } from "@pulumi/aws/efs";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterRef, NetworkRef } from "slipway";
import { Service, TaskDefinition } from "slipway";

// What examples/platform exports.
const platform = new pulumi.StackReference(`organization/platform/${pulumi.getStack()}`);
const network = platform.requireOutput("network") as pulumi.Output<pulumi.Unwrap<NetworkRef>>;

const fileSystem = new FileSystem("uploads", { encrypted: true });
const accessPoint = new AccessPoint("uploads", {
  fileSystemId: fileSystem.id,
  // The program runs as this user, whatever its image says.
  posixUser: { uid: 1000, gid: 1000 },
  rootDirectory: {
    path: "/uploads",
    creationInfo: { ownerUid: 1000, ownerGid: 1000, permissions: "750" },
  },
});
const securityGroup = new SecurityGroup("uploads", {
  vpcId: network.vpcId,
  description: "File system of the uploads",
});
new SecurityGroupIngressRule("uploads", {
  securityGroupId: securityGroup.id,
  description: "NFS from the VPC",
  ipProtocol: "tcp",
  fromPort: 2049,
  toPort: 2049,
  cidrIpv4: network.cidrBlock,
});
// One in each availability zone of the platform.
const mountTargets = [0, 1].map(
  (zone) =>
    new MountTarget(`uploads-${zone}`, {
      fileSystemId: fileSystem.id,
      subnetId: network.privateSubnetIds.apply((ids) => ids[zone] ?? ""),
      securityGroups: [securityGroup.id],
    }),
);

const uploads = new TaskDefinition("uploads", {
  containers: [
    {
      name: "uploads",
      image: "public.ecr.aws/docker/library/node:22.21-alpine",
      user: "1000",
      readonlyRootFilesystem: true,
      portMappings: [{ containerPort: 8080 }],
      mountPoints: [{ sourceVolume: "files", containerPath: "/var/uploads" }],
    },
  ],
  volumes: [{ name: "files", efs: { fileSystemId: fileSystem.id, accessPointId: accessPoint.id } }],
  // Options of Fluent Bit's output.
  logRouter: {
    options: { Name: "kinesis_firehose", region: "us-east-1", delivery_stream: "logs" },
  },
  // Programs send to http://localhost:4318; traces go to X-Ray, metrics to CloudWatch.
  openTelemetry: { user: "1000", readonlyRootFilesystem: true },
});

new Service(
  "uploads",
  {
    cluster: platform.requireOutput("cluster") as pulumi.Output<ClusterRef>,
    taskDefinition: uploads.ref,
  },
  // Tasks cannot start before the file system can be mounted.
  { dependsOn: mountTargets },
);

export const fileSystemId = fileSystem.id;
