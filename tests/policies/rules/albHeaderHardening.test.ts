import { UNKNOWN } from "../../../policies/resource/reader.js";
import { albHeaderHardening } from "../../../policies/rules/albHeaderHardening.js";
import { describeRule, rawService, resourceOf } from "./ruleCases.js";

const GOOD = { dropInvalidHeaderFields: true };
const balancer = (edit: object = {}, module_ = "lb") =>
  resourceOf(`aws:${module_}/loadBalancer:LoadBalancer`, { ...GOOD, ...edit });
const headers =
  "load balancer 'orders' passes on invalid headers: set 'dropInvalidHeaderFields' to true";

describeRule(albHeaderHardening, {
  passes: [
    {
      title: "a network load balancer, whatever it says",
      resource: resourceOf("aws:lb/loadBalancer:LoadBalancer", {
        loadBalancerType: "network",
        desyncMitigationMode: "monitor",
      }),
    },

    { title: "dropped headers", resource: balancer() },
    { title: "the strictest mode", resource: balancer({ desyncMitigationMode: "strictest" }) },
    {
      title: "a network load balancer, which reads none",
      resource: balancer({ loadBalancerType: "network", dropInvalidHeaderFields: undefined }),
    },
  ],
  fails: [
    {
      title: "AWS's default",
      resource: balancer({ dropInvalidHeaderFields: undefined }),
      messages: [headers],
    },
    {
      title: "headers that are kept",
      resource: balancer({ dropInvalidHeaderFields: false }, "alb"),
      messages: [headers],
    },
    {
      title: "ambiguous requests that are passed on",
      resource: balancer({ desyncMitigationMode: "monitor" }),
      messages: [
        "load balancer 'orders' passes on ambiguous requests: set 'desyncMitigationMode' to defensive, got \"monitor\"",
      ],
    },
  ],
  unknown: [
    {
      title: "an unknown choice",
      resource: balancer({ dropInvalidHeaderFields: UNKNOWN }),
      paths: ["dropInvalidHeaderFields"],
    },
  ],
  ignores: [{ title: "a service", resource: rawService() }],
});
