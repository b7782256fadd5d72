import type { Fault } from "./instanceFault.js";
import { choiceFault } from "./instanceFault.js";

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
export function instanceRequirementsFault(
  requirements: InstanceRequirementsSpec,
  argument: string,
): Fault | undefined {
  const fault =
    rangesFault(requirements) ??
    choicesFault(requirements) ??
    patternsFault(requirements) ??
    exclusiveFault(requirements);
  return fault && { field: `${argument}.${fault.field}`, reason: fault.reason };
}

function rangesFault(requirements: InstanceRequirementsSpec): Fault | undefined {
  const needed = (["vcpuCount", "memoryMib"] as const).find(
    (field) => requirements[field].min === undefined,
  );
  if (needed !== undefined) {
    const reason = `'${needed}' must have a 'min', got none; { min: 1 } works`;
    return { field: `${needed}.min`, reason };
  }
  for (const field of [...WHOLE, ...FRACTIONAL]) {
    const fault = rangeFault(
      field,
      requirements[field] ?? {},
      WHOLE.some((one) => one === field),
    );
    if (fault) return fault;
  }
  return undefined;
}

function rangeFault(field: string, range: RangeSpec, isWhole: boolean): Fault | undefined {
  const { min = 0, max = min } = range;
  for (const [end, value] of [
    ["min", min],
    ["max", max],
  ] as const) {
    if (value >= 0 && (isWhole ? Number.isInteger(value) : Number.isFinite(value))) continue;
    const kind = isWhole ? "a whole number" : "a number";
    const reason = `'${field}.${end}' must be ${kind} from 0, got ${value}; 1 works`;
    return { field: `${field}.${end}`, reason };
  }
  if (max >= min) return undefined;
  const reason = `'${field}.max' must be at least 'min' ${min}, got ${max}; ${min} works`;
  return { field: `${field}.max`, reason };
}

function choicesFault(requirements: InstanceRequirementsSpec): Fault | undefined {
  for (const field of keysOf(CHOICES)) {
    const fault = choiceFault(field, requirements[field], CHOICES[field]);
    if (fault) return fault;
  }
  for (const field of keysOf(LISTS)) {
    for (const [i, value] of (requirements[field] ?? []).entries()) {
      const fault = choiceFault(`${field}[${i}]`, value, LISTS[field]);
      if (fault) return fault;
    }
  }
  return undefined;
}

function patternsFault(requirements: InstanceRequirementsSpec): Fault | undefined {
  for (const field of ["allowedInstanceTypes", "excludedInstanceTypes"] as const) {
    const patterns = requirements[field] ?? [];
    if (patterns.length > MOST_PATTERNS) {
      const reason = `'${field}' must hold at most ${MOST_PATTERNS} types, got ${patterns.length}; a pattern such as "m7i.*" works`;
      return { field, reason };
    }
    const i = patterns.findIndex((pattern) => !/^[a-z0-9.*-]{1,30}$/.test(pattern));
    if (i >= 0) {
      const got = JSON.stringify(patterns[i]);
      const reason = `'${field}' must hold instance types or patterns of them, got ${got}; "m7i.*" works`;
      return { field: `${field}[${i}]`, reason };
    }
  }
  return undefined;
}

function exclusiveFault(requirements: InstanceRequirementsSpec): Fault | undefined {
  for (const [one, other] of EXCLUSIVE) {
    if (requirements[one] === undefined || requirements[other] === undefined) continue;
    return { field: other, reason: `'${other}' does not go with '${one}'; leave one out` };
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
