import { isFargateProvider } from "../../rules/fargateProvider.js";
import type { Problem } from "../../rules/problem.js";
import { isBehindInstance } from "../../taskDefinition/rules/networkMode.js";
import { AWSVPC } from "./reachedPorts.js";

/** What the rules read of how a service's tasks are on the network. */
export interface NetworkUse {
  networkMode: string;
  assignPublicIp?: boolean | undefined;
  hasLoadBalancer?: boolean;
  hasNetworkLoadBalancer?: boolean;
  hasServiceConnect?: boolean;
  /** Type of its DNS records, where it has a name. */
  recordType?: string | undefined;
  hasPeers?: boolean;
  hasServers?: boolean;
  /** Whether it names what its tasks may reach. */
  hasEgress?: boolean;
  /** Whether it names security groups of its tasks. */
  hasOwnGroups?: boolean;
}

/**
 * Why tasks cannot be on the network in this way; nothing when they can, as always in mode `awsvpc` (O12, O15).
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html
 */
export function networkUseProblem(use: NetworkUse): Problem | undefined {
  const { networkMode: mode } = use;
  if (mode === AWSVPC) return undefined;
  if (!["bridge", "host", "none", "default"].includes(mode)) {
    const path = "taskDefinition.networkMode";
    const reason = `'${path}' must be awsvpc, bridge, host, none or default, got ${JSON.stringify(mode)}; leave it out for awsvpc`;
    return { path, reason };
  }
  if (use.assignPublicIp === true) {
    const reason = `'assignPublicIp' must be left out where the task definition's 'networkMode' is ${mode}, got true: its tasks have no address but that of their instance`;
    return { path: "assignPublicIp", reason };
  }
  const sharedGroups = sharedGroupsProblem(use);
  if (sharedGroups) return sharedGroups;
  return mode === "none" ? noNetworkProblem(use) : (connectProblem(use) ?? recordProblem(use));
}

/**
 * Tasks without a network interface of their own have no security groups either.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html
 */
function sharedGroupsProblem(use: NetworkUse): Problem | undefined {
  const { networkMode: mode, hasEgress = false, hasOwnGroups = false } = use;
  if (!hasEgress && !hasOwnGroups) return undefined;
  const path = hasOwnGroups ? "securityGroupIds" : "egress";
  const whose = mode === "none" ? "have no network" : "share the security group of their instance";
  const reason = `'${path}' must be left out where the task definition's 'networkMode' is ${mode}: its tasks ${whose}; "awsvpc" takes it`;
  return { path, reason };
}

function noNetworkProblem(use: NetworkUse): Problem | undefined {
  const asked = [
    ["loadBalancer", use.hasLoadBalancer],
    ["networkLoadBalancer", use.hasNetworkLoadBalancer],
    ["serviceConnect", use.hasServiceConnect],
    ["serviceDiscovery", use.recordType !== undefined],
    ["ingressFrom", use.hasPeers],
    ["connectsTo", use.hasServers],
  ] as const;
  const [path] = asked.find(([, isAsked]) => isAsked === true) ?? [];
  if (path === undefined) return undefined;
  const reason = `'${path}' must be left out where the task definition's 'networkMode' is none: its tasks have no network; "bridge" has one`;
  return { path, reason };
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html */
function connectProblem(use: NetworkUse): Problem | undefined {
  if (use.hasServiceConnect !== true || use.networkMode === "bridge") return undefined;
  const path = "serviceConnect";
  const reason = `'${path}' must be left out where the task definition's 'networkMode' is ${use.networkMode}; awsvpc and bridge take it`;
  return { path, reason };
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRegistry.html */
function recordProblem({ recordType, networkMode }: NetworkUse): Problem | undefined {
  if (recordType === undefined || recordType === "SRV") return undefined;
  const path = "serviceDiscovery.recordType";
  const reason = `'${path}' must be "SRV" where the task definition's 'networkMode' is ${networkMode}, got "${recordType}": tasks share the address of their instance, and differ by port`;
  return { path, reason };
}

/**
 * Why a mode that is known late cannot be followed; nothing when it can.
 *
 * @param networkMode Mode that stands in an output; nothing for awsvpc.
 */
export function lateModeProblem(networkMode: string | undefined): Problem | undefined {
  if (networkMode === undefined || networkMode === AWSVPC) return undefined;
  const path = "taskDefinition.networkMode";
  const reason = `'${path}' must be plain text, since it decides which resources there are, got "${networkMode}" in an output; { arn: ref.arn, family: ref.family, containers: ref.containers, networkMode: "${networkMode}" } works`;
  return { path, reason };
}

/**
 * Why tasks cannot run on these capacity providers in their network mode; nothing when they can.
 *
 * @param managed Which of the providers are managed instances.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#network_mode
 */
export function networkCapacityProblem(
  networkMode: string,
  providers: readonly string[],
  managed: readonly string[],
): Problem | undefined {
  if (networkMode === AWSVPC) return undefined;
  const path = "taskDefinition.networkMode";
  const fargate = providers.find(isFargateProvider);
  if (fargate !== undefined) {
    const reason = `'${path}' must be awsvpc on Fargate, got "${networkMode}" and the capacity provider "${fargate}"; name an instance group in 'capacityProviderStrategies'`;
    return { path, reason };
  }
  const other = providers.find((provider) => managed.includes(provider));
  if (other === undefined || !isBehindInstance(networkMode)) return undefined;
  const reason = `'${path}' must be awsvpc, host or none on managed instances, got "${networkMode}" and the capacity provider "${other}"; an instance group takes it`;
  return { path, reason };
}

/** The name in a cluster's arguments of what a capacity provider belongs to; the provider's own where there is none. */
export function capacityKey(
  provider: string,
  capacityProviders: Readonly<Record<string, string>> = {},
): string {
  const keys = Object.keys(capacityProviders);
  return keys.find((key) => capacityProviders[key] === provider) ?? provider;
}

/** Why the security group of a cluster's instances is not known; nothing when it is. */
export function instanceGroupProblem(key: string, known: readonly string[]): Problem | undefined {
  if (known.includes(key)) return undefined;
  const path = "cluster.instanceSecurityGroupIds";
  const has = known.length > 0 ? known.map((name) => `"${name}"`).join(", ") : "none";
  const reason = `'${path}' must hold the security group of the instances of "${key}", got ${has}; the ref of a Cluster has it after its next update`;
  return { path, reason };
}

/** Why the rules for a service's instances cannot be made yet. */
export function lateCapacityProblem(networkMode: string): Problem {
  const path = "capacityProviderStrategies";
  const reason = `'${path}' must be given where the task definition's 'networkMode' is ${networkMode} and the cluster is an output, since the instances' security groups get rules, got nothing; [{ capacityProvider: "workers", weight: 1 }] works`;
  return { path, reason };
}
