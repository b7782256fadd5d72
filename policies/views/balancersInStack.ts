import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { forwardersOf } from "./forwardersInStack.js";
import { LISTENER_TYPES } from "./listenerView.js";
import { LOAD_BALANCER_TYPES } from "./loadBalancerView.js";
import { soleReferred } from "./referredResource.js";
import { TARGET_GROUP_TYPES } from "./targetGroupView.js";

/** A load balancer of a stack that sends a target group traffic for sure. */
export interface BalancerOfTarget {
  balancer: ReviewedResource;
  targetGroup: ReviewedResource;
}

/** The load balancers of its stack that send traffic to the target group that a property names. */
export function balancersOf(
  stack: ReviewedStack,
  from: ReviewedResource,
  targetGroupArn: Reader,
): BalancerOfTarget[] {
  const targetGroup = soleReferred(stack, from, targetGroupArn, ...TARGET_GROUP_TYPES);
  if (!targetGroup) return [];
  const found = forwardersOf(targetGroup, stack).flatMap(({ value, sure }) => {
    const listener = sure && listenerOf(stack, value);
    if (!listener) return [];
    const arn = Reader.of(listener.properties).get("loadBalancerArn");
    return soleReferred(stack, listener, arn, ...LOAD_BALANCER_TYPES) ?? [];
  });
  return [...new Set(found)].map((balancer) => ({ balancer, targetGroup }));
}

/** A rule is of a listener. */
function listenerOf(
  stack: ReviewedStack,
  forwarder: ReviewedResource,
): ReviewedResource | undefined {
  if (LISTENER_TYPES.includes(forwarder.type)) return forwarder;
  const arn = Reader.of(forwarder.properties).get("listenerArn");
  return soleReferred(stack, forwarder, arn, ...LISTENER_TYPES);
}
