import { AccessPoint } from "@pulumi/aws/efs";
import * as pulumi from "@pulumi/pulumi";

import { accessPointConfiguration } from "./rules/volume/efsAccessPoint.js";
import type { TaskVolumeArgs } from "./args/taskVolumeArgs.js";

/** Makes the access points that volumes ask for, and gives the volumes with their ids. */
export function taskAccessPoints(
  name: string,
  volumes: readonly TaskVolumeArgs[],
  parent: pulumi.Resource,
): TaskVolumeArgs[] {
  return volumes.map((volume) => {
    const { efs, ...rest } = volume;
    if (!efs?.accessPoint || typeof volume.name !== "string") return volume;
    const { fileSystemId, rootDirectory } = efs;
    const settings = pulumi.output(efs.accessPoint).apply(accessPointConfiguration);
    const point = new AccessPoint(
      `${name}-${volume.name}`,
      {
        fileSystemId,
        posixUser: settings.posixUser,
        rootDirectory: settings.rootDirectory,
      },
      { parent },
    );
    const mounted = { fileSystemId, accessPointId: point.id };
    return { ...rest, efs: { ...mounted, ...(rootDirectory !== undefined && { rootDirectory }) } };
  });
}
