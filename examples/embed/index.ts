// What a tenant has: here a task definition, which costs nothing until a task runs; a service or a scheduled task in truth.
// The stack's name is the tenant's: tenants.ts makes and updates a stack for each.
import * as pulumi from "@pulumi/pulumi";
import { TaskDefinition } from "slipway";

const config = new pulumi.Config();

const tenant = new TaskDefinition("tenant", {
  memory: 512,
  containers: [
    {
      name: "app",
      image: "public.ecr.aws/docker/library/node:22.21-alpine",
      user: "1000",
      readonlyRootFilesystem: true,
      environment: { TENANT: pulumi.getStack(), PLAN: config.get("plan") ?? "free" },
    },
  ],
});

export const taskDefinitionArn = tenant.ref.arn;
