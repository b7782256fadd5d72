import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";

/** Nobody deletes by mistake what all traffic goes through. */
export const lbDeletionProtection: Rule = {
  name: "lb-deletion-protection",
  description: "Load balancers are protected from deletion.",
  kind: "practice",
  severity: "medium",
  // A choice, which our own components leave to their users; `hardened` asks for it.
  enforcementLevel: "disabled",
  remediationSteps:
    "Set 'enableDeletionProtection' of the load balancer, or 'deletionProtection' of our component, to true.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-6",
  sources: ["ELB.6", "CKV_AWS_150", "CT.ELB.PR.5"],
  framework: fsbp(
    "ELB.6",
    "Application, Gateway, and Network Load Balancers should have deletion protection enabled",
  ),
  values: { enableDeletionProtection: true, deletionProtection: true },
  parameters: {},
  loadBalancer(balancer, { check }) {
    check(() =>
      balancer.isProtectedFromDeletion()
        ? undefined
        : `${balancer.label} can be deleted by mistake: set 'enableDeletionProtection' to true`,
    );
  },
};
