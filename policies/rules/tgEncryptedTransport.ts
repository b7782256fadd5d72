import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";

/** Traffic is encrypted behind the load balancer, too. Within a VPC it is a choice. */
export const tgEncryptedTransport: Rule = {
  name: "tg-encrypted-transport",
  description: "Target groups send traffic and health checks encrypted.",
  kind: "practice",
  severity: "low",
  // A choice, which our own components leave to their users; `hardened` asks for it.
  enforcementLevel: "disabled",
  remediationSteps:
    "Serve TLS in the containers, and set 'protocol' and 'healthCheck.protocol' of the target group to HTTPS.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-22",
  sources: ["ELB.21", "ELB.22", "CKV_AWS_378"],
  framework: fsbp("ELB.22", "ELB target groups should use encrypted transport protocols"),
  parameters: {},
  targetGroup(group, { check }) {
    check(() => {
      const protocol = group.protocol();
      if (protocol === undefined || !PLAIN[protocol]) return undefined;
      return `${group.label} sends traffic unencrypted: set 'protocol' to ${PLAIN[protocol]}, got "${protocol}"`;
    });
    check(() => {
      const { protocol } = group.healthCheck;
      if (protocol !== "HTTP" || group.protocol() === "HTTP") return undefined;
      return `${group.label} checks health unencrypted: set 'healthCheck.protocol' to HTTPS, got "HTTP"`;
    });
  },
};

/** Protocols without encryption, and those to take. What is TCP may be encrypted; GENEVE and lambda are no choice. */
const PLAIN: Readonly<Record<string, string>> = { HTTP: "HTTPS" };
