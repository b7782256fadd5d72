import { TaskDefinition } from "slipway";

const task = new TaskDefinition("orders", {
  cpu: 256,
  memory: 512,
  containers: [
    {
      name: "orders",
      image: "public.ecr.aws/docker/library/node:22.21-alpine",
      user: "1000",
      readonlyRootFilesystem: true,
      portMappings: [{ containerPort: 8080 }],
      environment: { LOG_LEVEL: "info" },
      // The execution role is allowed to read this parameter.
      secrets: { DATABASE_URL: { parameterName: "/orders/database-url" } },
    },
  ],
});

export const taskDefinition = task.ref;
