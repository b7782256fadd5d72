import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";

import { targetTypeOf } from "../../launch/rules/reachedPorts.js";
import { ProtocolVersion } from "../args/targetGroupArgs.js";
import { targetGroupName } from "../rules/traffic/targetGroupName.js";
import type { RoutedTraffic } from "./trafficContext.js";
import { ownerParts } from "../../argument/ownerParts.js";

/** Makes the group of a service's tasks that a load balancer sends requests to. */
export function serviceTargetGroup(
  name: string,
  { vpcId, target, targetGroup, securityGroups, parent }: RoutedTraffic,
): lb.TargetGroup {
  const port = target.apply(({ containerPort }) => containerPort);
  const owner = [name, ...ownerParts(parent)];
  const { protocol, protocolVersion, deregistrationDelay, balancing, healthCheck } = targetGroup;
  const targetType = targetTypeOf(securityGroups.networkMode);
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
      deregistrationDelay,
      ...balancing,
      healthCheck,
    },
    { parent },
  );
}
