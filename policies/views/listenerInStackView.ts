import { Reader, UnknownLeaf } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { ReviewedStack } from "../resource/reviewedStack.js";
import { idOf } from "../resource/reviewedStack.js";
import { balancingTypes } from "./balancingTypes.js";
import { LISTENER_TYPES } from "./listenerView.js";
import { forwardedTo } from "./forwardersInStack.js";
import { LOAD_BALANCER_TYPES } from "./loadBalancerView.js";
import type { TargetGroupView } from "./targetGroupView.js";
import { targetGroupView } from "./targetGroupView.js";
import { viewOf } from "./viewOf.js";

/** What a listener does with a request. */
export interface ListenerAction {
  /** `forward`, `redirect`, `fixed-response`, or a way of signing in. */
  type(): string;
  /** Protocol that a redirect leads to; `#{protocol}` where it stays the same. */
  redirectProtocol(): string;
}

/** A listener with its load balancer and its rules. Each read throws `UnknownLeaf` where its value is not known. */
export interface ListenerInStackView {
  /** How messages name it: `listener 'http'`. */
  readonly label: string;
  /** Nothing for a gateway load balancer, which has none. */
  protocol(): string | undefined;
  /** What it does by default, and by the rules of its stack. */
  actions(): ListenerAction[];
  /** Whether its load balancer is of this stack, and internal. */
  isInternal(): boolean;
  /** Target groups of its stack that it sends requests to by default, or by a rule. */
  readonly targetGroups: readonly TargetGroupView[];
  /** The rules of its stack, with their places in its order. */
  readonly rules: readonly { readonly name: string; priority(): number | undefined }[];
}

const RULE_TYPES = balancingTypes("listenerRule:ListenerRule");

/** A view of the listener that a resource is; nothing for any other resource. */
export const listenerInStackView = viewOf(
  LISTENER_TYPES,
  (inputs, resource, stack: ReviewedStack): ListenerInStackView => {
    const rules = rulesOf(resource, stack);
    return {
      label: `listener '${resource.name}'`,
      protocol: () => inputs.get("protocol").string() ?? impliedProtocol(inputs),
      actions: () => [
        ...actionsOf(inputs.get("defaultActions")),
        ...rules.flatMap(({ properties }) => actionsOf(Reader.of(properties).get("actions"))),
      ],
      isInternal: () => isInternal(resource, stack),
      targetGroups: [resource, ...rules].flatMap((from) =>
        forwardedTo(from, stack).flatMap((group) => targetGroupView(group) ?? []),
      ),
      rules: rules.map(({ name, properties }) => ({
        name,
        priority: () => Reader.of(properties).get("priority").number(),
      })),
    };
  },
);

/** "For Application Load Balancers, … the default is HTTP" (the provider's `protocol`). Gateways have no port either. */
function impliedProtocol(listener: Reader): string | undefined {
  return listener.get("port").isGiven() ? "HTTP" : undefined;
}

function actionsOf(list: Reader): ListenerAction[] {
  return (list.list() ?? []).map((action) => ({
    type: () => action.get("type").string() ?? "",
    redirectProtocol: () => action.get("redirect").get("protocol").string() ?? "#{protocol}",
  }));
}

/** Rules that are perhaps of another listener are not judged. */
function rulesOf(listener: ReviewedResource, stack: ReviewedStack): ReviewedResource[] {
  return RULE_TYPES.flatMap((type) =>
    stack
      .referring(type, "listenerArn", listener)
      .flatMap(({ value, sure }) => (sure ? [value] : [])),
  );
}

function isInternal(listener: ReviewedResource, stack: ReviewedStack): boolean {
  const arn = idOf(Reader.of(listener.properties).get("loadBalancerArn"));
  const { certain, perhaps } = stack.referred(listener, arn, ...LOAD_BALANCER_TYPES);
  const found = [...certain, ...perhaps].map(
    ({ properties }) => Reader.of(properties).get("internal").boolean() ?? false,
  );
  if (found.length > 0 && new Set(found).size > 1) throw new UnknownLeaf("loadBalancerArn");
  return found[0] ?? false;
}
