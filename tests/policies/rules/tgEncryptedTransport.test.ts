import { UNKNOWN } from "../../../policies/resource/reader.js";
import { tgEncryptedTransport } from "../../../policies/rules/tgEncryptedTransport.js";
import { describeRule, rawService, resourceOf } from "./ruleCases.js";

const group = (edit: object, module_ = "lb") =>
  resourceOf(`aws:${module_}/targetGroup:TargetGroup`, { port: 443, ...edit });
const traffic =
  "target group 'orders' sends traffic unencrypted: set 'protocol' to HTTPS, got \"HTTP\"";

describeRule(tgEncryptedTransport, {
  passes: [
    {
      title: "a function, which has no protocol",
      resource: resourceOf("aws:lb/targetGroup:TargetGroup", { targetType: "lambda" }),
    },

    { title: "HTTPS", resource: group({ protocol: "HTTPS" }) },
    { title: "TLS", resource: group({ protocol: "TLS", healthCheck: { protocol: "HTTPS" } }) },
    { title: "TCP, which may be encrypted", resource: group({ protocol: "TCP" }) },
    {
      title: "a function, which has no protocol",
      resource: group({ targetType: "lambda", port: undefined }),
    },
  ],
  fails: [
    {
      title: "HTTP for all, which is told once",
      resource: resourceOf("aws:lb/targetGroup:TargetGroup", {
        protocol: "HTTP",
        healthCheck: { protocol: "HTTP" },
      }),
      messages: [
        "target group 'orders' sends traffic unencrypted: set 'protocol' to HTTPS, got \"HTTP\"",
      ],
    },

    { title: "HTTP", resource: group({ protocol: "HTTP" }), messages: [traffic] },
    {
      title: "HTTP under another name of its module",
      resource: group({ protocol: "HTTP" }, "alb"),
      messages: [traffic],
    },
    {
      title: "a health check by HTTP",
      resource: group({ protocol: "HTTPS", healthCheck: { protocol: "HTTP" } }),
      messages: [
        "target group 'orders' checks health unencrypted: set 'healthCheck.protocol' to HTTPS, got \"HTTP\"",
      ],
    },
  ],
  unknown: [
    { title: "an unknown protocol", resource: group({ protocol: UNKNOWN }), paths: ["protocol"] },
  ],
  ignores: [{ title: "a service", resource: rawService() }],
});
