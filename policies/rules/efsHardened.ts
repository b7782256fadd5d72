import { flag } from "../parameterSchema.js";
import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";

/** What tasks keep is encrypted where it lies, and each sees its own part of it. */
export const efsHardened: Rule<{ requireBackup: boolean; allowPublicSubnets: boolean }> = {
  name: "efs-hardened",
  description: "EFS file systems are encrypted, and access points are of one folder and user.",
  kind: "security",
  severity: "high",
  enforcementLevel: "advisory",
  remediationSteps:
    "Set 'encrypted' of a new file system to true; give access points a 'rootDirectory.path' and a 'posixUser'.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html#efs-1",
  sources: [
    "EFS.1",
    "EFS.2",
    "EFS.3",
    "EFS.4",
    "EFS.6",
    "EFS.7",
    "EFS.8",
    "CKV_AWS_42",
    "CKV2_AWS_18",
    "CKV_AWS_329",
    "CKV_AWS_330",
    "AWS-0037",
  ],
  framework: fsbp(
    "EFS.1",
    "Elastic File System should be configured to encrypt file data at-rest using AWS KMS",
  ),
  values: { encrypted: true },
  parameters: {
    requireBackup: flag(
      "Whether the stack must have an aws.efs.BackupPolicy for each file system.",
      false,
    ),
    allowPublicSubnets: flag(
      "Whether mount targets may be in subnets that give public addresses to what starts in them.",
      true,
    ),
  },
  profiles: { fsbp: { requireBackup: true, allowPublicSubnets: false } },
  fileSystemInStack(system, { parameters, check }) {
    check(() =>
      system.isEncrypted()
        ? undefined
        : `${system.label} is not encrypted: set 'encrypted' to true, which replaces one that there is`,
    );
    if (!parameters.requireBackup) return;
    check(() =>
      system.isBackedUp()
        ? undefined
        : `${system.label} is not backed up: add a backup policy that is ENABLED`,
    );
  },
  accessPoint(point, { check }) {
    check(() =>
      point.rootPath() === "/"
        ? `${point.label} shows all of its file system: set 'rootDirectory.path' to a folder`
        : undefined,
    );
    check(() =>
      point.hasUser()
        ? undefined
        : `${point.label} lets its users say who they are: set 'posixUser'`,
    );
  },
  mountTargetInStack(target, { parameters, check }) {
    if (parameters.allowPublicSubnets) return;
    check(() => {
      const subnet = target.publicSubnet();
      return subnet === undefined
        ? undefined
        : `${target.label} is in subnet '${subnet}', which gives public addresses to what starts in it: take a private one`;
    });
  },
};
