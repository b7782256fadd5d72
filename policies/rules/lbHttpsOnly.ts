import { flag } from "../parameterSchema.js";
import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";
import type { ListenerAction } from "../views/listenerInStackView.js";

/** Parameters of {@link lbHttpsOnly}. */
export interface LbHttpsOnlyParameters {
  /** Whether internal load balancers may serve without encryption. */
  allowInternalHttp: boolean;
  /** Whether a listener without encryption may answer by itself, such as by an error. */
  allowFixedResponse: boolean;
  /** Whether a network load balancer may pass on what it does not decrypt, which may be encrypted. */
  allowPassThrough: boolean;
}

/** Requests come in encrypted: what listens without encryption leads to HTTPS, and no further. */
export const lbHttpsOnly: Rule<LbHttpsOnlyParameters> = {
  name: "lb-https-only",
  description: "Listeners take encrypted traffic, and HTTP only to redirect it to HTTPS.",
  kind: "security",
  severity: "critical",
  enforcementLevel: "advisory",
  remediationSteps:
    "Give the load balancer a certificate and an HTTPS listener, and have the HTTP listener redirect to it.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-1",
  sources: [
    "ELB.1",
    "ELB.18",
    "CKV_AWS_2",
    "CKV2_AWS_20",
    "AWS-0054",
    "CT.ELB.PR.1",
    "CT.ELB.PR.9",
  ],
  framework: fsbp(
    "ELB.1",
    "Application Load Balancer should be configured to redirect all HTTP requests to HTTPS",
  ),
  parameters: {
    allowInternalHttp: flag("Whether internal load balancers of the stack may serve HTTP.", false),
    allowFixedResponse: flag("Whether an HTTP listener may answer by a fixed response.", true),
    allowPassThrough: flag(
      "Whether a network load balancer may have listeners of TCP and UDP.",
      true,
    ),
  },
  profiles: { fsbp: { allowFixedResponse: false, allowPassThrough: false } },
  listenerInStack(listener, { parameters, check }) {
    check(() => {
      const protocol = listener.protocol();
      if (protocol === "HTTP") {
        const served = listener.actions().find((action) => !isEnough(action, parameters));
        if (!served || (parameters.allowInternalHttp && listener.isInternal())) return undefined;
        return `${listener.label} takes HTTP and does not redirect it: have it redirect to HTTPS, ${found(served)}`;
      }
      const isPlain = protocol !== undefined && ["TCP", "UDP", "TCP_UDP"].includes(protocol);
      if (!isPlain || parameters.allowPassThrough) return undefined;
      if (parameters.allowInternalHttp && listener.isInternal()) return undefined;
      return `${listener.label} does not encrypt: set 'protocol' to TLS, got "${protocol}"`;
    });
  },
};

function isEnough(action: ListenerAction, { allowFixedResponse }: LbHttpsOnlyParameters): boolean {
  if (action.type() === "fixed-response") return allowFixedResponse;
  return action.type() === "redirect" && action.redirectProtocol() === "HTTPS";
}

function found(action: ListenerAction): string {
  return action.type() === "redirect"
    ? `got a redirect to "${action.redirectProtocol()}"`
    : `got "${action.type()}"`;
}
