import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { idsOf, whenKnown } from "../resource/reviewedStack.js";
import type { LoadBalancerView } from "./loadBalancerView.js";
import { loadBalancerView } from "./loadBalancerView.js";
import { SUBNET } from "./subnetView.js";
import { viewOver } from "./viewOf.js";

/** A load balancer with the firewall that its stack puts before it. */
export interface FirewallInStackView extends LoadBalancerView {
  /** Whether the stack has an access control list of AWS WAF for it, or may have. */
  hasFirewall(): boolean;
  /** A zone that two of its subnets of this stack are in; nothing where that is not so, or not known. */
  sharedZone(): string | undefined;
}

const ASSOCIATIONS = [
  "aws:wafv2/webAclAssociation:WebAclAssociation",
  "aws:wafregional/webAclAssociation:WebAclAssociation",
];

/** A view of the load balancer that a resource is; nothing for any other resource. */
export const firewallInStackView = viewOver(
  loadBalancerView,
  (view, resource, stack: ReviewedStack): FirewallInStackView => ({
    ...view,
    hasFirewall: () =>
      ASSOCIATIONS.some((type) => stack.referring(type, "resourceArn", resource).length > 0),
    sharedZone: () => {
      const ids = idsOf(Reader.of(resource.properties).get("subnets"));
      const zones = stack.referred(resource, ids, SUBNET).certain.flatMap((subnet) => {
        const zone = zoneOf(subnet);
        return zone === undefined ? [] : [zone];
      });
      return zones.find((zone, i) => zones.indexOf(zone) < i);
    },
  }),
);

/** Each zone has a name, which differs from account to account, and an id. */
function zoneOf(subnet: ReviewedResource): string | undefined {
  const inputs = Reader.of(subnet.properties);
  return whenKnown(
    () => inputs.get("availabilityZone").string() ?? inputs.get("availabilityZoneId").string(),
  );
}
