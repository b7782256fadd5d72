import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";

import type { ContainerTarget } from "../rules/containerTarget.js";
import { targetTypeOf } from "../../launch/rules/reachedPorts.js";
import { deregistrationDelay } from "../rules/traffic/targetGroup.js";
import { forwardToPair } from "./forwardToPair.js";
import { TlsPolicy } from "../../loadBalancer/loadBalancerArgs.js";
import { targetGroupName } from "../rules/traffic/targetGroupName.js";
import type { NetworkListenerArgs } from "../args/serviceNetworkLoadBalancerArgs.js";
import { NetworkProtocol } from "../args/serviceNetworkLoadBalancerArgs.js";

/** What a target group of a network load balancer hangs on. */
interface NlbTargetContext {
  args: NetworkListenerArgs;
  target: pulumi.Output<ContainerTarget>;
  healthCheck: pulumi.Output<object>;
  vpcId: pulumi.Output<string>;
  /** How the service's tasks are on the network. */
  networkMode: string;
  parent: pulumi.Resource;
}

/** Makes the group of a service's tasks that a listener of a network load balancer sends connections to. */
export function nlbTargetGroup(
  name: string,
  { args, target, healthCheck, vpcId, networkMode, parent }: NlbTargetContext,
): lb.TargetGroup {
  const { protocol: taken = NetworkProtocol.Tcp } = args;
  const targetType = targetTypeOf(networkMode);
  // Of instances the load balancer would preserve it, and a task could not reach itself through the load balancer.
  const isKept = targetType === "instance" && !taken.includes("UDP") ? false : undefined;
  const { preserveClientIp = isKept } = args;
  // A listener with TLS ends it: what goes to the task is TCP.
  const protocol = taken === NetworkProtocol.Tls ? NetworkProtocol.Tcp : taken;
  const port = target.apply(({ containerPort }) => containerPort);
  const owner = [name, pulumi.getStack(), pulumi.getProject()] as const;
  return new lb.TargetGroup(
    name,
    {
      // All that forces a replacement: the new group has another name, and stands before the old one goes.
      name: pulumi
        .all([port, vpcId])
        .apply(([p, vpc]) => targetGroupName(owner, { port: p, protocol, vpcId: vpc, targetType })),
      port,
      protocol,
      targetType,
      vpcId,
      ...(preserveClientIp !== undefined && { preserveClientIp: String(preserveClientIp) }),
      deregistrationDelay:
        args.deregistrationDelaySeconds ??
        target.apply(({ stopTimeout }) => deregistrationDelay(undefined, stopTimeout)),
      healthCheck,
    },
    { parent },
  );
}

interface ListenerContext {
  loadBalancerArn: pulumi.Output<string>;
  targetGroup: lb.TargetGroup;
  /** The group that new tasks come into while the first has the connections. */
  alternate: lb.TargetGroup | undefined;
  parent: pulumi.Resource;
}

/** Makes a listener that sends connections to a group, or to the first of a pair that ECS moves them between. */
export function nlbListener(
  name: string,
  args: NetworkListenerArgs,
  { loadBalancerArn, targetGroup, alternate, parent }: ListenerContext,
): lb.Listener {
  const { port, protocol = NetworkProtocol.Tcp, certificateArn, sslPolicy } = args;
  return new lb.Listener(
    name,
    {
      loadBalancerArn,
      port,
      protocol,
      ...(protocol === NetworkProtocol.Tls && {
        certificateArn,
        sslPolicy: sslPolicy ?? TlsPolicy.Tls12,
      }),
      defaultActions: [
        alternate
          ? forwardToPair(targetGroup, alternate)
          : { type: "forward", targetGroupArn: targetGroup.arn },
      ],
    },
    { parent, ...(alternate && { ignoreChanges: ["defaultActions"] }) },
  );
}
