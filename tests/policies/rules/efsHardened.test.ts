import { UNKNOWN } from "../../../policies/resource/reader.js";
import { efsHardened } from "../../../policies/rules/efsHardened.js";
import { besideOf, describeRule, rawService, resourceOf, urnOf } from "./ruleCases.js";

const SYSTEM = "aws:efs/fileSystem:FileSystem";
const system = (encrypted?: unknown) => resourceOf(SYSTEM, { encrypted });
const point = (edit: object = {}) =>
  resourceOf("aws:efs/accessPoint:AccessPoint", {
    fileSystemId: "fs-1",
    rootDirectory: { path: "/orders" },
    posixUser: { uid: 1000, gid: 1000 },
    ...edit,
  });
const backup = (status: string) => [
  besideOf(
    "aws:efs/backupPolicy:BackupPolicy",
    { fileSystemId: UNKNOWN, backupPolicy: { status } },
    { dependencies: { fileSystemId: [urnOf(SYSTEM)] } },
  ),
];
const SUBNET = "aws:ec2/subnet:Subnet";
const target = resourceOf("aws:efs/mountTarget:MountTarget", {
  fileSystemId: "fs-1",
  subnetId: UNKNOWN,
});
const inSubnet = (mapPublicIpOnLaunch?: unknown) => ({
  resource: { ...target, dependencies: { subnetId: [urnOf(SUBNET, "beside")] } },
  beside: [besideOf(SUBNET, { vpcId: "vpc-1", mapPublicIpOnLaunch })],
});
const PRIVATE = { allowPublicSubnets: false };
const BACKUP = { requireBackup: true };
const lost = "file system 'orders' is not backed up: add a backup policy that is ENABLED";
const open =
  "file system 'orders' is not encrypted: set 'encrypted' to true, which replaces one that there is";

describeRule(efsHardened, {
  passes: [
    { title: "an encrypted file system", resource: system(true) },
    { title: "a folder of one user", resource: point() },
    {
      title: "backups where they are asked for",
      resource: system(true),
      configuration: BACKUP,
      beside: backup("ENABLED"),
    },
    {
      title: "a mount target in a private subnet",
      configuration: PRIVATE,
      ...inSubnet(),
    },
    {
      title: "a mount target in a subnet of another stack",
      configuration: PRIVATE,
      resource: resourceOf("aws:efs/mountTarget:MountTarget", { subnetId: "subnet-1" }),
    },
  ],
  fails: [
    { title: "AWS's default", resource: system(), messages: [open] },
    { title: "a file system in the clear", resource: system(false), messages: [open] },
    {
      title: "no backups where they are asked for",
      resource: system(true),
      messages: [lost],
      configuration: BACKUP,
    },
    {
      title: "backups that are off",
      resource: system(true),
      messages: [lost],
      configuration: BACKUP,
      beside: backup("DISABLED"),
    },
    {
      title: "all of a file system",
      resource: point({ rootDirectory: undefined }),
      messages: [
        "access point 'orders' shows all of its file system: set 'rootDirectory.path' to a folder",
      ],
    },
    {
      title: "a user who says who they are",
      resource: point({ posixUser: undefined }),
      messages: ["access point 'orders' lets its users say who they are: set 'posixUser'"],
    },
    {
      title: "a mount target in a subnet of public addresses",
      configuration: PRIVATE,
      messages: [
        "mount target 'orders' is in subnet 'beside', which gives public addresses to what starts in it: take a private one",
      ],
      ...inSubnet(true),
    },
  ],
  unknown: [
    {
      title: "a subnet of which that is not known",
      paths: ["mapPublicIpOnLaunch"],
      configuration: PRIVATE,
      ...inSubnet(UNKNOWN),
    },
    { title: "an unknown choice", resource: system(UNKNOWN), paths: ["encrypted"] },
  ],
  ignores: [
    { title: "mount targets where nobody asks for private ones", ...inSubnet(true) },
    { title: "a service", resource: rawService() },
  ],
});
