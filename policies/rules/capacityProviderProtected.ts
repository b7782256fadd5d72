import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";

/** A group that shrinks does not end instances on which tasks run. */
export const capacityProviderProtected: Rule = {
  name: "capacity-provider-protected",
  description: "Capacity providers keep instances with tasks from being ended.",
  kind: "reliability",
  severity: "medium",
  // A choice, which our own components leave to their users; `hardened` asks for it.
  enforcementLevel: "disabled",
  remediationSteps:
    "Set 'autoScalingGroupProvider.managedTerminationProtection' to ENABLED, with managed scaling, and 'protectFromScaleIn' of the group to true.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-19",
  sources: ["ECS.19"],
  framework: fsbp(
    "ECS.19",
    "ECS capacity providers should have managed termination protection enabled",
  ),
  values: { managedTerminationProtection: "ENABLED" },
  parameters: {},
  groupProvider(provider, { check }) {
    check(() =>
      provider.protectsInstances()
        ? undefined
        : `${provider.label} lets instances be ended that run tasks: set 'autoScalingGroupProvider.managedTerminationProtection' to ENABLED`,
    );
  },
};
