import type { CostRange } from "./costResult.js";
import type { ReadResource } from "./stackResources.js";

/** What Fargate charges a task of. */
export interface TaskSize {
  kind: "linuxX86" | "linuxArm" | "windows";
  /** CPU units; 1024 are one vCPU. */
  cpu: number;
  memoryMiB: number;
  /** GB of storage above those that are free. */
  storageGb: number;
}

/** How many tasks run on what; those on instances cost what the instances cost. */
export interface TaskCapacity {
  onDemand: CostRange;
  spot: CostRange;
  assumptions: string[];
}

/** A service whose tasks run on Fargate. */
export interface FargateService {
  service: ReadResource;
  task: ReadResource;
  size: TaskSize;
  capacity: TaskCapacity;
  counts: CostRange;
}
