import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { idOf, idsOf, whenKnown } from "../resource/reviewedStack.js";
import type { LoadBalancerView } from "./loadBalancerView.js";
import { loadBalancerView } from "./loadBalancerView.js";
import { once } from "./once.js";
import { SUBNET } from "./subnetView.js";
import { viewOver } from "./viewOf.js";

/** A load balancer with the firewall that its stack puts before it. */
export interface FirewallInStackView extends LoadBalancerView {
  /** Whether the stack has an access control list of AWS WAF for it, or may have. */
  hasFirewall(): boolean;
  /** A zone that two of its subnets of this stack are in; nothing where that is not so, or not known. */
  sharedZone(): string | undefined;
  /** Whether a subnet of it, of this stack, is in a Local Zone or one of Wavelength, where one is enough. */
  isInLocalZone(): boolean;
}

const ASSOCIATIONS = [
  "aws:wafv2/webAclAssociation:WebAclAssociation",
  "aws:wafregional/webAclAssociation:WebAclAssociation",
];

/** A view of the load balancer that a resource is; nothing for any other resource. */
export const firewallInStackView = viewOver(
  loadBalancerView,
  (view, resource, stack: ReviewedStack): FirewallInStackView => {
    const zones = once(() => zonesOf(resource, stack));
    return {
      ...view,
      hasFirewall: () =>
        ASSOCIATIONS.some((type) => stack.referring(type, "resourceArn", resource).length > 0),
      sharedZone: () => zones().find((zone, i, all) => all.indexOf(zone) < i),
      isInLocalZone: () => zones().some((zone) => LOCAL_ZONE.test(zone)),
    };
  },
);

/** Zones of a load balancer's subnets, as far as they are of this stack and known. */
function zonesOf(balancer: ReviewedResource, stack: ReviewedStack): string[] {
  const inputs = Reader.of(balancer.properties);
  const mapped = whenKnown(() => inputs.get("subnetMappings").list() ?? []);
  const all = [
    idsOf(inputs.get("subnets")),
    {
      property: "subnetMappings",
      ids: mapped?.flatMap((mapping) => idOf(mapping.get("subnetId")).ids),
    },
  ];
  const subnets = all.flatMap((ids) => stack.referred(balancer, ids, SUBNET).certain);
  return [...new Set(subnets)].flatMap((subnet) => zoneOf(subnet) ?? []);
}

/**
 * Names and ids of zones that are no Availability Zones: `us-west-2-lax-1a`, `usw2-lax1-az1`, `us-east-1-wl1-bos-wlz-1`.
 *
 * @see https://docs.aws.amazon.com/local-zones/latest/ug/concepts-local-zones.html
 */
const LOCAL_ZONE = /^[a-z]+(?:-[a-z]+)+-\d+-[a-z]|^[a-z]+\d+-[a-z]+\d+-/;

/** Each zone has a name, which differs from account to account, and an id. */
function zoneOf(subnet: ReviewedResource): string | undefined {
  const inputs = Reader.of(subnet.properties);
  return whenKnown(
    () => inputs.get("availabilityZone").string() ?? inputs.get("availabilityZoneId").string(),
  );
}
