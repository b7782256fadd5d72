import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";

import { targetGroupName } from "../rules/traffic/targetGroupName.js";
import type { DecidedNlbListener } from "./decideNlbTraffic.js";
import { forwardToPair } from "./forwardToPair.js";
import { ownerParts } from "../../argument/ownerParts.js";

/** Makes the group of a service's tasks that a listener of a network load balancer sends connections to. */
export function nlbTargetGroup(
  name: string,
  { target, targetGroup }: DecidedNlbListener,
  { vpcId, parent }: { vpcId: pulumi.Output<string>; parent: pulumi.Resource },
): lb.TargetGroup {
  const { preserveClientIp, ...inputs } = targetGroup;
  const { protocol, targetType } = inputs;
  const port = target.apply(({ containerPort }) => containerPort);
  const owner = [name, ...ownerParts(parent)];
  return new lb.TargetGroup(
    name,
    {
      // All that forces a replacement: the new group has another name, and stands before the old one goes.
      name: pulumi
        .all([port, vpcId])
        .apply(([p, vpc]) => targetGroupName(owner, { port: p, protocol, vpcId: vpc, targetType })),
      port,
      vpcId,
      ...(preserveClientIp !== undefined && { preserveClientIp: String(preserveClientIp) }),
      ...inputs,
    },
    { parent },
  );
}

interface ListenerContext {
  port: number;
  loadBalancerArn: pulumi.Output<string>;
  targetGroup: lb.TargetGroup;
  /** The group that new tasks come into while the first has the connections. */
  alternate: lb.TargetGroup | undefined;
  parent: pulumi.Resource;
}

/** Makes a listener that sends connections to a group, or to the first of a pair that ECS moves them between. */
export function nlbListener(
  name: string,
  { protocol, tls }: DecidedNlbListener,
  { port, loadBalancerArn, targetGroup, alternate, parent }: ListenerContext,
): lb.Listener {
  return new lb.Listener(
    name,
    {
      loadBalancerArn,
      port,
      protocol,
      ...tls,
      defaultActions: [
        alternate
          ? forwardToPair(targetGroup, alternate)
          : { type: "forward", targetGroupArn: targetGroup.arn },
      ],
    },
    { parent, ...(alternate && { ignoreChanges: ["defaultActions"] }) },
  );
}
