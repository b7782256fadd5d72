import type { ECS } from "@aws-sdk/client-ecs";

import type { CapacityUse } from "../rules/capacityUse.js";
import { capacityUse } from "../rules/capacityUse.js";

/** Most services, and most tasks, that ECS describes at once. */
const SERVICES_AT_ONCE = 10;
const TASKS_AT_ONCE = 100;

/** Asks ECS who uses a capacity provider of a cluster. */
export async function findCapacityUse(
  ecs: ECS,
  cluster: string,
  provider: string,
): Promise<CapacityUse> {
  const { paginateListServices, paginateListTasks } = await import("@aws-sdk/client-ecs");
  const serviceArns: string[] = [];
  for await (const page of paginateListServices({ client: ecs }, { cluster })) {
    serviceArns.push(...(page.serviceArns ?? []));
  }
  const taskArns: string[] = [];
  for await (const page of paginateListTasks({ client: ecs }, { cluster })) {
    taskArns.push(...(page.taskArns ?? []));
  }
  const services = await Promise.all(
    parts(serviceArns, SERVICES_AT_ONCE).map((some) =>
      ecs.describeServices({ cluster, services: some }),
    ),
  );
  const tasks = await Promise.all(
    parts(taskArns, TASKS_AT_ONCE).map((some) => ecs.describeTasks({ cluster, tasks: some })),
  );
  return capacityUse(
    provider,
    services.flatMap((answer) => answer.services ?? []),
    tasks.flatMap((answer) => answer.tasks ?? []),
  );
}

function parts<T>(items: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, i) =>
    items.slice(i * most, (i + 1) * most),
  );
}
