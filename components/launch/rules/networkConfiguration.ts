import type { Problem } from "../../rules/problem.js";

/** A network configuration, as far as its lists go. */
export interface NetworkConfiguration {
  subnets: number;
  securityGroups: number;
}

const MOST_SUBNETS = 16;
const MOST_SECURITY_GROUPS = 5;

/**
 * Why ECS would refuse to start tasks with a network configuration, or without one; nothing when it would not (O15). What
 * runs on instances may be in any network mode, which its task definition alone says.
 *
 * @param isOnFargate Whether tasks run on Fargate, which offers the mode `awsvpc` alone.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html
 */
export function networkConfigurationProblem(
  isOnFargate: boolean,
  network: NetworkConfiguration | undefined,
): Problem | undefined {
  const path = "networkConfiguration";
  if (!network) {
    if (!isOnFargate) return undefined;
    const reason = `'${path}' must be given for tasks on Fargate, whose network mode is awsvpc, got nothing; { subnets: ["subnet-…"], securityGroups: ["sg-…"] } works`;
    return { path, reason };
  }
  const { subnets, securityGroups } = network;
  if (subnets < 1 || subnets > MOST_SUBNETS) {
    const reason = `'subnets' of '${path}' must hold 1 to ${MOST_SUBNETS} subnets, got ${subnets}; one of each zone works`;
    return { path: `${path}.subnets`, reason };
  }
  if (securityGroups <= MOST_SECURITY_GROUPS) return undefined;
  const reason = `'securityGroups' of '${path}' must hold at most ${MOST_SECURITY_GROUPS} security groups, got ${securityGroups}; join some`;
  return { path: `${path}.securityGroups`, reason };
}
