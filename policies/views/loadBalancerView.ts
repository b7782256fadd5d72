import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import { balancingTypes } from "./balancingTypes.js";

/** A load balancer. Each read throws `UnknownLeaf` where its value is not known. */
export interface LoadBalancerView {
  /** How messages name it: `load balancer 'orders'`. */
  readonly label: string;
  /** `application`, `network` or `gateway`. */
  kind(): string;
  /** Number of subnets that it stands in. */
  subnetCount(): number;
  /** Whether it stands on an Outpost, which has one subnet. */
  isOnOutpost(): boolean;
}

const TYPES = balancingTypes("loadBalancer:LoadBalancer");

/** A view of the load balancer that a resource is; nothing for any other resource. */
export function loadBalancerView(resource: ReviewedResource): LoadBalancerView | undefined {
  if (!TYPES.includes(resource.type)) return undefined;
  const inputs = Reader.of(resource.properties);
  const count = (list: string) => inputs.get(list).list()?.length ?? 0;
  return {
    label: `load balancer '${resource.name}'`,
    kind: () => inputs.get("loadBalancerType").string() ?? "application",
    // The same subnets said in one of two ways.
    subnetCount: () => Math.max(count("subnets"), count("subnetMappings")),
    isOnOutpost: () => inputs.get("customerOwnedIpv4Pool").isGiven(),
  };
}
