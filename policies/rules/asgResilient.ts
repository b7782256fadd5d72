import { flag, wholeNumber } from "../parameterSchema.js";
import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";

/** A zone that fails, or an instance that does not answer, is made up for. */
export const asgResilient: Rule<{ minAz: number; requireSeveralTypes: boolean }> = {
  name: "asg-resilient",
  description:
    "Auto Scaling groups are in several zones, ask their load balancer, and have a launch template.",
  kind: "reliability",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps:
    "Give the group subnets of two zones, a 'launchTemplate', and 'healthCheckType' ELB where a load balancer sends traffic to it.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html",
  sources: [
    "AutoScaling.1",
    "AutoScaling.2",
    "AutoScaling.6",
    "AutoScaling.9",
    "CKV2_AWS_15",
    "CKV_AWS_315",
  ],
  framework: fsbp(
    "AutoScaling.2",
    "Amazon EC2 Auto Scaling group should cover multiple Availability Zones",
  ),
  parameters: {
    minAz: wholeNumber("Subnets or zones of each group at least.", {
      minimum: 1,
      maximum: 6,
      default: 2,
    }),
    requireSeveralTypes: flag(
      "Whether instances must be of several types, by 'mixedInstancesPolicy'.",
      false,
    ),
  },
  profiles: { fsbp: { requireSeveralTypes: true } },
  scalingGroup(group, { parameters: { minAz, requireSeveralTypes }, check }) {
    check(() => {
      const zones = group.zoneCount();
      if (zones === undefined || zones >= minAz) return undefined;
      return `${group.label} is in too few zones: give 'vpcZoneIdentifiers' at least ${minAz}, got ${zones}`;
    });
    check(() => {
      if (!group.isBalanced() || group.healthCheckType().includes("ELB")) return undefined;
      return `${group.label} keeps instances that do not answer: set 'healthCheckType' to ELB, got "${group.healthCheckType()}"`;
    });
    check(() =>
      group.hasLaunchConfiguration()
        ? `${group.label} has a launch configuration, to which AWS adds nothing any more: set 'launchTemplate'`
        : undefined,
    );
    if (!requireSeveralTypes) return;
    check(() =>
      group.hasSeveralTypes()
        ? undefined
        : `${group.label} has one type of instance: give 'mixedInstancesPolicy' several`,
    );
  },
};
