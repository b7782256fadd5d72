import { SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";

import type { RoleBoundary } from "../../aws/roleBoundary.js";
import type { MappedPort } from "../../launch/rules/reachedPorts.js";
import { mappedPort, targetTypeOf } from "../../launch/rules/reachedPorts.js";
import type { TaskSecurityGroups } from "../../launch/taskSecurityGroups.js";
import { reachedPortsOf } from "../../launch/taskSecurityGroups.js";
import { peerKey } from "../rules/peers/servicePeers.js";
import type { DecidedPeers } from "./decidePeers.js";
import { serverRules } from "./serverRules.js";
import { serviceConnect } from "./serviceConnect.js";
import { serviceDiscovery } from "./serviceDiscovery.js";

/** The containers need not be known where tasks are reached at the port itself. */
function peerPort(
  { containers }: DecidedPeers,
  { networkMode }: TaskSecurityGroups,
  port: number,
): pulumi.Input<MappedPort> {
  if (targetTypeOf(networkMode) === "ip") return { containerPort: port };
  return containers.apply((known) => mappedPort(known, port));
}

/** Makes what lets other services reach a service: names in a namespace, and rules for the peers that are named. */
export function peerTraffic(
  name: string,
  decided: DecidedPeers,
  between: { securityGroups: TaskSecurityGroups; parent: pulumi.Resource } & RoleBoundary,
) {
  const { securityGroups, parent } = between;
  const { ingress: peers, connect, discovery } = decided;
  const rules = peers.flatMap((ingress) => {
    const rule = `${name}-from-${peerKey(ingress, peers)}`;
    const port = peerPort(decided, securityGroups, ingress.port);
    const { fromPort, toPort } = reachedPortsOf(rule, securityGroups, port);
    return securityGroups.groups.map(
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
  const connected = connect && serviceConnect(name, connect, between);
  return {
    /** Inputs of the ECS service. */
    inputs: {
      ...(connected && { serviceConnectConfiguration: connected.serviceConnectConfiguration }),
      ...(discovery && { serviceRegistries: serviceDiscovery(name, discovery, parent) }),
    },
    /** What must stand before the service, and go after it. */
    dependencies: [
      ...rules,
      ...serverRules(name, decided.servers, between),
      ...(connected?.dependencies ?? []),
    ],
  };
}
