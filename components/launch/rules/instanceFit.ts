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

/** What managed instances may be: what is not said may be anything. */
export interface ManagedPlatform {
  architectures?: readonly string[] | undefined;
  missingAccelerators?: readonly string[] | undefined;
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
  managed?: Readonly<Record<string, ManagedPlatform>> | undefined;
}

/**
 * Why tasks would wait for ever on instances, none of which has what they need: ECS goes by attributes of the
 * instances, and the group grows by more of the same. Nothing where that is not known.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-constraints.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-gpu.html
 */
export function instanceFitProblem(
  needs: InstanceNeeds | undefined,
  { strategy, providers, platforms = {}, managed = {} }: InstanceCapacity,
): Problem | undefined {
  if (needs === undefined) return undefined;
  for (const { capacityProvider, weight = 0, base = 0 } of strategy) {
    const key = capacityKey(capacityProvider, providers);
    if (weight === 0 && base === 0) continue;
    const [group, instances] = [platforms[key], managed[key]];
    const misfit =
      (group && misfitOf(needs, group)) ?? (instances && managedMisfitOf(needs, instances));
    if (misfit === undefined) continue;
    const [needed, works] = misfit;
    const kind = group ? "instance group" : "managed instances";
    const reason = `'taskDefinition' ${needed}, got the ${kind} "${key}", ${works}`;
    return { path: "taskDefinition", reason };
  }
  return undefined;
}

/**
 * Why a service of one task on each instance would run none: the cluster has instance groups, and none whose instances
 * have what the task needs. Where one has, ECS passes the others by.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html#service_scheduler_daemon
 */
export function daemonFitProblem(
  needs: InstanceNeeds | undefined,
  platforms: Readonly<Record<string, InstancePlatform>> = {},
): Problem | undefined {
  if (needs === undefined) return undefined;
  const misfits = Object.entries(platforms).map(
    ([group, platform]) => [group, misfitOf(needs, platform)] as const,
  );
  const [first] = misfits;
  if (!first?.[1] || misfits.some(([, misfit]) => misfit === undefined)) return undefined;
  const [group, [needed, works]] = first;
  const reason = `'taskDefinition' ${needed}, got a cluster with no such instance group: "${group}", ${works}`;
  return { path: "taskDefinition", reason };
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

/**
 * ECS chooses managed instances by what a task asks for, as far as their requirements let it.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ManagedInstances.html ("Linux containers")
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-instance-types.html
 */
function managedMisfitOf(needs: InstanceNeeds, platform: ManagedPlatform): Misfit | undefined {
  const { architecture, operatingSystem, accelerator } = needs;
  const { architectures, missingAccelerators = [] } = platform;
  if (architecture !== undefined && architectures?.includes(architecture) === false) {
    return [
      `is for ${architecture}`,
      `whose requirements take ${architectures.join(" and ")} alone; change their 'cpuManufacturers' or 'allowedInstanceTypes', or give the task definition architecture: "${architectures[0] ?? ""}"`,
    ];
  }
  if (operatingSystem !== undefined) {
    return [
      `is for ${operatingSystem}`,
      `which run Linux; FARGATE in the task definition's 'requiresCompatibilities' runs Windows, as does an instance group with an 'imageId' of Windows`,
    ];
  }
  if (accelerator === undefined || !missingAccelerators.includes(accelerator)) return undefined;
  const [needed, works] =
    accelerator === "gpu"
      ? ["has a container with 'gpuCount'", 'GPU; { acceleratorTypes: ["gpu"] }']
      : [
          "has a container with a device of Neuron",
          'device of Neuron; allowedInstanceTypes: ["inf2.*"]',
        ];
  return [
    needed,
    `whose requirements take no instance with a ${works} in their 'instanceRequirements' works`,
  ];
}
