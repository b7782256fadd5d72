import * as pulumi from "@pulumi/pulumi";
import { Cluster, Network, ScheduledTask, Service, Task, TaskDefinition } from "slipway";

import { sharedFiles } from "./sharedFiles";

const ZONES = 2;
const config = new pulumi.Config();

const network = new Network("compute", { availabilityZoneCount: ZONES, natGateways: "single" });

// Tasks that name no capacity run on Fargate. The two groups of instances are there for those that name them.
const cluster = new Cluster("compute", {
  network: network.ref,
  instanceGroups: [
    {
      name: "steady",
      instanceTypes: ["m7i.large"],
      minSize: 1,
      maxSize: 4,
      // An instance with tasks is not ended when the group shrinks.
      managedTerminationProtection: true,
    },
    {
      name: "spot",
      // The more types, the surer is Spot capacity.
      instanceTypes: ["m7i.large", "m6i.large", "m6a.large"],
      minSize: 0,
      maxSize: 10,
      spot: { onDemandBaseCapacity: 0, onDemandPercentage: 0 },
      managedTerminationProtection: true,
    },
  ],
  defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
});

const files = sharedFiles("orders", network.ref, ZONES);

// One task definition for the service, its migration and its nightly run, so that all of them are the same bytes.
const orders = new TaskDefinition("orders", {
  // Old revisions stay usable, but in a stack that comes and goes they would be left behind.
  retainRevisions: config.getBoolean("retainRevisions") ?? true,
  cpu: 512,
  memory: 1024,
  containers: [
    {
      name: "orders",
      image: config.require("image"),
      user: "1000",
      readonlyRootFilesystem: true,
      memory: 512,
      command: ["node", "server.js"],
      portMappings: [{ containerPort: 8080 }],
      // Put there once, by hand: aws ssm put-parameter --type SecureString --name /orders/database-url --value …
      secrets: { DATABASE_URL: { parameterName: "/orders/database-url" } },
      mountPoints: [{ sourceVolume: "uploads", containerPath: "/uploads" }],
    },
    {
      name: "thumbnails",
      image: config.require("image"),
      user: "1000",
      readonlyRootFilesystem: true,
      memory: 512,
      command: ["node", "thumbnails.js"],
      // When it ends, the task goes on.
      essential: false,
      dependsOn: [{ containerName: "orders", condition: "START" }],
      mountPoints: [{ sourceVolume: "uploads", containerPath: "/uploads" }],
    },
  ],
  volumes: [
    {
      name: "uploads",
      efs: { fileSystemId: files.fileSystemId, accessPointId: files.accessPointId },
    },
  ],
});

// Runs in every update that has a new revision, and fails it when it fails: what depends on it stays as it is then.
const migration = new Task(
  "migration",
  {
    cluster: cluster.ref,
    taskDefinition: orders.ref,
    container: "orders",
    command: ["node", "migrate.js"],
    timeoutSeconds: config.requireNumber("migrationTimeoutSeconds"),
    triggers: { migrations: config.require("migrations") },
  },
  { dependsOn: files.mountTargets },
);

const service = new Service(
  "orders",
  {
    cluster: cluster.ref,
    taskDefinition: orders.ref,
    desiredCount: 4,
    // One task on an on-demand instance, the others on Spot Instances three times out of four.
    capacityProviderStrategies: [
      { capacityProvider: "steady", base: 1, weight: 1 },
      { capacityProvider: "spot", weight: 3 },
    ],
  },
  // No program meets a database that the migration has not been through.
  { dependsOn: [migration] },
);

const cleanup = new ScheduledTask(
  "cleanup",
  {
    cluster: cluster.ref,
    taskDefinition: orders.ref,
    container: "orders",
    command: ["node", "cleanup.js"],
    schedule: "cron(0 3 * * ? *)",
    timeZone: "Europe/Berlin",
  },
  { dependsOn: [migration] },
);

export const clusterName = cluster.ref.name;
export const serviceName = service.ref.name;
export const migrationTaskArn = migration.taskArn;
export const scheduleName = cleanup.ref.name;
