import { UNKNOWN } from "../../../policies/resource/reader.js";
import { albExposureDeclared } from "../../../policies/rules/albExposureDeclared.js";
import { besideOf, describeRule, rawService, resourceOf, urnOf } from "./ruleCases.js";

const GOOD = { internal: false };
const balancer = (edit: object = {}, module_ = "lb") =>
  resourceOf(`aws:${module_}/loadBalancer:LoadBalancer`, { ...GOOD, ...edit });
const undeclared =
  "load balancer 'orders' is public, and does not say so: set 'internal', to false where that is meant";
const open =
  "load balancer 'orders' is public, and has no firewall: associate a web ACL of AWS WAF with it";
const firewall = (resourceArn: unknown, dependencies = {}) => [
  besideOf(
    "aws:wafv2/webAclAssociation:WebAclAssociation",
    { resourceArn, webAclArn: "arn" },
    { dependencies },
  ),
];
const FOR_IT = { resourceArn: [urnOf("aws:lb/loadBalancer:LoadBalancer")] };
const WAF = { requireWaf: true };

describeRule(albExposureDeclared, {
  passes: [
    {
      title: "a network load balancer, which takes no firewall, where one is asked for",
      resource: resourceOf("aws:lb/loadBalancer:LoadBalancer", {
        loadBalancerType: "network",
        internal: false,
      }),
      configuration: { requireWaf: true },
    },

    {
      title: "a gateway, which is nowhere exposed",
      resource: resourceOf("aws:lb/loadBalancer:LoadBalancer", { loadBalancerType: "gateway" }),
    },

    { title: "a load balancer that is meant to be public", resource: balancer() },
    { title: "an internal one", resource: balancer({ internal: true }) },
    {
      title: "one that the configuration names",
      resource: balancer({ internal: undefined }),
      configuration: { allowPublic: ["ord*"] },
    },
    {
      title: "a firewall where one is asked for",
      resource: balancer(),
      configuration: WAF,
      beside: firewall(UNKNOWN, FOR_IT),
    },
    {
      title: "an internal one without a firewall",
      resource: balancer({ internal: true }),
      configuration: WAF,
    },
  ],
  fails: [
    { title: "AWS's default", resource: balancer({ internal: undefined }), messages: [undeclared] },
    {
      title: "AWS's default of a network load balancer",
      resource: balancer({ internal: undefined, loadBalancerType: "network" }, "alb"),
      messages: [undeclared],
    },
    {
      title: "no firewall where one is asked for",
      resource: balancer(),
      messages: [open],
      configuration: WAF,
    },
    {
      title: "a firewall of another one",
      resource: { ...balancer(), id: "arn:orders" },
      messages: [open],
      configuration: WAF,
      beside: firewall("arn:other"),
    },
  ],
  unknown: [
    { title: "an unknown choice", resource: balancer({ internal: UNKNOWN }), paths: ["internal"] },
  ],
  ignores: [{ title: "a service", resource: rawService() }],
});
