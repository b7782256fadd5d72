import { balancingTypes } from "./balancingTypes.js";
import { viewOf } from "./viewOf.js";

/** A load balancer. Each read throws `UnknownLeaf` where its value is not known. */
export interface LoadBalancerView {
  /** How messages name it: `load balancer 'orders'`. */
  readonly label: string;
  /** Logical name. */
  readonly name: string;
  /** `application`, `network` or `gateway`. */
  kind(): string;
  /** Number of subnets that it stands in. */
  subnetCount(): number;
  /** Whether it stands on an Outpost, which has one subnet. */
  isOnOutpost(): boolean;
  /** Whether nobody outside of its network reaches it; nothing where that is not said, and AWS makes it public. */
  isInternal(): boolean | undefined;
  dropsInvalidHeaders(): boolean;
  /** What becomes of requests that may be read in two ways: `monitor`, `defensive` or `strictest`. */
  desyncMode(): string;
  /** Whether each request is logged. */
  hasAccessLogs(): boolean;
  isProtectedFromDeletion(): boolean;
}

/** Types of load balancers. */
export const LOAD_BALANCER_TYPES = balancingTypes("loadBalancer:LoadBalancer");

/** A view of the load balancer that a resource is; nothing for any other resource. */
export const loadBalancerView = viewOf(
  LOAD_BALANCER_TYPES,
  (inputs, { name }): LoadBalancerView => {
    const count = (list: string) => inputs.get(list).list()?.length ?? 0;
    return {
      label: `load balancer '${name}'`,
      name,
      kind: () => inputs.get("loadBalancerType").string() ?? "application",
      // The same subnets said in one of two ways.
      subnetCount: () => Math.max(count("subnets"), count("subnetMappings")),
      isOnOutpost: () => inputs.get("customerOwnedIpv4Pool").isGiven(),
      isInternal: () => inputs.get("internal").boolean(),
      dropsInvalidHeaders: () => inputs.get("dropInvalidHeaderFields").boolean() ?? false,
      // "The default is defensive" (LoadBalancerAttribute routing.http.desync_mitigation_mode).
      desyncMode: () => inputs.get("desyncMitigationMode").string() ?? "defensive",
      hasAccessLogs: () => {
        const logs = inputs.get("accessLogs");
        return logs.get("bucket").isGiven() && (logs.get("enabled").boolean() ?? false);
      },
      isProtectedFromDeletion: () => inputs.get("enableDeletionProtection").boolean() ?? false,
    };
  },
);
