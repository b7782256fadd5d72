import { listedByOr } from "../../rules/listInWords.js";
import type { Problem } from "../../rules/problem.js";

/**
 * Memory that Fargate offers with each CPU size, in MiB: from `min` to `max` in steps of `step`. 32 vCPU has three
 * sizes that form no series.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html
 */
const SERIES: Readonly<Record<number, { min: number; max: number; step: number }>> = {
  512: { min: 1024, max: 4096, step: 1024 },
  1024: { min: 2048, max: 8192, step: 1024 },
  2048: { min: 4096, max: 16384, step: 1024 },
  4096: { min: 8192, max: 30720, step: 1024 },
  8192: { min: 16384, max: 61440, step: 4096 },
  16384: { min: 32768, max: 122880, step: 8192 },
};

const LISTS: Readonly<Record<number, readonly number[]>> = {
  256: [512, 1024, 2048],
  32768: [61440, 122880, 249856],
};

/** The CPU sizes of Fargate, in CPU units (1024 are one vCPU), ascending. */
export const FARGATE_CPU_SIZES: readonly number[] = [
  256, 512, 1024, 2048, 4096, 8192, 16384, 32768,
];

/** Those of Windows. */
const WINDOWS_CPU_SIZES: readonly number[] = [1024, 2048, 4096];

/** A size of a Fargate task. */
export interface FargateSize {
  /** CPU units; 1024 are one vCPU. */
  cpu: number;
  /** Memory in MiB. */
  memory: number;
}

/** The page that lists the legal pairs; errors end with it. */
export const FARGATE_SIZE_URL =
  "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html";

/**
 * The memory sizes, in MiB and ascending, that Fargate offers with `cpu` CPU units; none where the CPU size itself is
 * not offered.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html
 */
export function fargateMemorySizes(cpu: number): readonly number[] {
  const list = LISTS[cpu];
  if (list) return list;
  const series = SERIES[cpu];
  if (!series) return [];
  const count = (series.max - series.min) / series.step + 1;
  return Array.from({ length: count }, (_, i) => series.min + i * series.step);
}

/**
 * Why Fargate would refuse this pair, with a pair that works; nothing when it is legal.
 *
 * @param cpu CPU units of the task.
 * @param memory Memory of the task in MiB.
 * @param isWindows Whether its containers are of Windows, which has fewer sizes.
 */
export function fargateSizeProblem(
  cpu: number,
  memory: number,
  isWindows = false,
): Problem | undefined {
  if (isWindows && !WINDOWS_CPU_SIZES.includes(cpu)) {
    const next = WINDOWS_CPU_SIZES.find((size) => size >= cpu) ?? 4096;
    const reason = `'cpu' must be ${listed(WINDOWS_CPU_SIZES)} for Windows on Fargate, got ${cpu}; ${next} works`;
    return { path: "cpu", reason };
  }
  const sizes = fargateMemorySizes(cpu);
  if (sizes.length === 0) {
    const next = FARGATE_CPU_SIZES.find((size) => size >= cpu) ?? 32768;
    const reason =
      `'cpu' must be one of ${listed(FARGATE_CPU_SIZES)} on Fargate, got ${cpu}; ` +
      `the next legal size is ${next}. ${FARGATE_SIZE_URL}`;
    return { path: "cpu", reason };
  }
  if (sizes.includes(memory)) return undefined;
  const way = smallestCpuFor(memory, cpu);
  const reason = `'memory' must be ${memoryRule(cpu)} MiB when 'cpu' is ${cpu}, got ${memory}. ${way} ${FARGATE_SIZE_URL}`;
  return { path: "memory", reason };
}

/** Prices of on-demand Fargate on Linux/x86 in us-east-1; only their ratio matters here, and it differs little. */
const PRICE_PER_VCPU_HOUR = 0.04048;
const PRICE_PER_GIB_HOUR = 0.004445;

/** What a size costs an hour in US dollars, on Linux/x86 in us-east-1. */
export function fargateHourlyPrice({ cpu, memory }: FargateSize): number {
  return (cpu / 1024) * PRICE_PER_VCPU_HOUR + (memory / 1024) * PRICE_PER_GIB_HOUR;
}

/** The cheapest legal size with at least this much of both; nothing when Fargate has none so large. */
export function cheapestFargateSize(needs: FargateSize): FargateSize | undefined {
  let best: FargateSize | undefined;
  for (const cpu of FARGATE_CPU_SIZES) {
    const memory = fargateMemorySizes(cpu).find((size) => size >= needs.memory);
    if (cpu < needs.cpu || memory === undefined) continue;
    const size = { cpu, memory };
    if (!best || fargateHourlyPrice(size) < fargateHourlyPrice(best)) best = size;
  }
  return best;
}

function memoryRule(cpu: number): string {
  const series = SERIES[cpu];
  if (!series) return listed(fargateMemorySizes(cpu));
  return `${series.min} to ${series.max} in steps of ${series.step}`;
}

function listed(values: readonly number[]): string {
  return listedByOr(values.map(String));
}

/** Says a pair that works, near the one that was asked for. */
function smallestCpuFor(memory: number, cpu: number): string {
  const exact = FARGATE_CPU_SIZES.find((size) => fargateMemorySizes(size).includes(memory));
  const nearest = fargateMemorySizes(cpu).find((size) => size >= memory);
  if (nearest !== undefined) return `The next size that fits is ${nearest} MiB.`;
  if (exact !== undefined) return `With ${memory} MiB the smallest 'cpu' is ${exact}.`;
  const size = cheapestFargateSize({ cpu, memory });
  if (!size) return "The largest size is 'cpu' 32768 with 'memory' 249856.";
  return `The next size that fits is 'cpu' ${size.cpu} with 'memory' ${size.memory}.`;
}
