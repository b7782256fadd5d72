import type * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../../argument/checks.js";
import { field } from "../../argument/refField.js";
import type { ServiceArgs } from "../args/serviceArgs.js";
import type { ServiceConnectionArgs, ServiceIngressArgs } from "../args/serviceDiscoveryArgs.js";
import type { DeploymentStrategy } from "../rules/deployment/deploymentStrategy.js";
import { peersProblem } from "../rules/peers/servicePeers.js";
import type { DecidedConnect } from "./serviceConnect.js";
import { decideConnect } from "./serviceConnect.js";
import type { DecidedDiscovery } from "./serviceDiscovery.js";
import { decideDiscovery } from "./serviceDiscovery.js";

/** How other services reach a service without a load balancer, as its arguments come to it. */
export interface DecidedPeers {
  /** Who may connect. */
  ingress: ServiceIngressArgs[];
  /** Who is called. */
  servers: ServiceConnectionArgs[];
  /** The containers' ports, known when the task definition is. */
  containers: pulumi.Output<{ ports: number[]; hostPorts?: number[] | undefined }[]>;
  connect: DecidedConnect | undefined;
  discovery: DecidedDiscovery | undefined;
}

/**
 * Decides how other services reach a service, before anything is registered where the arguments are plain.
 *
 * @throws {ArgumentError} if a rule is broken.
 */
export function decidePeers(
  checks: Checks,
  name: string,
  args: ServiceArgs,
  strategy: DeploymentStrategy,
): DecidedPeers {
  const { cluster, taskDefinition, serviceConnect, serviceDiscovery } = args;
  const { ingressFrom = [], connectsTo = [] } = args;
  checks.fail(peersProblem(ingressFrom, "ingressFrom"));
  checks.fail(peersProblem(connectsTo, "connectsTo"));
  return {
    ingress: ingressFrom,
    servers: connectsTo,
    containers: field(taskDefinition, "containers"),
    connect:
      serviceConnect &&
      decideConnect(checks, name, serviceConnect, { cluster, taskDefinition, strategy }),
    discovery: serviceDiscovery && decideDiscovery(checks, name, serviceDiscovery, taskDefinition),
  };
}
