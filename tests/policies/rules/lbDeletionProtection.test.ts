import { UNKNOWN } from "../../../policies/resource/reader.js";
import { lbDeletionProtection } from "../../../policies/rules/lbDeletionProtection.js";
import { describeRule, rawService, resourceOf } from "./ruleCases.js";

const GOOD = { enableDeletionProtection: true };
const balancer = (edit: object = {}, module_ = "lb") =>
  resourceOf(`aws:${module_}/loadBalancer:LoadBalancer`, { ...GOOD, ...edit });
const message =
  "load balancer 'orders' can be deleted by mistake: set 'enableDeletionProtection' to true";

describeRule(lbDeletionProtection, {
  passes: [
    { title: "protection", resource: balancer() },
    {
      title: "protection of a network load balancer",
      resource: balancer({ loadBalancerType: "network" }),
    },
    {
      title: "protection, said as a text",
      resource: balancer({ enableDeletionProtection: "true" }, "alb"),
    },
  ],
  fails: [
    {
      title: "AWS's default",
      resource: balancer({ enableDeletionProtection: undefined }),
      messages: [message],
    },
    {
      title: "no protection",
      resource: balancer({ enableDeletionProtection: false }),
      messages: [message],
    },
    {
      title: "no protection of a gateway",
      resource: balancer(
        { enableDeletionProtection: false, loadBalancerType: "gateway" },
        "applicationloadbalancing",
      ),
      messages: [message],
    },
  ],
  unknown: [
    {
      title: "an unknown choice",
      resource: balancer({ enableDeletionProtection: UNKNOWN }),
      paths: ["enableDeletionProtection"],
    },
  ],
  ignores: [{ title: "a service", resource: rawService() }],
});
