import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";
import { LOAD_BALANCER_TYPES } from "../views/loadBalancerView.js";

/** No request reaches a program that it may read in another way than the load balancer does. */
export const albHeaderHardening: Rule = {
  name: "alb-header-hardening",
  description: "Application load balancers drop invalid headers and hold off ambiguous requests.",
  kind: "security",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps:
    "Set 'dropInvalidHeaderFields' to true and 'desyncMitigationMode' to defensive or strictest.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-4",
  sources: [
    "ELB.4",
    "ELB.12",
    "CKV_AWS_131",
    "CKV_AWS_328",
    "AWS-0052",
    "CT.ELB.PR.3",
    "CT.ELB.PR.4",
  ],
  framework: fsbp(
    "ELB.4",
    "Application Load Balancer should be configured to drop invalid http headers",
  ),
  values: { dropInvalidHeaderFields: true, desyncMitigationMode: "defensive" },
  remediates: Object.fromEntries(
    LOAD_BALANCER_TYPES.map((type) => [type, ["dropInvalidHeaderFields", "desyncMitigationMode"]]),
  ),
  parameters: {},
  loadBalancer(balancer, { check }) {
    check(() => {
      if (balancer.kind() !== "application" || balancer.dropsInvalidHeaders()) return undefined;
      return `${balancer.label} passes on invalid headers: set 'dropInvalidHeaderFields' to true`;
    });
    check(() => {
      if (balancer.kind() !== "application" || balancer.desyncMode() !== "monitor")
        return undefined;
      return `${balancer.label} passes on ambiguous requests: set 'desyncMitigationMode' to defensive, got "monitor"`;
    });
  },
};
