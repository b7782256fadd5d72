import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { Referring, ReviewedStack } from "../resource/reviewedStack.js";
import { idOf, whenKnown } from "../resource/reviewedStack.js";
import { balancingTypes } from "./balancingTypes.js";
import { TARGET_GROUP_TYPES } from "./targetGroupView.js";

const LISTENERS = balancingTypes("listener:Listener");
const RULES = balancingTypes("listenerRule:ListenerRule");

/** Listeners and rules of a stack that send a target group traffic, for sure or perhaps. */
export function forwardersOf(group: ReviewedResource, stack: ReviewedStack): Referring[] {
  const { sure, perhaps, open } = stack.once("forwarders", () => indexOf(stack));
  const known = sure.get(group.urn) ?? [];
  return [
    ...known.map((value) => ({ value, sure: true })),
    ...[...(perhaps.get(group.urn) ?? []), ...open].map((value) => ({ value, sure: false })),
  ];
}

/** Target groups that the actions of a listener or a rule send traffic to, in this stack. */
export function forwardedTo(from: ReviewedResource, stack: ReviewedStack): ReviewedResource[] {
  const { groupsOf } = stack.once("forwarders", () => indexOf(stack));
  return groupsOf.get(from.urn) ?? [];
}

function indexOf(stack: ReviewedStack) {
  const sure = new Map<string, ReviewedResource[]>();
  const perhaps = new Map<string, ReviewedResource[]>();
  const groupsOf = new Map<string, ReviewedResource[]>();
  const open: ReviewedResource[] = [];
  const add = (to: Map<string, ReviewedResource[]>, urn: string, one: ReviewedResource) => {
    const others = to.get(urn);
    if (others) others.push(one);
    else to.set(urn, [one]);
  };
  for (const from of [...stack.ofTypes(...LISTENERS), ...stack.ofTypes(...RULES)]) {
    const property = LISTENERS.includes(from.type) ? "defaultActions" : "actions";
    const arns = whenKnown(() => arnsOf(Reader.of(from.properties).get(property)));
    const ids = arns?.map((leaf) => idOf(leaf).ids?.[0]);
    const found = stack.referred(from, { property, ids }, ...TARGET_GROUP_TYPES);
    for (const group of found.certain) {
      add(sure, group.urn, from);
      add(groupsOf, from.urn, group);
    }
    for (const { urn } of found.perhaps) add(perhaps, urn, from);
    if (found.isOpen) open.push(from);
  }
  return { sure, perhaps, open, groupsOf };
}

function arnsOf(actions: Reader): Reader[] {
  return (actions.list() ?? []).flatMap((action) => {
    const groups = action.get("forward").get("targetGroups");
    const weighted = (groups.list() ?? []).map((group) => group.get("arn"));
    return [action.get("targetGroupArn"), ...weighted].filter((leaf) => leaf.isGiven());
  });
}
