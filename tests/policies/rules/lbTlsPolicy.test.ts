import { UNKNOWN } from "../../../policies/resource/reader.js";
import { lbTlsPolicy } from "../../../policies/rules/lbTlsPolicy.js";
import { describeRule, rawService, resourceOf } from "./ruleCases.js";

const listener = (protocol: string, sslPolicy?: unknown, module_ = "lb") =>
  resourceOf(`aws:${module_}/listener:Listener`, { port: 443, protocol, sslPolicy });
const RECOMMENDED = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";
const message = (got: string) =>
  `listener 'orders' takes old versions of TLS: set 'sslPolicy' to ${RECOMMENDED}, got ${got}`;
const DEFAULT = message("AWS's default, which takes TLS 1.0");

describeRule(lbTlsPolicy, {
  passes: [
    { title: "a recommended policy", resource: listener("HTTPS", RECOMMENDED) },
    {
      title: "TLS 1.2 of a network load balancer",
      resource: listener("TLS", "ELBSecurityPolicy-TLS13-1-2-2021-06"),
    },
    { title: "HTTP, which has none", resource: listener("HTTP") },
    {
      title: "a policy that the configuration names",
      resource: listener("HTTPS", "ELBSecurityPolicy-TLS-1-2-2017-01"),
      configuration: { allowedPolicies: ["ELBSecurityPolicy-TLS-1-2-2017-01"] },
    },
  ],
  fails: [
    { title: "AWS's default", resource: listener("HTTPS"), messages: [DEFAULT] },
    {
      title: "AWS's default of a network load balancer",
      resource: listener("TLS", undefined, "elasticloadbalancingv2"),
      messages: [DEFAULT],
    },
    {
      title: "an old policy",
      resource: listener("HTTPS", "ELBSecurityPolicy-2016-08"),
      messages: [message('"ELBSecurityPolicy-2016-08"')],
    },
    {
      title: "a new policy that takes TLS 1.0",
      resource: listener("HTTPS", "ELBSecurityPolicy-TLS13-1-0-2021-06"),
      messages: [message('"ELBSecurityPolicy-TLS13-1-0-2021-06"')],
    },
  ],
  unknown: [
    { title: "an unknown policy", resource: listener("HTTPS", UNKNOWN), paths: ["sslPolicy"] },
  ],
  ignores: [{ title: "a service", resource: rawService() }],
});
