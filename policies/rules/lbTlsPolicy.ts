import { LISTENER_TYPES } from "../views/listenerView.js";
import { texts } from "../parameterSchema.js";
import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";

/** What Security Hub recommends. */
const RECOMMENDED = [
  "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
  "ELBSecurityPolicy-TLS13-1-3-2021-06",
  "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04",
  "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
  "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09",
];

/** No listener takes a version of TLS that can be broken. AWS's own default takes TLS 1.0. */
export const lbTlsPolicy: Rule<{ allowedPolicies: string[] }> = {
  name: "lb-tls-policy",
  description: "Listeners take TLS 1.2 and 1.3 alone.",
  kind: "security",
  severity: "high",
  enforcementLevel: "advisory",
  remediationSteps: `Set 'sslPolicy' of the listener to ${RECOMMENDED[0] ?? ""}.`,
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-17",
  sources: ["ELB.17", "CKV_AWS_103", "CKV2_AWS_74", "AWS-0047"],
  framework: fsbp(
    "ELB.17",
    "Application and Network Load Balancers with listeners should use recommended security policies",
  ),
  values: { sslPolicy: ({ allowedPolicies }) => allowedPolicies[0] },
  remediates: Object.fromEntries(LISTENER_TYPES.map((type) => [type, ["sslPolicy"]])),
  parameters: {
    allowedPolicies: texts("Names of the security policies that listeners may have.", [
      ...RECOMMENDED,
      "ELBSecurityPolicy-TLS13-1-2-2021-06",
    ]),
  },
  profiles: { fsbp: { allowedPolicies: RECOMMENDED } },
  listener(listener, { parameters, check }) {
    check(() => {
      if (!["HTTPS", "TLS"].includes(listener.protocol() ?? "")) return undefined;
      const policy = listener.tlsPolicy();
      if (policy !== undefined && parameters.allowedPolicies.includes(policy)) return undefined;
      const got = policy === undefined ? "AWS's default, which takes TLS 1.0" : `"${policy}"`;
      return `${listener.label} takes old versions of TLS: set 'sslPolicy' to ${parameters.allowedPolicies[0] ?? ""}, got ${got}`;
    });
  },
};
