import type { InstanceGroupArgs } from "../args/instanceGroupArgs.js";

/** The processor, the operating system and the GPU that a group's tasks count on, defaults filled in. */
export function instancePlatformOf(group: InstanceGroupArgs) {
  const { architecture = "amd64", operatingSystem = "AL2023", gpu = false } = group;
  return { architecture, operatingSystem, gpu };
}
