import type * as pulumi from "@pulumi/pulumi";
import type { NetworkRef } from "slipway";
import { Cluster } from "slipway";

import type { ServiceConfig } from "./config";

/** What tasks run on, for strategies to name. */
export const GPUS = "gpu";

/** What an instance may be; ECS takes the cheapest that holds the tasks. Larger ones belong here for a larger model. */
const INSTANCE_TYPES = ["g4dn.*", "g5.*", "g6.*"];

/** GiB for images: those with the libraries of GPUs are large. */
const DISK_GIB = 100;

/** A cluster of GPU instances alone, in the platform's network: they cost by the hour, so that there are as many as tasks need. */
export function gpuCluster(config: ServiceConfig, network: pulumi.Input<NetworkRef>): Cluster {
  return new Cluster("orders", {
    network,
    capacityProviders: [],
    managedInstances: [
      {
        name: GPUS,
        instanceRequirements: {
          vcpuCount: { min: 4 },
          memoryMib: { min: 16_384 },
          allowedInstanceTypes: INSTANCE_TYPES,
          acceleratorTypes: ["gpu"],
          acceleratorManufacturers: ["nvidia"],
          acceleratorCount: { min: 1 },
        },
        storageSizeGiB: DISK_GIB,
      },
    ],
    defaultCapacityProviderStrategies: [{ capacityProvider: GPUS, weight: 1 }],
    ...(config.permissionsBoundaryArn !== undefined && { permissionsBoundaryArn: config.permissionsBoundaryArn }),
  });
}
