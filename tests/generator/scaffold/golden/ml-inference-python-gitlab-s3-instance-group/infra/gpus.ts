import type * as pulumi from "@pulumi/pulumi";
import type { NetworkRef } from "slipway";
import { Cluster } from "slipway";

import type { ServiceConfig } from "./config";

/** What tasks run on, for strategies to name. */
export const GPUS = "gpu";

/** What an instance may be: each holds one task. Another `cpu` or `memory` may need larger ones. */
const INSTANCE_TYPES = ["g4dn.xlarge", "g5.xlarge", "g6.xlarge"];

/** GiB for images: those with the libraries of GPUs are large. */
const DISK_GIB = 100;

/** A cluster of GPU instances alone, in the platform's network: they cost by the hour, so that there are as many as tasks need. */
export function gpuCluster(config: ServiceConfig, network: pulumi.Input<NetworkRef>): Cluster {
  return new Cluster("orders", {
    network,
    capacityProviders: [],
    instanceGroups: [
      {
        name: GPUS,
        instanceTypes: INSTANCE_TYPES,
        minSize: 0,
        // A deployment runs the new tasks beside the old ones, each with a GPU of its own.
        maxSize: 2 * config.maxCapacity,
        // No instance is ended that has a task at work.
        managedTerminationProtection: true,
        rootVolumeSizeGiB: DISK_GIB,
        // New instances have the newest image.
        maxInstanceLifetimeDays: 30,
      },
    ],
    defaultCapacityProviderStrategies: [{ capacityProvider: GPUS, weight: 1 }],
    ...(config.permissionsBoundaryArn !== undefined && { permissionsBoundaryArn: config.permissionsBoundaryArn }),
  });
}
