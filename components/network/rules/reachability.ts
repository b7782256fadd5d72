import { vpcEndpointPlans } from "./vpcEndpointPlans.js";

/** What tasks in the private subnets of a network reach outside of it. */
export type PrivateReach = "internet" | "awsServices" | "nothing";

/** What a new VPC is given to reach the world with. */
export interface ReachSettings {
  natGateways: "none" | "single" | "onePerAz";
  vpcEndpoints: "none" | "gateway" | "fargate";
  /** Services that have an endpoint beside those of `vpcEndpoints`. */
  additionalVpcEndpoints?: readonly string[] | undefined;
  /** Whether the program names ranges that tasks may reach: it then has a way of its own to them. */
  ownEgress: boolean;
}

/** What private tasks of a new VPC reach; nothing where the program has its own way, which is not known here. */
export function privateReach(settings: ReachSettings): PrivateReach | undefined {
  if (settings.natGateways !== "none") return "internet";
  if (settings.vpcEndpoints === "fargate") return "awsServices";
  return settings.ownEgress ? undefined : "nothing";
}

/** Services that private tasks of a new VPC reach by endpoints, where these are all that they reach; else nothing. */
export function endpointServices(settings: ReachSettings): string[] | undefined {
  if (privateReach(settings) !== "awsServices" || settings.ownEgress) return undefined;
  return vpcEndpointPlans(settings).map(({ service }) => service);
}

/**
 * Why ECS Exec would never reach private tasks; nothing where it would, or where it is not known. Its agent opens a session
 * with Systems Manager from within the task.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html#ecs-exec-considerations
 */
export function execReachProblem(placement: {
  enableExecuteCommand?: boolean | undefined;
  assignPublicIp?: boolean | undefined;
  /** Services with an endpoint, where these are all that tasks reach. */
  services?: readonly string[] | undefined;
}): { path: string; reason: string } | undefined {
  const { enableExecuteCommand = false, assignPublicIp = false, services } = placement;
  if (!enableExecuteCommand || assignPublicIp || services === undefined) return undefined;
  if (services.some((service) => /^(?:.+\.)?ssmmessages$/.test(service))) return undefined;
  const path = "enableExecuteCommand";
  const reason = `'${path}' must be false where private tasks reach no ssmmessages, got true and a network with endpoints of ${services.join(", ")} alone; additionalVpcEndpoints: ["ssmmessages"] or natGateways: "single" on the Network works`;
  return { path, reason };
}

/**
 * What private tasks of a VPC that exists reach: what the program says, and AWS by the endpoints that are added.
 *
 * @param stated What the program says; nothing where it does not.
 */
export function existingReach(
  stated: PrivateReach | undefined,
  vpcEndpoints: ReachSettings["vpcEndpoints"],
): PrivateReach | undefined {
  if (vpcEndpoints !== "fargate" || stated === "internet") return stated;
  return "awsServices";
}

/** What private tasks of a VPC that exists reach by endpoints, as far as these are said to be all that they reach. */
export function existingServices(
  stated: readonly string[] | undefined,
  settings: Pick<ReachSettings, "vpcEndpoints" | "additionalVpcEndpoints">,
): string[] | undefined {
  if (stated === undefined) return undefined;
  const made = vpcEndpointPlans(settings).map(({ service }) => service);
  return [...new Set([...stated, ...made])];
}

/**
 * Why the endpoints of a VPC that exists could not be all that its private subnets reach; nothing when they could.
 */
export function statedServicesProblem(
  stated: readonly string[] | undefined,
  reach: PrivateReach | undefined,
  hasOwnEgress: boolean,
): { path: string; reason: string } | undefined {
  if (stated === undefined) return undefined;
  const path = "vpc.endpointServices";
  if (hasOwnEgress) {
    const reason = `'${path}' says all that private subnets reach, got 'egressCidrBlocks' of another way beside it; leave one out`;
    return { path, reason };
  }
  if (reach === "awsServices") return undefined;
  const got = reach === undefined ? "none" : JSON.stringify(reach);
  const reason = `'${path}' says all that private subnets reach, which needs 'vpc.privateReach' "awsServices", got ${got}; give it, or leave '${path}' out`;
  return { path, reason };
}

/**
 * Why tasks could never start in a network; nothing where they could, or where it is not known.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html
 */
export function reachabilityProblem(placement: {
  assignPublicIp: boolean;
  reach?: string | undefined;
  /** Network mode of the tasks. */
  networkMode?: string | undefined;
}): { path: string; reason: string } | undefined {
  if (placement.assignPublicIp || placement.reach !== "nothing") return undefined;
  const { networkMode = "awsvpc" } = placement;
  if (networkMode !== "awsvpc") {
    const reason = `'cluster.network' must have NAT gateways or the endpoints of Fargate for instances to pull an image in the 'networkMode' ${networkMode}, got a network with neither; natGateways: "single" or vpcEndpoints: "fargate" on the Network works, as does 'egressCidrBlocks' for a way of your own`;
    return { path: "cluster.network", reason };
  }
  const reason = `'assignPublicIp' must be true for tasks to pull their image where the network has neither NAT gateways nor the endpoints of Fargate, got false; natGateways: "single" or vpcEndpoints: "fargate" on the Network works, as does 'egressCidrBlocks' for a way of your own`;
  return { path: "assignPublicIp", reason };
}
