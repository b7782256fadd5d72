import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";

import type { LoadBalancerTarget } from "./ecs/loadBalancerTarget.js";
import { physicalName } from "./naming/physicalName.js";
import type { ServiceLoadBalancerArgs } from "./serviceLoadBalancerArgs.js";

interface TargetGroupContext {
  vpcId: pulumi.Output<string>;
  target: pulumi.Output<LoadBalancerTarget>;
  parent: pulumi.Resource;
}

/** Makes the group of a service's tasks that a load balancer sends requests to. */
export function serviceTargetGroup(
  name: string,
  args: ServiceLoadBalancerArgs,
  { vpcId, target, parent }: TargetGroupContext,
): lb.TargetGroup {
  const port = target.apply(({ containerPort }) => containerPort);
  const owner = [name, pulumi.getStack(), pulumi.getProject()];
  return new lb.TargetGroup(
    name,
    {
      // Port, protocol and VPC force a replacement. With them in its name the new group stands before the old one goes,
      // which a listener rule still uses.
      name: pulumi
        .all([port, vpcId])
        .apply(([p, vpc]) => physicalName("targetGroup", owner, [p, "HTTP", vpc, "ip"])),
      port,
      protocol: "HTTP",
      targetType: "ip",
      vpcId,
      deregistrationDelay: args.deregistrationDelaySeconds ?? 30,
      healthCheck: {
        path: args.healthCheckPath,
        protocol: "HTTP",
        port: "traffic-port",
        matcher: "200",
        interval: 15,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
    },
    { parent },
  );
}
