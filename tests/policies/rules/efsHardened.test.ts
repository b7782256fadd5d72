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
  ],
  unknown: [{ title: "an unknown choice", resource: system(UNKNOWN), paths: ["encrypted"] }],
  ignores: [{ title: "a service", resource: rawService() }],
});
