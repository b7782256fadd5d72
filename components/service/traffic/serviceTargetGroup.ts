import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";

import type { ContainerTarget } from "../rules/containerTarget.js";
import { targetTypeOf } from "../../launch/rules/reachedPorts.js";
import { targetGroupName } from "../rules/traffic/targetGroupName.js";
import type { ServiceLoadBalancerArgs } from "../args/serviceLoadBalancerArgs.js";
import {
  LoadBalancingAlgorithm,
  ProtocolVersion,
  TargetProtocol,
} from "../args/targetGroupArgs.js";
import type { DecidedTargetGroup } from "./decideTargetGroup.js";
import type { TaskSecurityGroups } from "../../launch/decideTaskNetwork.js";

interface TargetGroupContext {
  vpcId: pulumi.Output<string>;
  target: pulumi.Output<ContainerTarget>;
  targetGroup: DecidedTargetGroup;
  /** How the tasks are reached. */
  doors: TaskSecurityGroups;
  parent: pulumi.Resource;
}

/** Makes the group of a service's tasks that a load balancer sends requests to. */
export function serviceTargetGroup(
  name: string,
  args: ServiceLoadBalancerArgs,
  { vpcId, target, targetGroup, doors, parent }: TargetGroupContext,
): lb.TargetGroup {
  const port = target.apply(({ containerPort }) => containerPort);
  const owner = [name, pulumi.getStack(), pulumi.getProject()] as const;
  const { protocol = TargetProtocol.Http, protocolVersion = ProtocolVersion.Http1 } = args;
  const targetType = targetTypeOf(doors.networkMode);
  const isHttp1 = protocolVersion === ProtocolVersion.Http1;
  return new lb.TargetGroup(
    name,
    {
      name: pulumi
        .all([port, vpcId])
        .apply(([p, vpc]) =>
          targetGroupName(owner, { port: p, protocol, vpcId: vpc, targetType, protocolVersion }),
        ),
      port,
      protocol,
      ...(!isHttp1 && { protocolVersion }),
      targetType,
      vpcId,
      deregistrationDelay: targetGroup.deregistrationDelay,
      ...balancing(args),
      healthCheck: targetGroup.healthCheck.apply((check) => ({ ...check, protocol })),
    },
    { parent },
  );
}

/** What AWS keeps when it is left out is always given: else taking it out of a program would not take it away. */
function balancing({ algorithm, slowStartSeconds, stickiness }: ServiceLoadBalancerArgs) {
  const { cookieName, cookieDurationSeconds = 86_400 } = stickiness ?? {};
  return {
    loadBalancingAlgorithmType: algorithm ?? LoadBalancingAlgorithm.RoundRobin,
    slowStart: slowStartSeconds ?? 0,
    stickiness: {
      enabled: stickiness !== undefined,
      type: cookieName === undefined ? "lb_cookie" : "app_cookie",
      cookieDuration: cookieDurationSeconds,
      ...(cookieName !== undefined && { cookieName }),
    },
  };
}
