import type { InstanceGroupArgs } from "../args/instanceGroupArgs.js";
import { acceleratorOf, instancePlatformOf } from "./instancePlatform.js";

/**
 * Where a launch template finds the newest ECS-optimized AMI. EC2 resolves it at every launch, so that a new AMI makes no
 * difference to the program.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-bottlerocket-retrieve-ami.html
 */
export function ecsImageId(group: InstanceGroupArgs): string {
  const { architecture, operatingSystem } = instancePlatformOf(group);
  const accelerator = acceleratorOf(group);
  if (operatingSystem === "Bottlerocket") {
    const processor = architecture === "arm64" ? "arm64" : "x86_64";
    const variant = accelerator === "gpu" ? "aws-ecs-2-nvidia" : "aws-ecs-2";
    return `resolve:ssm:/aws/service/bottlerocket/${variant}/${processor}/latest/image_id`;
  }
  const variant = accelerator ?? (architecture === "arm64" ? "arm64" : undefined);
  return `resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/${variant ? `${variant}/` : ""}recommended/image_id`;
}

/** A volume of an instance; without a size it has the AMI's. */
export interface InstanceVolume {
  deviceName: string;
  sizeGiB?: number;
}

/** The least that the root volume may hold: the size of the ECS-optimized AMI's snapshot, in GiB. */
export const SMALLEST_ROOT_VOLUME = 30;

/**
 * The volumes of a group's instances. Bottlerocket keeps its images and containers on a volume of their own, which is
 * the one that has the size then.
 *
 * @see https://github.com/bottlerocket-os/bottlerocket#default-volumes
 */
export function instanceVolumes(group: InstanceGroupArgs): InstanceVolume[] {
  const sizeGiB = group.rootVolumeSizeGiB ?? SMALLEST_ROOT_VOLUME;
  if (instancePlatformOf(group).operatingSystem === "AL2023")
    return [{ deviceName: "/dev/xvda", sizeGiB }];
  return [{ deviceName: "/dev/xvda" }, { deviceName: "/dev/xvdb", sizeGiB }];
}
