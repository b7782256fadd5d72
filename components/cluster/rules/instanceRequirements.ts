import { choiceProblem } from "../../rules/choiceProblem.js";
import type { Problem } from "../../rules/problem.js";
import { below } from "../../rules/problem.js";

/** The least and the most of something. */
export interface RangeSpec {
  min?: number | undefined;
  max?: number | undefined;
}

/** What instances must have, whatever their type. */
export interface InstanceRequirementsSpec {
  vcpuCount: RangeSpec;
  memoryMib: RangeSpec;
  memoryGibPerVcpu?: RangeSpec | undefined;
  acceleratorCount?: RangeSpec | undefined;
  acceleratorTotalMemoryMib?: RangeSpec | undefined;
  baselineEbsBandwidthMbps?: RangeSpec | undefined;
  networkBandwidthGbps?: RangeSpec | undefined;
  networkInterfaceCount?: RangeSpec | undefined;
  totalLocalStorageGb?: RangeSpec | undefined;
  acceleratorManufacturers?: readonly string[] | undefined;
  acceleratorNames?: readonly string[] | undefined;
  acceleratorTypes?: readonly string[] | undefined;
  allowedInstanceTypes?: readonly string[] | undefined;
  excludedInstanceTypes?: readonly string[] | undefined;
  cpuManufacturers?: readonly string[] | undefined;
  instanceGenerations?: readonly string[] | undefined;
  localStorageTypes?: readonly string[] | undefined;
  bareMetal?: string | undefined;
  burstablePerformance?: string | undefined;
  localStorage?: string | undefined;
  maxSpotPriceAsPercentageOfOptimalOnDemandPrice?: number | undefined;
  onDemandMaxPricePercentageOverLowestPrice?: number | undefined;
  spotMaxPricePercentageOverLowestPrice?: number | undefined;
  requireHibernateSupport?: boolean | undefined;
}

/** Makers of the processors of an architecture. */
export const CPU_MANUFACTURERS_OF: Record<"amd64" | "arm64", readonly string[]> = {
  amd64: ["intel", "amd"],
  arm64: ["amazon-web-services"],
};

/** Most patterns of instance types, allowed or excluded. */
const MOST_PATTERNS = 400;
const WHOLE = [
  "vcpuCount",
  "memoryMib",
  "acceleratorCount",
  "acceleratorTotalMemoryMib",
  "baselineEbsBandwidthMbps",
  "networkInterfaceCount",
] as const;
const FRACTIONAL = ["memoryGibPerVcpu", "networkBandwidthGbps", "totalLocalStorageGb"] as const;
const CHOICES = {
  bareMetal: ["included", "excluded", "required"],
  burstablePerformance: ["included", "excluded", "required"],
  localStorage: ["included", "excluded", "required"],
} as const;
const LISTS = {
  acceleratorManufacturers: ["amazon-web-services", "amd", "habana", "nvidia", "xilinx"],
  acceleratorTypes: ["fpga", "gpu", "inference"],
  cpuManufacturers: ["amazon-web-services", "amd", "intel"],
  instanceGenerations: ["current", "previous"],
  localStorageTypes: ["hdd", "ssd"],
} as const;
/** Of these, EC2 takes one. */
const EXCLUSIVE = [
  ["allowedInstanceTypes", "excludedInstanceTypes"],
  ["maxSpotPriceAsPercentageOfOptimalOnDemandPrice", "spotMaxPricePercentageOverLowestPrice"],
] as const;

/**
 * Why EC2 would refuse requirements of instances; nothing when it would not.
 *
 * @param argument Name of the field that holds them.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceRequirements.html
 */
export function instanceRequirementsProblem(
  requirements: InstanceRequirementsSpec,
  argument: string,
): Problem | undefined {
  const problem =
    rangesProblem(requirements) ??
    choicesProblem(requirements) ??
    patternsProblem(requirements) ??
    exclusiveProblem(requirements);
  return below(argument, problem);
}

function rangesProblem(requirements: InstanceRequirementsSpec): Problem | undefined {
  const needed = (["vcpuCount", "memoryMib"] as const).find(
    (field) => requirements[field].min === undefined,
  );
  if (needed !== undefined) {
    const reason = `'${needed}' must have a 'min', got none; { min: 1 } works`;
    return { path: `${needed}.min`, reason };
  }
  for (const field of [...WHOLE, ...FRACTIONAL]) {
    const problem = rangeProblem(
      field,
      requirements[field] ?? {},
      WHOLE.some((one) => one === field),
    );
    if (problem) return problem;
  }
  return undefined;
}

function rangeProblem(field: string, range: RangeSpec, isWhole: boolean): Problem | undefined {
  const { min = 0, max = min } = range;
  for (const [end, value] of [
    ["min", min],
    ["max", max],
  ] as const) {
    if (value >= 0 && (isWhole ? Number.isInteger(value) : Number.isFinite(value))) continue;
    const kind = isWhole ? "a whole number" : "a number";
    const reason = `'${field}.${end}' must be ${kind} from 0, got ${value}; 1 works`;
    return { path: `${field}.${end}`, reason };
  }
  if (max >= min) return undefined;
  const reason = `'${field}.max' must be at least 'min' ${min}, got ${max}; ${min} works`;
  return { path: `${field}.max`, reason };
}

function choicesProblem(requirements: InstanceRequirementsSpec): Problem | undefined {
  for (const field of keysOf(CHOICES)) {
    const problem = choiceProblem(field, requirements[field], CHOICES[field]);
    if (problem) return problem;
  }
  for (const field of keysOf(LISTS)) {
    for (const [i, value] of (requirements[field] ?? []).entries()) {
      const problem = choiceProblem(`${field}[${i}]`, value, LISTS[field]);
      if (problem) return problem;
    }
  }
  return undefined;
}

function patternsProblem(requirements: InstanceRequirementsSpec): Problem | undefined {
  for (const field of ["allowedInstanceTypes", "excludedInstanceTypes"] as const) {
    const patterns = requirements[field] ?? [];
    if (patterns.length > MOST_PATTERNS) {
      const reason = `'${field}' must hold at most ${MOST_PATTERNS} types, got ${patterns.length}; a pattern such as "m7i.*" works`;
      return { path: field, reason };
    }
    const i = patterns.findIndex((pattern) => !/^[a-z0-9.*-]{1,30}$/.test(pattern));
    if (i >= 0) {
      const got = JSON.stringify(patterns[i]);
      const reason = `'${field}' must hold instance types or patterns of them, got ${got}; "m7i.*" works`;
      return { path: `${field}[${i}]`, reason };
    }
  }
  return undefined;
}

function exclusiveProblem(requirements: InstanceRequirementsSpec): Problem | undefined {
  for (const [one, other] of EXCLUSIVE) {
    if (requirements[one] === undefined || requirements[other] === undefined) continue;
    return { path: other, reason: `'${other}' does not go with '${one}'; leave one out` };
  }
  return undefined;
}

function keysOf<T extends object>(value: T): (keyof T & string)[] {
  return Object.keys(value) as (keyof T & string)[];
}

/** A group, as far as its requirements go. */
interface GroupRequirements<T extends InstanceRequirementsSpec> {
  instanceRequirements?: T | undefined;
  architecture?: "amd64" | "arm64" | undefined;
  gpu?: boolean | undefined;
}

/** The requirements of a group's instances, with what its image needs filled in; nothing where types are listed. */
export function groupRequirements<T extends InstanceRequirementsSpec>(group: GroupRequirements<T>) {
  const { instanceRequirements, architecture = "amd64", gpu = false } = group;
  if (instanceRequirements === undefined) return undefined;
  return {
    cpuManufacturers: [...CPU_MANUFACTURERS_OF[architecture]],
    ...(gpu && {
      acceleratorManufacturers: ["nvidia"],
      acceleratorTypes: ["gpu"],
      acceleratorCount: { min: 1 },
    }),
    ...instanceRequirements,
  };
}
