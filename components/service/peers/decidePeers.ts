import type { Checks } from "../../argument/checks.js";
import { field } from "../../argument/refField.js";
import type { ServiceArgs } from "../args/serviceArgs.js";
import type { DeploymentStrategy } from "../rules/deployment/deploymentStrategy.js";
import { peersProblem } from "../rules/peers/servicePeers.js";
import { decideConnect } from "./serviceConnect.js";
import { decideDiscovery } from "./serviceDiscovery.js";

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
) {
  const { cluster, taskDefinition, serviceConnect, serviceDiscovery } = args;
  const { ingressFrom = [], connectsTo = [] } = args;
  checks.fail(peersProblem(ingressFrom, "ingressFrom"));
  checks.fail(peersProblem(connectsTo, "connectsTo"));
  return {
    /** Who may connect. */
    ingress: ingressFrom,
    /** Who is called. */
    servers: connectsTo,
    /** The containers' ports, known when the task definition is. */
    containers: field(taskDefinition, "containers"),
    connect:
      serviceConnect &&
      decideConnect(checks, name, serviceConnect, { cluster, taskDefinition, strategy }),
    discovery: serviceDiscovery && decideDiscovery(checks, name, serviceDiscovery, taskDefinition),
  };
}

/** How other services reach a service without a load balancer, as its arguments come to it. */
export type DecidedPeers = ReturnType<typeof decidePeers>;
