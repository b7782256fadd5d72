/** Whether instance types of a kind are taken. */
export const InstanceKindChoice = {
  Included: "included",
  Excluded: "excluded",
  Required: "required",
} as const;
/** Whether instance types of a kind are taken. */
export type InstanceKindChoice = (typeof InstanceKindChoice)[keyof typeof InstanceKindChoice];

/** Makers of processors. */
export const CpuManufacturer = {
  AmazonWebServices: "amazon-web-services",
  Amd: "amd",
  Intel: "intel",
} as const;
/** Makers of processors. */
export type CpuManufacturer = (typeof CpuManufacturer)[keyof typeof CpuManufacturer];

/** Makers of accelerators. */
export const AcceleratorManufacturer = {
  AmazonWebServices: "amazon-web-services",
  Amd: "amd",
  Habana: "habana",
  Nvidia: "nvidia",
  Xilinx: "xilinx",
} as const;
/** Makers of accelerators. */
export type AcceleratorManufacturer =
  (typeof AcceleratorManufacturer)[keyof typeof AcceleratorManufacturer];

/** Kinds of accelerators. */
export const AcceleratorType = { Fpga: "fpga", Gpu: "gpu", Inference: "inference" } as const;
/** Kinds of accelerators. */
export type AcceleratorType = (typeof AcceleratorType)[keyof typeof AcceleratorType];

/** Generations of instance types. */
export const InstanceGeneration = { Current: "current", Previous: "previous" } as const;
/** Generations of instance types. */
export type InstanceGeneration = (typeof InstanceGeneration)[keyof typeof InstanceGeneration];

/** Kinds of local disks. */
export const LocalStorageType = { Hdd: "hdd", Ssd: "ssd" } as const;
/** Kinds of local disks. */
export type LocalStorageType = (typeof LocalStorageType)[keyof typeof LocalStorageType];

/** The least, and the most where there is one. */
export interface RequiredRangeArgs {
  /** The least. */
  min: number;
  /**
   * The most.
   *
   * @default - no limit
   */
  max?: number;
}

/** The least and the most, where there are any. */
export interface RangeArgs {
  /**
   * The least.
   *
   * @default - no limit
   */
  min?: number;
  /**
   * The most.
   *
   * @default - no limit
   */
  max?: number;
}

/**
 * What instances must have, whatever their type.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceRequirements.html
 */
export interface InstanceRequirementsArgs {
  /** Virtual CPUs. */
  vcpuCount: RequiredRangeArgs;
  /** MiB of memory. */
  memoryMib: RequiredRangeArgs;
  /**
   * GiB of memory for each virtual CPU.
   *
   * @default - any
   */
  memoryGibPerVcpu?: RangeArgs;
  /**
   * Makers of the processors.
   *
   * @default - any, or for an instance group those of its architecture
   */
  cpuManufacturers?: CpuManufacturer[];
  /**
   * Types that alone are taken, at most 400, with `*` for any text: `["m7i.*", "c7i.*"]`. Not with
   * `excludedInstanceTypes`.
   *
   * @default - any
   */
  allowedInstanceTypes?: string[];
  /**
   * Types that are not taken, at most 400, with `*` for any text.
   *
   * @default - none
   */
  excludedInstanceTypes?: string[];
  /**
   * Generations of types.
   *
   * @default - any
   */
  instanceGenerations?: InstanceGeneration[];
  /**
   * Accelerators of an instance. `max: 0` takes instances without any.
   *
   * @default - any
   */
  acceleratorCount?: RangeArgs;
  /**
   * Makers of the accelerators.
   *
   * @default - any
   */
  acceleratorManufacturers?: AcceleratorManufacturer[];
  /**
   * Models of the accelerators, such as `["a10g", "t4"]`.
   *
   * @default - any
   */
  acceleratorNames?: string[];
  /**
   * Kinds of the accelerators.
   *
   * @default - any
   */
  acceleratorTypes?: AcceleratorType[];
  /**
   * MiB of memory of all accelerators together.
   *
   * @default - any
   */
  acceleratorTotalMemoryMib?: RangeArgs;
  /**
   * Whether bare metal is taken.
   *
   * @default "excluded"
   */
  bareMetal?: InstanceKindChoice;
  /**
   * Whether types with burstable performance, such as `t4g.large`, are taken.
   *
   * @default "excluded"
   */
  burstablePerformance?: InstanceKindChoice;
  /**
   * Whether types with local disks are taken.
   *
   * @default "included"
   */
  localStorage?: InstanceKindChoice;
  /**
   * Kinds of the local disks.
   *
   * @default - any
   */
  localStorageTypes?: LocalStorageType[];
  /**
   * GB of all local disks together.
   *
   * @default - any
   */
  totalLocalStorageGb?: RangeArgs;
  /**
   * Mbps between the instance and its EBS volumes.
   *
   * @default - any
   */
  baselineEbsBandwidthMbps?: RangeArgs;
  /**
   * Gbps of the network.
   *
   * @default - any
   */
  networkBandwidthGbps?: RangeArgs;
  /**
   * Network interfaces. A task with a network of its own needs one, or a trunk.
   *
   * @default - any
   */
  networkInterfaceCount?: RangeArgs;
  /**
   * Percent that an On-Demand Instance may cost above the cheapest that fits.
   *
   * @default - AWS's, 20
   */
  onDemandMaxPricePercentageOverLowestPrice?: number;
  /**
   * Percent that a Spot Instance may cost above the cheapest that fits. Not with
   * `maxSpotPriceAsPercentageOfOptimalOnDemandPrice`.
   *
   * @default - AWS's, 100
   */
  spotMaxPricePercentageOverLowestPrice?: number;
  /**
   * Percent of the On-Demand price that a Spot Instance may cost.
   *
   * @default - AWS's
   */
  maxSpotPriceAsPercentageOfOptimalOnDemandPrice?: number;
  /**
   * Whether instances must be able to hibernate.
   *
   * @default false
   */
  requireHibernateSupport?: boolean;
}
