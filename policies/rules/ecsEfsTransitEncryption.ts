import { flag } from "../parameterSchema.js";
import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";

/** What tasks read from file systems, and write to them, cannot be read on its way: every volume, not the first alone. */
export const ecsEfsTransitEncryption: Rule<{ requireIam: boolean }> = {
  name: "ecs-efs-transit-encryption",
  description: "Every EFS volume of a task is encrypted in transit.",
  kind: "security",
  severity: "high",
  enforcementLevel: "advisory",
  remediationSteps: "Set 'efsVolumeConfiguration.transitEncryption' of the volume to ENABLED.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-18",
  sources: ["ECS.18", "CKV_AWS_97", "AWS-0035"],
  framework: fsbp(
    "ECS.18",
    "ECS task definitions should use in-transit encryption for EFS volumes",
  ),
  values: { transitEncryption: "ENABLED", iam: "ENABLED" },
  // Who needs a role to be let in may have none: that is for people to change.
  remediates: {
    "aws:ecs/taskDefinition:TaskDefinition": ["volumes[].efsVolumeConfiguration.transitEncryption"],
  },
  parameters: {
    requireIam: flag("Whether 'authorizationConfig.iam' must be ENABLED.", false),
  },
  fileVolumes(task, { parameters, check, forEach }) {
    forEach(task.volumes, (volume) => {
      check(() =>
        volume.isEncryptedInTransit()
          ? undefined
          : `${volume.label} is not encrypted in transit: set 'efsVolumeConfiguration.transitEncryption' to ENABLED`,
      );
      if (!parameters.requireIam) return;
      check(() =>
        volume.authorizesByRole()
          ? undefined
          : `${volume.label} lets in whoever reaches it: set 'efsVolumeConfiguration.authorizationConfig.iam' to ENABLED`,
      );
    });
  },
};
