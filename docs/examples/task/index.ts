import * as pulumi from "@pulumi/pulumi";
import type { ClusterRef } from "slipway";
import { Task, TaskDefinition } from "slipway";

// What the platform's stack exports.
const platform = new pulumi.StackReference(`organization/platform/${pulumi.getStack()}`);

const migrations = new TaskDefinition("migrations", {
  containers: [
    {
      name: "migrations",
      image: "public.ecr.aws/docker/library/node:22.21-alpine",
      user: "1000",
      readonlyRootFilesystem: true,
      secrets: { DATABASE_URL: { parameterName: "/orders/database-url" } },
    },
  ],
});

const migration = new Task("migration", {
  cluster: platform.requireOutput("cluster") as pulumi.Output<ClusterRef>,
  taskDefinition: migrations.ref,
  command: ["node", "migrate.js"],
  timeoutSeconds: 900,
});

// What has to wait for it says dependsOn: migration.
export const taskArn = migration.taskArn;
