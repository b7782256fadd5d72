import { wholeNumber } from "../parameterSchema.js";
import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";

/** Instances keep the rights of their role, their disks and their start to themselves. */
export const launchTemplateHardened: Rule<{ hopLimit: number }> = {
  name: "launch-template-hardened",
  description:
    "Instances ask for session tokens, have no public addresses, and encrypt their volumes.",
  kind: "security",
  severity: "high",
  enforcementLevel: "advisory",
  remediationSteps:
    "Set 'metadataOptions.httpTokens' to required, 'ebs.encrypted' of each block device to true, and leave 'associatePublicIpAddress' out.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-170",
  sources: [
    "EC2.25",
    "EC2.170",
    "EC2.181",
    "AutoScaling.3",
    "AutoScaling.5",
    "CKV_AWS_79",
    "CKV_AWS_341",
    "CKV_AWS_88",
    "CKV_AWS_8",
    "AWS-0130",
  ],
  framework: fsbp(
    "EC2.170",
    "EC2 launch templates should use Instance Metadata Service Version 2 (IMDSv2)",
  ),
  values: {
    httpTokens: "required",
    httpPutResponseHopLimit: ({ hopLimit }) => hopLimit,
    associatePublicIpAddress: false,
    encrypted: true,
  },
  // A launch configuration is changed by another one in its place.
  remediates: {
    "aws:ec2/launchTemplate:LaunchTemplate": [
      "metadataOptions.httpTokens",
      "metadataOptions.httpPutResponseHopLimit",
    ],
  },
  parameters: {
    hopLimit: wholeNumber(
      "Highest 'metadataOptions.httpPutResponseHopLimit'; containers in a bridge network reach the instance's role by 2.",
      { minimum: 1, maximum: 64, default: 1 },
    ),
  },
  // The controls of Security Hub leave the hops to their users.
  profiles: { fsbp: { hopLimit: 64 } },
  launchTemplate(template, { parameters: { hopLimit }, check, forEach }) {
    check(() => {
      const tokens = template.metadataTokens();
      if (tokens === "required" || !template.offersMetadata()) return undefined;
      const got = tokens === undefined ? "what the image decides" : `"${tokens}"`;
      return `${template.label} gives the rights of its role away without a token: set 'metadataOptions.httpTokens' to required, got ${got}`;
    });
    check(() => {
      const hops = template.metadataHops();
      if (hops === undefined || hops <= hopLimit || !template.offersMetadata()) return undefined;
      return `${template.label} lets containers have the rights of its role: set 'metadataOptions.httpPutResponseHopLimit' to ${hopLimit}, got ${hops}`;
    });
    check(() =>
      template.assignsPublicIp()
        ? `${template.label} gives its instances public addresses: set 'associatePublicIpAddress' to false`
        : undefined,
    );
    forEach(template.devices, (device) => {
      check(() =>
        device.isEncrypted()
          ? undefined
          : `${template.label} does not encrypt '${device.label}': set 'encrypted' to true`,
      );
    });
  },
};
