import { wholeNumberRule } from "../../rules/numberProblem.js";
import type { Problem } from "../../rules/problem.js";
import { firstItemProblem } from "../../rules/problem.js";
import {
  cheapestFargateSize,
  FARGATE_CPU_SIZES,
  fargateMemorySizes,
  fargateSizeProblem,
} from "./fargateSize.js";
import type { FargateSize } from "./fargateSize.js";

/** What a container asks for. CPU in CPU units (1024 are one vCPU), memory in MiB. */
export interface ContainerNeeds {
  name: string;
  cpu?: number | undefined;
  /** Hard limit: the container is killed when it goes beyond. */
  memory?: number | undefined;
  /** Soft limit: kept free for the container. */
  memoryReservation?: number | undefined;
}

/** What a task asks for; what is not given is chosen. */
export interface TaskNeeds {
  cpu?: number | undefined;
  memory?: number | undefined;
  containers: readonly ContainerNeeds[];
  /** Windows needs more than Linux. */
  isWindows?: boolean | undefined;
}

/** A legal size, with the limits that each container gets. */
export interface TaskSize extends FargateSize {
  containers: { name: string; cpu?: number; memory?: number }[];
}

/** The smallest task of Fargate, taken when no container asks for more. */
const SMALLEST: FargateSize = { cpu: 256, memory: 512 };
const SMALLEST_OF_WINDOWS: FargateSize = { cpu: 1024, memory: 2048 };

/**
 * The size of a Fargate task: what is given is kept, what is not is the cheapest legal pair that holds all containers.
 * The only container without a hard memory limit gets what the others leave, so that each has one; where several have
 * none, they share the rest and stay without.
 *
 * Illegal sizes are returned as they are: ask {@link taskSizeProblem} first.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
 */
export function resolveTaskSize(needs: TaskNeeds): TaskSize {
  const size = chooseSize(needs);
  return { ...size, containers: containerLimits(needs.containers, size.memory) };
}

/**
 * The limits that containers get.
 *
 * @param memory Memory of the task in MiB, where it has a size.
 */
export function containerLimits(
  containers: readonly ContainerNeeds[],
  memory?: number,
): { name: string; cpu?: number; memory?: number }[] {
  const unlimited = containers.filter((container) => container.memory === undefined);
  const rest = (memory ?? 0) - sum(containers.map((container) => container.memory));
  return containers.map((container) => {
    const { name, cpu, memory: own, memoryReservation = 0 } = container;
    // ECS wants a hard limit above the soft one.
    const isOnlyOne = own === undefined && unlimited.length === 1 && rest > memoryReservation;
    return {
      name,
      ...(cpu !== undefined && { cpu }),
      ...(own !== undefined && { memory: own }),
      ...(isOnlyOne && { memory: rest }),
    };
  });
}

/**
 * What of a size no container may use: nothing where one of them has no limit of its own, since it may use the rest.
 */
export function unusedSize(size: FargateSize, containers: readonly ContainerNeeds[]): FargateSize {
  const rest = (has: number, limits: readonly (number | undefined)[]) =>
    limits.includes(undefined) ? 0 : Math.max(0, has - sum(limits));
  return {
    cpu: rest(
      size.cpu,
      containers.map(({ cpu }) => cpu),
    ),
    memory: rest(
      size.memory,
      containers.map(({ memory }) => memory),
    ),
  };
}

/** The first rule that a task's size breaks: legal Fargate pair (O1), containers within the task (O4). */
export function taskSizeProblem(needs: TaskNeeds): Problem | undefined {
  return containerProblem(needs) ?? sumProblem(needs) ?? pairProblem(needs);
}

/** Docker refuses a hard limit below 6 MiB. */
const SMALLEST_CONTAINER_MIB = 6;

/** The first container whose own limits are illegal. */
export function containerProblem(needs: TaskNeeds): Problem | undefined {
  return firstItemProblem(
    "containers",
    needs.containers,
    (container) => limitProblem(container) ?? reservationProblem(container),
  );
}

function reservationProblem(container: ContainerNeeds): Problem | undefined {
  const { name, memory, memoryReservation: reservation } = container;
  if (memory === undefined || reservation === undefined || reservation <= memory) {
    return undefined;
  }
  const reason = `'memoryReservation' of container '${name}' must not be above its 'memory' of ${memory} MiB, got ${reservation}; ${Math.floor(memory / 2)} works`;
  return { path: "memoryReservation", reason };
}

/** The first of a container's limits that ECS or Docker would refuse by itself. */
function limitProblem({ name, ...container }: ContainerNeeds): Problem | undefined {
  const limits = [
    ["cpu", 0, "CPU units", 256],
    ["memory", SMALLEST_CONTAINER_MIB, "MiB", 512],
    ["memoryReservation", SMALLEST_CONTAINER_MIB, "MiB", 256],
  ] as const;
  for (const [path, least, unit, works] of limits) {
    const value = container[path];
    const rule = value === undefined ? undefined : wholeNumberRule(value, least);
    if (rule === undefined) continue;
    const reason = `'${path}' of container '${name}' must be ${rule} ${unit}, got ${value}; ${works} works`;
    return { path, reason };
  }
  return undefined;
}

/** Why a task does not hold its containers; nothing when it does. */
export function sumProblem({ cpu, memory, containers }: TaskNeeds): Problem | undefined {
  const memories = () => containers.map((c) => c.memory ?? c.memoryReservation);
  const cpus = () => containers.map((container) => container.cpu);
  return (
    holdProblem("memory", memory, memories, "leave 'memory' out to have it chosen") ??
    holdProblem("cpu", cpu, cpus, "leave 'cpu' out to have it chosen")
  );
}

/**
 * Why one of a task's sizes does not hold its containers, for constructor and policy; nothing when it does or is not given.
 *
 * @param asked What each container asks for, read only where the task has a size.
 * @param works What to do about it; by default to give as much as the containers ask for.
 */
export function holdProblem(
  field: "cpu" | "memory",
  has: number | undefined,
  asked: () => readonly (number | undefined)[],
  works?: string,
): Problem | undefined {
  const needs = has === undefined ? 0 : sum(asked());
  if (has === undefined || needs <= has) return undefined;
  const unit = field === "cpu" ? "CPU units" : "MiB";
  const reason = `'${field}' of the task must hold all containers, which ask for ${needs} ${unit} together, got ${has}; ${works ?? `${needs} is enough`}`;
  return { path: field, reason };
}

function pairProblem(needs: TaskNeeds): Problem | undefined {
  const { cpu, memory } = chooseSize(needs);
  return fargateSizeProblem(cpu, memory, needs.isWindows);
}

/** A given value is never replaced: where no legal pair has it, the pair is left as it stands for the error to name. */
function chooseSize(needs: TaskNeeds): FargateSize {
  const smallest = needs.isWindows ? SMALLEST_OF_WINDOWS : SMALLEST;
  const least = {
    cpu: needs.cpu ?? Math.max(smallest.cpu, sum(needs.containers.map((c) => c.cpu))),
    memory: needs.memory ?? Math.max(smallest.memory, sum(needs.containers.map(memoryNeed))),
  };
  if (needs.cpu !== undefined && needs.memory !== undefined) return least;
  if (needs.cpu !== undefined) {
    const memory = fargateMemorySizes(needs.cpu).find((size) => size >= least.memory);
    return { cpu: needs.cpu, memory: memory ?? least.memory };
  }
  if (needs.memory !== undefined) {
    const { memory } = needs;
    const fits = (cpu: number) => cpu >= least.cpu && fargateMemorySizes(cpu).includes(memory);
    return { cpu: FARGATE_CPU_SIZES.find(fits) ?? least.cpu, memory };
  }
  return cheapestFargateSize(least) ?? least;
}

/** What a container needs of the task: with a soft limit alone a MiB more, so that there is room for a hard one. */
function memoryNeed({ memory, memoryReservation }: ContainerNeeds): number {
  if (memory !== undefined) return memory;
  return memoryReservation === undefined ? 0 : memoryReservation + 1;
}

/** What is given, together. */
export function sum(values: readonly (number | undefined)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}
