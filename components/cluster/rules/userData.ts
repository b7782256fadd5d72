import type { InstanceGroupArgs } from "../args/instanceGroupArgs.js";
import { acceleratorOf, instancePlatformOf } from "./instancePlatform.js";

/** Longest extension, in bytes: EC2 takes 16 KiB of user data, and registering takes a part of it. */
const LONGEST_EXTENSION = 15_360;

/**
 * User data that lets an instance join a cluster: a shell script, or for Bottlerocket its settings.
 *
 * @param extension What comes behind it, in the same language.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html
 * @see https://bottlerocket.dev/en/os/latest/#/api/settings/ecs/
 */
export function userData(group: InstanceGroupArgs, clusterName: string, extension = ""): string {
  const lines =
    instancePlatformOf(group).operatingSystem === "Bottlerocket"
      ? bottlerocket(group, clusterName)
      : amazonLinux(group, clusterName);
  return `${[...lines, ...(extension === "" ? [] : [extension])].join("\n")}\n`;
}

/** Why EC2 would refuse user data with this extension; nothing when it would not. */
export function userDataProblem(
  extension: string,
  path: string,
): { path: string; reason: string } | undefined {
  const bytes = Buffer.byteLength(extension);
  if (bytes <= LONGEST_EXTENSION) return undefined;
  const reason = `'userData' must have at most ${LONGEST_EXTENSION} bytes, got ${bytes}; a line that fetches a longer script from S3 works`;
  return { path, reason };
}

function amazonLinux(group: InstanceGroupArgs, clusterName: string): string[] {
  return [
    "#!/bin/bash",
    "cat >> /etc/ecs/ecs.config <<'CONFIG'",
    `ECS_CLUSTER=${clusterName}`,
    // A task has its own role; the instance's is the agent's alone.
    "ECS_AWSVPC_BLOCK_IMDS=true",
    ...(acceleratorOf(group) === "gpu" ? ["ECS_ENABLE_GPU_SUPPORT=true"] : []),
    ...(group.spot ? ["ECS_ENABLE_SPOT_INSTANCE_DRAINING=true"] : []),
    ...(group.warmPool ? ["ECS_WARM_POOLS_CHECK=true"] : []),
    "CONFIG",
  ];
}

function bottlerocket(group: InstanceGroupArgs, clusterName: string): string[] {
  return [
    "[settings.ecs]",
    `cluster = "${clusterName}"`,
    ...(group.spot ? ["enable-spot-instance-draining = true"] : []),
    ...(group.warmPool ? ["[settings.autoscaling]", "should-wait = true"] : []),
  ];
}
