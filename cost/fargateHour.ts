import { cpuUnits, memoryMiB } from "../policies/text/taskSizeText.js";
import type { TaskSize } from "./fargateService.js";
import type { Ledger } from "./ledger.js";
import type { ReadResource } from "./stackResources.js";

/** GB of storage that each task of Fargate has for free. */
export const FREE_STORAGE_GB = 20;

/** @throws {UnknownLeaf} if a part of it is not known. */
export function taskSize({ inputs }: ReadResource, ledger: Ledger): TaskSize {
  const cpu = inputs.get("cpu").as('CPU units such as 256, or "1 vCPU"', cpuUnits);
  const memory = inputs.get("memory").as('MiB such as 512, or "1 GB"', memoryMiB);
  if (cpu === undefined || memory === undefined) {
    return ledger.refuse("its task definition has no 'cpu' and 'memory'");
  }
  const platform = inputs.get("runtimePlatform");
  const isWindows = platform.get("operatingSystemFamily").string()?.startsWith("WINDOWS") ?? false;
  const isArm = platform.get("cpuArchitecture").string() === "ARM64";
  const storage = inputs.get("ephemeralStorage").get("sizeInGib").number() ?? FREE_STORAGE_GB;
  return {
    kind: isWindows ? "windows" : isArm ? "linuxArm" : "linuxX86",
    cpu,
    memoryMiB: memory,
    storageGb: Math.max(0, storage - FREE_STORAGE_GB),
  };
}

/** What an hour of a task costs on Fargate, without its storage. */
export function taskHour(
  task: Pick<TaskSize, "kind" | "cpu" | "memoryMiB">,
  price: (item: string) => number,
  snapshot: "" | "SpotSnapshot" = "",
): number {
  const prices = `fargate.${task.kind}${snapshot}`;
  const licence = task.kind === "windows" ? price(`${prices}.osLicenceVcpuHour`) : 0;
  const vcpus = task.cpu / 1024;
  const gb = task.memoryMiB / 1024;
  return vcpus * (price(`${prices}.vcpuHour`) + licence) + gb * price(`${prices}.gbHour`);
}

/** `0.25 vCPU, 0.5 GB`. */
export function sizeText({ cpu, memoryMiB: memory, storageGb }: TaskSize): string {
  const storage = storageGb > 0 ? `, ${storageGb + FREE_STORAGE_GB} GB of storage` : "";
  return `${cpu / 1024} vCPU, ${memory / 1024} GB${storage}`;
}
