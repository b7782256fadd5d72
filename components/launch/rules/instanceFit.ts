import type { Problem } from "../../rules/problem.js";
import { capacityKey } from "./networkUse.js";

/** What an instance must have for a task. */
export interface InstanceNeeds {
  architecture?: string | undefined;
  operatingSystem?: string | undefined;
  accelerator?: string | undefined;
}

/** What the instances of a group are. */
export interface InstancePlatform {
  architecture: string;
  accelerator?: string | undefined;
  hasOwnImage?: boolean | undefined;
}

/** A capacity provider's share of tasks. */
export interface CapacityShare {
  capacityProvider: string;
  weight?: number | undefined;
  base?: number | undefined;
}

/** Where tasks start, and what is known of it. */
export interface InstanceCapacity {
  strategy: readonly CapacityShare[];
  /** Names of capacity providers by the names of their groups. */
  providers?: Readonly<Record<string, string>> | undefined;
  platforms?: Readonly<Record<string, InstancePlatform>> | undefined;
}

/**
 * Why tasks would wait for ever on a group of instances, none of which has what they need: ECS goes by attributes of the
 * instances, and the group grows by more of the same. Nothing where that is not known.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-constraints.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-gpu.html
 */
export function instanceFitProblem(
  needs: InstanceNeeds | undefined,
  { strategy, providers, platforms = {} }: InstanceCapacity,
): Problem | undefined {
  if (needs === undefined) return undefined;
  for (const { capacityProvider, weight = 0, base = 0 } of strategy) {
    const group = capacityKey(capacityProvider, providers);
    const platform = platforms[group];
    if (platform === undefined || (weight === 0 && base === 0)) continue;
    const misfit = misfitOf(needs, platform);
    if (misfit === undefined) continue;
    const [needed, works] = misfit;
    const reason = `'taskDefinition' ${needed}, got the instance group "${group}", ${works}`;
    return { path: "taskDefinition", reason };
  }
  return undefined;
}

type Misfit = readonly [needed: string, works: string];

function misfitOf(needs: InstanceNeeds, platform: InstancePlatform): Misfit | undefined {
  const { architecture, operatingSystem, accelerator } = needs;
  if (architecture !== undefined && architecture !== platform.architecture) {
    return [
      `is for ${architecture}`,
      `whose instances are ${platform.architecture}; give the group architecture: "${architecture}" with such instance types, or the task definition architecture: "${platform.architecture}"`,
    ];
  }
  // An image of one's own may have what nobody speaks of.
  if (platform.hasOwnImage) return undefined;
  if (operatingSystem !== undefined) {
    return [
      `is for ${operatingSystem}`,
      `whose instances run Linux; FARGATE in the task definition's 'requiresCompatibilities' runs Windows, or give the group an 'imageId' of Windows`,
    ];
  }
  if (accelerator === undefined || accelerator === platform.accelerator) return undefined;
  return accelerator === "gpu"
    ? [
        "has a container with 'gpuCount'",
        `whose image has no drivers of NVIDIA; give the group gpu: true with instance types such as "g5.xlarge"`,
      ]
    : [
        "has a container with a device of Neuron",
        `whose image has no drivers of it; give the group instance types such as "inf2.xlarge" alone, or an 'imageId'`,
      ];
}
