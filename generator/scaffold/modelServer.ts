import type { Answers } from "./answers.js";

/** Sizes of instances with one GPU: their vCPUs, and their GiB of memory. */
const GPU_SIZES = [
  { size: "xlarge", vcpus: 4, memoryGib: 16 },
  { size: "2xlarge", vcpus: 8, memoryGib: 32 },
  { size: "4xlarge", vcpus: 16, memoryGib: 64 },
  { size: "8xlarge", vcpus: 32, memoryGib: 128 },
  { size: "16xlarge", vcpus: 64, memoryGib: 256 },
] as const;

/**
 * The families that have all of them, with an image of ECS that has NVIDIA's drivers.
 *
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/ac.html
 */
const GPU_FAMILIES = ["g4dn", "g5", "g6"] as const;

/** The largest of these families, which has several GPUs. */
const LARGEST = { vcpus: 192, memoryGib: 768 };

/** Of an instance's memory the operating system and the agent take some, before tasks get the rest. */
const SHARE_OF_TASKS = 0.9;

/** Least CPU units of a task on instances. */
const LEAST_CPU = 128;

/** Least memory that is asked for in MiB: Docker takes less, and no model server starts in it. */
const LEAST_MEMORY = 128;

/** What templates know of a model server: where its files are, and what it runs on. */
export function modelServerData({ name, cpu = 0, memory = 0 }: Answers): object {
  const size = GPU_SIZES.find((each) => holds(each, cpu, memory))?.size;
  return {
    modelsName: `${name}-models`,
    modelsTarget: `**::${name}-models*`,
    gpuInstanceTypes:
      size === undefined
        ? []
        : GPU_FAMILIES.map((family, i) => ({ type: `${family}.${size}`, first: i === 0 })),
  };
}

/** Why no GPU instance holds a task; nothing where one does, or the task is none of a model server. */
export function gpuSizeProblem({ gpuCapacity, cpu = 0, memory = 0 }: Answers): string | undefined {
  if (gpuCapacity === undefined) return undefined;
  const managed = gpuCapacity === "managed-instances";
  const largest = managed ? LARGEST : (GPU_SIZES[GPU_SIZES.length - 1] ?? LARGEST);
  const more = managed ? "" : ", or --gpu-capacity managed-instances";
  const mostCpu = largest.vcpus * 1024;
  if (cpu < LEAST_CPU || cpu > mostCpu) {
    return `'--cpu' must be ${LEAST_CPU} to ${mostCpu} CPU units on an instance with a GPU, got ${cpu}; 3072 works${more}`;
  }
  const mostMemory = memoryOf(largest);
  if (memory >= LEAST_MEMORY && memory <= mostMemory) return undefined;
  return `'--memory' must be ${LEAST_MEMORY} to ${mostMemory} MiB on an instance with a GPU, got ${memory}; 12288 works${more}`;
}

function holds(size: (typeof GPU_SIZES)[number], cpu: number, memory: number): boolean {
  return size.vcpus * 1024 >= cpu && memoryOf(size) >= memory;
}

function memoryOf({ memoryGib }: { memoryGib: number }): number {
  return Math.floor(memoryGib * 1024 * SHARE_OF_TASKS);
}
