import { matchesGlob } from "../../components/rules/glob.js";
import { flag, texts } from "../parameterSchema.js";
import type { Rule } from "../rule.js";

/** Nothing is public because nobody thought of it: AWS makes a load balancer public that does not say what it is. */
export const albExposureDeclared: Rule<{ allowPublic: string[]; requireWaf: boolean }> = {
  name: "alb-exposure-declared",
  description:
    "Load balancers say whether they are public, and have a firewall where that is asked for.",
  kind: "security",
  severity: "high",
  enforcementLevel: "advisory",
  remediationSteps:
    "Set 'internal' of the load balancer, to false where it is meant to be public, and associate a web ACL of AWS WAF with it.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-16",
  sources: ["AWS-0053", "ELB.16", "CKV2_AWS_28"],
  parameters: {
    allowPublic: texts(
      "Logical names of load balancers that need not say that they are public; * stands for any characters.",
      [],
      ["web-*"],
    ),
    requireWaf: flag(
      "Whether a public application load balancer needs a web ACL of AWS WAF.",
      false,
    ),
  },
  firewallInStack(balancer, { parameters, check }) {
    check(() => {
      const isAllowed = parameters.allowPublic.some((glob) => matchesGlob(glob, balancer.name));
      if (isAllowed || balancer.kind() === "gateway" || balancer.isInternal() !== undefined) {
        return undefined;
      }
      return `${balancer.label} is public, and does not say so: set 'internal', to false where that is meant`;
    });
    if (!parameters.requireWaf) return;
    check(() => {
      if (balancer.kind() !== "application" || balancer.isInternal() === true) return undefined;
      if (balancer.hasFirewall()) return undefined;
      return `${balancer.label} is public, and has no firewall: associate a web ACL of AWS WAF with it`;
    });
  },
};
