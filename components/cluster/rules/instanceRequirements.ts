import type { InstanceGroupArgs } from "../args/instanceGroupArgs.js";
import type { InstanceRequirementsArgs, RangeArgs } from "../args/instanceRequirementsArgs.js";
import { MOST_INTEGER, wholeNumberProblem } from "../../rules/numberProblem.js";
import type { Problem } from "../../rules/problem.js";
import { below } from "../../rules/problem.js";

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
/** Protections by price, which EC2 takes as whole percentages; "a high value, such as 999999" turns one off. */
const PERCENTAGES = [
  "maxSpotPriceAsPercentageOfOptimalOnDemandPrice",
  "spotMaxPricePercentageOverLowestPrice",
  "onDemandMaxPricePercentageOverLowestPrice",
] as const;
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
  requirements: InstanceRequirementsArgs,
  argument: string,
): Problem | undefined {
  const problem =
    rangesProblem(requirements) ??
    percentagesProblem(requirements) ??
    patternsProblem(requirements) ??
    exclusiveProblem(requirements);
  return below(argument, problem);
}

function rangesProblem(requirements: InstanceRequirementsArgs): Problem | undefined {
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

function rangeProblem(field: string, range: RangeArgs, isWhole: boolean): Problem | undefined {
  const { min = 0, max = min } = range;
  for (const [end, value] of [
    ["min", min],
    ["max", max],
  ] as const) {
    const isInLimits = value >= 0 && value <= MOST_INTEGER;
    if (isInLimits && (isWhole ? Number.isInteger(value) : Number.isFinite(value))) continue;
    const kind = isWhole ? "a whole number" : "a number";
    const reason = `'${field}.${end}' must be ${kind} from 0 to ${MOST_INTEGER}, got ${value}; 1 works`;
    return { path: `${field}.${end}`, reason };
  }
  if (max >= min) return undefined;
  const reason = `'${field}.max' must be at least 'min' ${min}, got ${max}; ${min} works`;
  return { path: `${field}.max`, reason };
}

function percentagesProblem(requirements: InstanceRequirementsArgs): Problem | undefined {
  for (const field of PERCENTAGES) {
    const problem = wholeNumberProblem(field, requirements[field], [0, MOST_INTEGER], 100);
    if (problem) return problem;
  }
  return undefined;
}

function patternsProblem(requirements: InstanceRequirementsArgs): Problem | undefined {
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

function exclusiveProblem(requirements: InstanceRequirementsArgs): Problem | undefined {
  for (const [one, other] of EXCLUSIVE) {
    if (requirements[one] === undefined || requirements[other] === undefined) continue;
    return { path: other, reason: `'${other}' does not go with '${one}'; leave one out` };
  }
  return undefined;
}

/** The requirements of a group's instances, with what its image needs filled in; nothing where types are listed. */
export function groupRequirements(
  group: Pick<InstanceGroupArgs, "architecture" | "gpu" | "instanceRequirements">,
) {
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
