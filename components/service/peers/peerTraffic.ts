import { SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../../argument/checks.js";
import type { ContainerTarget } from "../rules/containerTarget.js";
import type { MappedPort } from "../../launch/rules/reachedPorts.js";
import { mappedPort, targetTypeOf } from "../../launch/rules/reachedPorts.js";
import { peerKey, peersProblem } from "../rules/peers/servicePeers.js";
import { field } from "../../argument/refField.js";
import type { ServiceArgs } from "../args/serviceArgs.js";
import type { DecidedConnect } from "./serviceConnect.js";
import { decideConnect, serviceConnect } from "./serviceConnect.js";
import { decideDiscovery, serviceDiscovery } from "./serviceDiscovery.js";
import type { TaskSecurityGroups } from "../../launch/decideTaskNetwork.js";
import { reachedPortsOf } from "../../launch/decideTaskNetwork.js";

/** How other services reach a service without a load balancer, as its arguments come to it. */
export interface DecidedPeers {
  connect: DecidedConnect | undefined;
  discoveryTarget: pulumi.Output<ContainerTarget> | undefined;
}

/**
 * Decides how other services reach a service, before anything is registered where the arguments are plain.
 *
 * @throws {ArgumentError} if a rule is broken.
 */
export function decidePeers(checks: Checks, name: string, args: ServiceArgs): DecidedPeers {
  checks.fail(peersProblem(args.ingressFrom ?? []));
  return {
    connect: args.serviceConnect && decideConnect(checks, name, args.serviceConnect, args),
    discoveryTarget:
      args.serviceDiscovery &&
      decideDiscovery(checks, name, args.serviceDiscovery, args.taskDefinition),
  };
}

/** The containers need not be known where tasks are reached at the port itself. */
function peerPort(
  { taskDefinition }: ServiceArgs,
  { networkMode }: TaskSecurityGroups,
  port: number,
): pulumi.Input<MappedPort> {
  if (targetTypeOf(networkMode) === "ip") return { containerPort: port };
  return field(taskDefinition, "containers").apply((containers) => mappedPort(containers, port));
}

/** Makes what lets other services reach a service: names in a namespace, and rules for the peers that are named. */
export function peerTraffic(
  name: string,
  args: ServiceArgs,
  { connect, discoveryTarget }: DecidedPeers,
  { doors, parent }: { doors: TaskSecurityGroups; parent: pulumi.Resource },
) {
  const peers = args.ingressFrom ?? [];
  const rules = peers.flatMap((ingress) => {
    const rule = `${name}-from-${peerKey(ingress, peers)}`;
    const { fromPort, toPort } = reachedPortsOf(rule, doors, peerPort(args, doors, ingress.port));
    return doors.doors.map(
      ({ suffix, securityGroupId }) =>
        new SecurityGroupIngressRule(
          `${rule}${suffix}`,
          {
            securityGroupId,
            referencedSecurityGroupId: ingress.securityGroupId,
            ipProtocol: ingress.protocol ?? "tcp",
            fromPort,
            toPort,
            description: `${ingress.peer} to ${name}`,
          },
          { parent },
        ),
    );
  });
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
