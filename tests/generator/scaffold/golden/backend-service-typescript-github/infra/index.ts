import * as pulumi from "@pulumi/pulumi";
import type { ClusterRef } from "slipway";
import { Service, TaskDefinition } from "slipway";

import { boundRoles } from "./boundary";
import { serviceConfig } from "./config";
import { serviceImage } from "./image";

const config = serviceConfig();
if (config.permissionsBoundaryArn !== undefined) boundRoles(config.permissionsBoundaryArn);
const platform = new pulumi.StackReference(config.platformStack);

const image = serviceImage(config);

const task = new TaskDefinition("orders", {
  cpu: config.cpu,
  memory: config.memory,
  architecture: image.architecture,
  retainRevisions: !config.forceDelete,
  logRetentionDays: config.logRetentionDays,
  containers: [
    {
      name: "orders",
      image: image.uri,
      // The name is what Service Connect finds the port by.
      portMappings: [{ name: "http", containerPort: 8080, appProtocol: "http" }],
      // There is no load balancer that asks.
      healthCheck: { command: ["CMD", "node", "-e", "fetch('http://127.0.0.1:8080/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))", ] },
      user: "1000",
      // A program that writes files, also in /tmp, needs false.
      readonlyRootFilesystem: true,
    },
  ],
});

const ecsService = new Service("orders", {
  cluster: platform.requireOutput("cluster") as pulumi.Output<ClusterRef>,
  taskDefinition: task.ref,
  // Others call http://"orders". Each says so in its `connectsTo`, which opens the port for it.
  serviceConnect: { services: [{ portName: "http", port: 80, dnsName: "orders" }] },
  scaling: { minCapacity: config.minCapacity, maxCapacity: config.maxCapacity },
});

/** What calls it by: only services of the cluster do that have a connection to it. */
export const url = "http://orders";
/** The image that runs, by digest. */
export const imageUri = image.uri;
/** What other programs need to know of the service, such as their `connectsTo`. */
export const service = ecsService.ref;
