import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { idOf } from "../resource/reviewedStack.js";
import type { LoadBalancerView } from "./loadBalancerView.js";
import { loadBalancerView } from "./loadBalancerView.js";

/** A load balancer with the firewall that its stack puts before it. */
export interface FirewallInStackView extends LoadBalancerView {
  /** Whether the stack has an access control list of AWS WAF for it, or may have. */
  hasFirewall(): boolean;
}

const ASSOCIATIONS = [
  "aws:wafv2/webAclAssociation:WebAclAssociation",
  "aws:wafregional/webAclAssociation:WebAclAssociation",
];

/** A view of the load balancer that a resource is; nothing for any other resource. */
export function firewallInStackView(
  resource: ReviewedResource,
  stack: ReviewedStack,
): FirewallInStackView | undefined {
  const view = loadBalancerView(resource);
  if (!view) return undefined;
  return {
    ...view,
    hasFirewall: () =>
      stack.ofTypes(...ASSOCIATIONS).some((association) => {
        const arn = idOf(Reader.of(association.properties).get("resourceArn"));
        return stack.refersTo(association, arn, resource) !== false;
      }),
  };
}
