import { UNKNOWN } from "../../../policies/resource/reader.js";
import { lbMultipleZones } from "../../../policies/rules/lbMultipleZones.js";
import { describeRule, rawService, resourceOf } from "./ruleCases.js";

const balancer = (edit: object, module_ = "lb") =>
  resourceOf(`aws:${module_}/loadBalancer:LoadBalancer`, edit);
const network = (subnets: unknown, edit: object = {}) =>
  balancer({ loadBalancerType: "network", subnets, ...edit });
const few = (least: number, got: number) =>
  `load balancer 'orders' is in too few zones: give 'subnets' at least ${least} of different zones, got ${got}`;

describeRule(lbMultipleZones, {
  passes: [
    { title: "a network load balancer in two zones", resource: network(["a", UNKNOWN]) },
    {
      title: "one in two zones by addresses",
      resource: network(undefined, { subnetMappings: [{ subnetId: "a" }, { subnetId: "b" }] }),
    },
    {
      title: "one zone where that is enough",
      resource: network(["a"]),
      configuration: { minZones: 1 },
    },
    {
      title: "an application load balancer in one, which lb-wiring-valid is for",
      resource: balancer({ subnets: ["a"] }),
      configuration: { minZones: 3 },
    },
    {
      title: "a load balancer on an Outpost",
      resource: balancer({ customerOwnedIpv4Pool: "pool", subnets: ["a", "b"] }),
      configuration: { minZones: 3 },
    },
  ],
  fails: [
    {
      title: "a network load balancer in one zone",
      resource: network(["a"]),
      messages: [few(2, 1)],
    },
    {
      title: "a gateway in one zone",
      resource: balancer({ loadBalancerType: "gateway", subnets: [UNKNOWN] }, "alb"),
      messages: [few(2, 1)],
    },
    {
      title: "one zone by an address",
      resource: network(undefined, { subnetMappings: [{ subnetId: "a" }] }),
      messages: [few(2, 1)],
    },
    {
      title: "an application load balancer in two of three zones",
      resource: balancer({ subnets: ["a", "b"] }),
      configuration: { minZones: 3 },
      messages: [few(3, 2)],
    },
  ],
  unknown: [
    { title: "unknown subnets", resource: network(UNKNOWN), paths: ["subnets"] },
    {
      title: "an unknown kind",
      resource: balancer({ loadBalancerType: UNKNOWN, subnets: ["a"] }),
      paths: ["loadBalancerType"],
    },
  ],
  ignores: [{ title: "a service", resource: rawService() }],
});
