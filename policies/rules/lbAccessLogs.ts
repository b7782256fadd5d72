import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";

/** Who asked for what can be told afterwards. */
export const lbAccessLogs: Rule = {
  name: "lb-access-logs",
  description: "Load balancers keep access logs.",
  kind: "practice",
  severity: "medium",
  // A choice, which our own components leave to their users; `hardened` asks for it.
  enforcementLevel: "disabled",
  remediationSteps:
    "Give the load balancer 'accessLogs' with a bucket, as 'accessLogs' of our LoadBalancer does.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-5",
  sources: ["ELB.5", "CKV_AWS_91", "AwsSolutions-ELB2", "CT.ELB.PR.6", "CT.ELB.PR.10"],
  framework: fsbp("ELB.5", "Application and Classic Load Balancers logging should be enabled"),
  parameters: {},
  loadBalancer(balancer, { check }) {
    check(() => {
      if (balancer.kind() === "gateway" || balancer.hasAccessLogs()) return undefined;
      return `${balancer.label} keeps no access logs: set 'accessLogs' with a 'bucket' and 'enabled'`;
    });
  },
};
