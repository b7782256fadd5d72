import type { Reader } from "../policies/resource/reader.js";
import { whenReadable } from "../policies/resource/reader.js";
import { balancingTypes } from "../policies/views/balancingTypes.js";
import { LISTENER_TYPES } from "../policies/views/listenerView.js";
import { LOAD_BALANCER_TYPES } from "../policies/views/loadBalancerView.js";
import type { Drawing, PictureNode } from "./picture.js";
import type { PicturedStack, StackPart } from "./picturedStack.js";
import { elementsOf, textOf } from "./picturedStack.js";
import type { Subnets } from "./drawSubnets.js";

/** The types of target groups. */
export const TARGET_GROUPS = balancingTypes("targetGroup:TargetGroup");

const RULES = balancingTypes("listenerRule:ListenerRule");

/** Where a condition of a rule has its values, and what it is called. */
const CONDITIONS: Readonly<Record<string, string>> = {
  hostHeader: "host",
  pathPattern: "path",
  httpRequestMethod: "method",
  sourceIp: "from",
};

/** Load balancers, their listeners, and the target groups that these send requests to, with each rule and its share. */
export function drawBalancers(stack: PicturedStack, drawing: Drawing, subnets: Subnets): void {
  for (const balancer of stack.of(...LOAD_BALANCER_TYPES)) {
    const { resource, inputs } = balancer;
    const isInternal = whenReadable(() => inputs.get("internal").boolean()) ?? false;
    const node = drawing.node(resource.urn, "loadBalancer", `load balancer ${resource.name}`, [
      `${textOf(inputs.get("loadBalancerType")) ?? "application"}, ${isInternal ? "internal" : "internet-facing"}`,
    ]);
    const mapped = elementsOf(inputs.get("subnetMappings")).map((one) => one.get("subnetId"));
    node.group = subnets.groupOf(balancer, [...elementsOf(inputs.get("subnets")), ...mapped]);
  }
  for (const listener of stack.of(...LISTENER_TYPES)) {
    const node = drawListener(stack, drawing, listener);
    const actions = listener.inputs.get("defaultActions");
    drawActions(stack, drawing, node, { from: listener, actions, label: "else" });
  }
  for (const rule of stack.of(...RULES)) {
    const node = listenerOf(stack, drawing, rule);
    const label = elementsOf(rule.inputs.get("conditions")).map(conditionText).join(" and ");
    drawActions(stack, drawing, node, { from: rule, actions: rule.inputs.get("actions"), label });
  }
}

/** The target group that a property names; one of another stack by its ARN. */
export function drawTargetGroup(
  stack: PicturedStack,
  drawing: Drawing,
  from: StackPart,
  arn: Reader,
): PictureNode | undefined {
  const group = stack.named(from, arn, ...TARGET_GROUPS);
  const key = group?.resource.urn ?? textOf(arn);
  if (key === undefined) return undefined;
  if (!group) return drawing.node(key, "targetGroup", "target group of another stack");
  const port = textOf(group.inputs.get("port"));
  const protocol = textOf(group.inputs.get("protocol")) ?? "";
  const details = port === undefined ? [] : [`${protocol} ${port}`.trim()];
  return drawing.node(key, "targetGroup", `target group ${group.resource.name}`, details);
}

function drawListener(stack: PicturedStack, drawing: Drawing, listener: StackPart): PictureNode {
  const { resource, inputs } = listener;
  const port = textOf(inputs.get("port"));
  // "For Application Load Balancers, … the default is HTTP" (the provider's `protocol`).
  const protocol = textOf(inputs.get("protocol")) ?? (port === undefined ? "" : "HTTP");
  const details = [`${protocol} ${port ?? ""}`.trim()].filter((line) => line !== "");
  const node = drawing.node(resource.urn, "listener", `listener ${resource.name}`, details);
  const arn = inputs.get("loadBalancerArn");
  const key = stack.keyOf(listener, arn, ...LOAD_BALANCER_TYPES);
  if (key !== undefined) {
    const balancer = drawing.node(key, "loadBalancer", "load balancer of another stack");
    node.group = balancer.group;
    drawing.edge(key, resource.urn);
  }
  return node;
}

/** The listener of a rule; one of another stack by its ARN. */
function listenerOf(
  stack: PicturedStack,
  drawing: Drawing,
  rule: StackPart,
): PictureNode | undefined {
  const key = stack.keyOf(rule, rule.inputs.get("listenerArn"), ...LISTENER_TYPES);
  return key === undefined ? undefined : drawing.node(key, "listener", "listener of another stack");
}

/** What decides about a request. */
interface Decision {
  from: StackPart;
  actions: Reader;
  /** Which requests it decides about. */
  label: string;
}

function drawActions(
  stack: PicturedStack,
  drawing: Drawing,
  listener: PictureNode | undefined,
  { from, actions, label }: Decision,
): void {
  for (const action of elementsOf(actions)) {
    const weighted = elementsOf(action.get("forward").get("targetGroups"));
    const weights = weighted.map((one) => whenReadable(() => one.get("weight").number()) ?? 1);
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    const shares = weighted.map((one, i) => ({
      arn: one.get("arn"),
      share: weighted.length > 1 && all > 0 ? ((weights[i] ?? 0) / all) * 100 : undefined,
    }));
    const single = action.get("targetGroupArn");
    const targets = shares.length > 0 || !isGiven(single) ? shares : [{ arn: single }];
    for (const { arn, share } of targets as { arn: Reader; share?: number | undefined }[]) {
      const group = drawTargetGroup(stack, drawing, from, arn);
      const part = share === undefined ? [] : [`${Math.round(share * 10) / 10} %`];
      const text = [label, ...part].filter((word) => word !== "").join(", ");
      if (group && listener) drawing.edge(listener.id, group.id, text);
    }
    const answer = answerText(action);
    if (label === "else" && answer !== undefined) listener?.details.push(answer);
  }
}

function isGiven(leaf: Reader): boolean {
  return whenReadable(() => leaf.isGiven()) ?? false;
}

/** What a listener answers by itself. */
function answerText(action: Reader): string | undefined {
  switch (textOf(action.get("type"))) {
    case "redirect":
      return `else redirects to ${textOf(action.get("redirect").get("protocol")) ?? "another address"}`;
    case "fixed-response":
      return `else answers ${textOf(action.get("fixedResponse").get("statusCode")) ?? "itself"}`;
    default:
      return undefined;
  }
}

function conditionText(condition: Reader): string {
  for (const [key, word] of Object.entries(CONDITIONS)) {
    const values = whenReadable(() => condition.get(key).get("values").texts());
    if (values) return `${word} ${values.join(" or ")}`;
  }
  const header = condition.get("httpHeader");
  const name = textOf(header.get("httpHeaderName"));
  if (name !== undefined) {
    const values = whenReadable(() => header.get("values").texts()) ?? [];
    return `header ${name} ${values.join(" or ")}`;
  }
  const queries = elementsOf(condition.get("queryStrings")).map((one) =>
    [textOf(one.get("key")), textOf(one.get("value"))].filter((text) => text).join("="),
  );
  return queries.length === 0 ? "a condition" : `query ${queries.join(" or ")}`;
}
