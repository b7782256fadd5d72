import type { Service, Task, TaskDefinition } from "@aws-sdk/client-ecs";
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
} from "@aws-sdk/client-ecs";
import assert from "node:assert/strict";

import type { AwsClients } from "./awsClients.js";

/** The stack of examples/compute. */
export interface ComputeExample {
  aws: AwsClients;
  /** The stack's outputs. */
  outputs: Record<string, string>;
}

/** Name of its ECS cluster. */
export function clusterName({ outputs }: ComputeExample): string {
  return outputs["clusterName"] ?? "";
}

/** Path of its schedule in the API of EventBridge Scheduler. */
export function schedulePath({ outputs }: ComputeExample): string {
  return `/schedules/${outputs["scheduleName"] ?? ""}`;
}

/** Its service, as ECS describes it. */
export async function service(example: ComputeExample): Promise<Service> {
  const { services = [] } = await example.aws.ecs.send(
    new DescribeServicesCommand({
      cluster: clusterName(example),
      services: [example.outputs["serviceName"] ?? ""],
    }),
  );
  assert.ok(services[0]);
  return services[0];
}

/** A revision of its task definition. */
export async function revision(
  { aws }: ComputeExample,
  taskDefinition: string | undefined,
): Promise<TaskDefinition> {
  const found = await aws.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
  assert.ok(found.taskDefinition);
  return found.taskDefinition;
}

/** A task that ran on its cluster. */
export async function task(example: ComputeExample, taskArn: string | undefined): Promise<Task> {
  const { tasks = [] } = await example.aws.ecs.send(
    new DescribeTasksCommand({ cluster: clusterName(example), tasks: [taskArn ?? ""] }),
  );
  assert.equal(tasks.length, 1);
  assert.ok(tasks[0]);
  return tasks[0];
}
