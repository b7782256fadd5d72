import { wholeNumber } from "../parameterSchema.js";
import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";

/** AWS itself takes an Application Load Balancer from this number on, so that `lb-wiring-valid` says what is below. */
const LEAST_OF_APPLICATION = 2;

/**
 * A load balancer outlives the loss of a zone. "You can specify only one subnet per Availability Zone"
 * (CreateLoadBalancer.Subnets), so that it has as many zones as subnets. On an Outpost there is one.
 */
export const lbMultipleZones: Rule<{ minZones: number }> = {
  name: "lb-multiple-zones",
  description: "Load balancers are in several Availability Zones.",
  kind: "reliability",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps: "Give the load balancer a subnet of another zone.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-13",
  sources: ["ELB.13"],
  framework: fsbp(
    "ELB.13",
    "Application, Network and Gateway Load Balancers should span multiple Availability Zones",
  ),
  parameters: {
    minZones: wholeNumber("Zones of each load balancer at least.", {
      minimum: 1,
      maximum: 6,
      default: 2,
    }),
  },
  loadBalancer(balancer, { parameters: { minZones }, check }) {
    check(() => {
      const zones = balancer.subnetCount();
      if (zones >= minZones || balancer.isOnOutpost()) return undefined;
      if (balancer.kind() === "application" && zones < LEAST_OF_APPLICATION) return undefined;
      return `${balancer.label} is in too few zones: give 'subnets' at least ${minZones} of different zones, got ${zones}`;
    });
  },
};
