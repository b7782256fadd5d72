import { UNKNOWN } from "../../../policies/resource/reader.js";
import { lbAccessLogs } from "../../../policies/rules/lbAccessLogs.js";
import { describeRule, rawService, resourceOf } from "./ruleCases.js";

const GOOD = { accessLogs: { bucket: "logs", enabled: true } };
const balancer = (edit: object = {}, module_ = "lb") =>
  resourceOf(`aws:${module_}/loadBalancer:LoadBalancer`, { ...GOOD, ...edit });
const message =
  "load balancer 'orders' keeps no access logs: set 'accessLogs' with a 'bucket' and 'enabled'";

describeRule(lbAccessLogs, {
  passes: [
    { title: "access logs", resource: balancer() },
    {
      title: "logs in a new bucket",
      resource: balancer({ accessLogs: { bucket: UNKNOWN, enabled: true } }),
    },
    {
      title: "a gateway, which has none",
      resource: balancer({ accessLogs: undefined, loadBalancerType: "gateway" }),
    },
  ],
  fails: [
    { title: "AWS's default", resource: balancer({ accessLogs: undefined }), messages: [message] },
    {
      title: "logs that are off",
      resource: balancer({ accessLogs: { bucket: "logs", enabled: false } }),
      messages: [message],
    },
    {
      title: "a bucket alone, as the provider's default is off",
      resource: balancer({ accessLogs: { bucket: "logs" } }, "alb"),
      messages: [message],
    },
    {
      title: "no logs of a network load balancer",
      resource: balancer({ accessLogs: undefined, loadBalancerType: "network" }),
      messages: [message],
    },
  ],
  unknown: [
    {
      title: "an unknown choice",
      resource: balancer({ accessLogs: { bucket: "logs", enabled: UNKNOWN } }),
      paths: ["accessLogs.enabled"],
    },
  ],
  ignores: [{ title: "a service", resource: rawService() }],
});
