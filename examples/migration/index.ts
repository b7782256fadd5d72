// Migrates the database before each new version of a service. When the migration fails, so does the update, and the
// version that runs stays.
import * as pulumi from "@pulumi/pulumi";
import type { ClusterRef } from "slipway";
import { Service, Task, TaskDefinition } from "slipway";

// What examples/platform exports.
const platform = new pulumi.StackReference(`organization/platform/${pulumi.getStack()}`);
const cluster = platform.requireOutput("cluster") as pulumi.Output<ClusterRef>;

const orders = new TaskDefinition("orders", {
  containers: [
    {
      name: "orders",
      image: "public.ecr.aws/docker/library/node:22.21-alpine",
      user: "1000",
      readonlyRootFilesystem: true,
      portMappings: [{ containerPort: 8080 }],
      secrets: { DATABASE_URL: { parameterName: "/orders/database-url" } },
    },
  ],
});

// One run of each new revision, with a command of its own. Another exit code than 0 fails the update.
const migration = new Task("migration", {
  cluster,
  taskDefinition: orders.ref,
  command: ["node", "migrate.js"],
  timeoutSeconds: 900,
});

const service = new Service(
  "orders",
  { cluster, taskDefinition: orders.ref, desiredCount: 2 },
  { dependsOn: migration },
);

// The database lets these two in.
export const clients = [migration.securityGroupId, service.ref.securityGroupId];
