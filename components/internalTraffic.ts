import { SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";

import type { Checks } from "./checks.js";
import type { LoadBalancerTarget } from "./ecs/loadBalancerTarget.js";
import { peerKey, peersProblem } from "./ecs/servicePeers.js";
import type { ServiceArgs } from "./serviceArgs.js";
import type { ConnectDecisions } from "./serviceConnect.js";
import { decideConnect, serviceConnect } from "./serviceConnect.js";
import { decideDiscovery, serviceDiscovery } from "./serviceDiscovery.js";

/** How other services reach a service without a load balancer, as its arguments come to it. */
export interface InternalDecisions {
  connect: ConnectDecisions | undefined;
  discoveryTarget: pulumi.Output<LoadBalancerTarget> | undefined;
}

/**
 * Decides how other services reach a service, before anything is registered where the arguments are plain.
 *
 * @throws {ArgumentError} if a rule is broken.
 */
export function decideInternal(checks: Checks, name: string, args: ServiceArgs): InternalDecisions {
  checks.fail(peersProblem(args.ingressFrom ?? []));
  return {
    connect: args.serviceConnect && decideConnect(checks, name, args.serviceConnect, args),
    discoveryTarget:
      args.serviceDiscovery &&
      decideDiscovery(checks, name, args.serviceDiscovery, args.taskDefinition),
  };
}

/** Makes what lets other services reach a service: names in a namespace, and rules for the peers that are named. */
export function internalTraffic(
  name: string,
  args: ServiceArgs,
  { connect, discoveryTarget }: InternalDecisions,
  { securityGroupId, parent }: { securityGroupId: pulumi.Output<string>; parent: pulumi.Resource },
) {
  const peers = args.ingressFrom ?? [];
  const rules = peers.map(
    (ingress) =>
      new SecurityGroupIngressRule(
        `${name}-from-${peerKey(ingress, peers)}`,
        {
          securityGroupId,
          referencedSecurityGroupId: ingress.securityGroupId,
          ipProtocol: ingress.protocol ?? "tcp",
          fromPort: ingress.port,
          toPort: ingress.port,
          description: `${ingress.peer} to ${name}`,
        },
        { parent },
      ),
  );
  const connected = connect && serviceConnect(name, connect, args.taskDefinition, parent);
  const discovery = args.serviceDiscovery;
  return {
    /** Inputs of the ECS service. */
    inputs: {
      ...(connected && { serviceConnectConfiguration: connected.serviceConnectConfiguration }),
      ...(discovery && {
        serviceRegistries: serviceDiscovery(name, discovery, discoveryTarget, parent),
      }),
    },
    /** What must stand before the service, and go after it. */
    dependencies: [...rules, ...(connected?.dependencies ?? [])],
  };
}
