import fc from "fast-check";

import type {
  ContainerArgs,
  ClusterRef,
  DeploymentArgs,
  ServiceArgs,
  TaskDefinitionArgs,
} from "../../components/index.js";
import { cluster, loadBalancer } from "../components/support/platform.js";
import { near, some, text } from "./draw.js";
import { deploymentArgs } from "./drawDeployment.js";
import { ownLogs, taskDefinitionArgs } from "./drawTaskDefinition.js";
import { internalArgs, loadBalancerArgs, networkLoadBalancerArgs } from "./drawTraffic.js";

const query = some(
  {
    namespace: fc.constantFrom("Orders", "AWS/SQS"),
    metricName: fc.constantFrom("Waiting"),
    statistic: text("Average", "Maximum", "Sum"),
    id: text("m1", "jobs"),
    dimensions: fc.constant({ Stage: "dev" }),
  },
  "namespace",
  "metricName",
);

const name = text("day", "rush", "quiet", "cpu");

const scalingArgs = some(
  {
    minCapacity: near(0, 1, 2, 10),
    maxCapacity: near(1, 4, 10, 200),
    targetCpuPercent: near(1, 60, 100),
    targetMemoryPercent: near(1, 70, 100),
    targetRequestsPerMinute: near(1, 1000),
    scaleOutCooldownSeconds: near(0, 60),
    scaleInCooldownSeconds: near(0, 300),
    queue: fc.record({
      queueName: fc.constant("jobs"),
      acceptableLatencySeconds: near(60, 300),
      processingSeconds: near(1, 60),
    }),
    metrics: fc.array(
      some(
        {
          name,
          targetValue: near(1, 100),
          queries: fc.array(query, { maxLength: 3 }),
          expression: fc.constantFrom("m1 / m2", "m1"),
        },
        "name",
        "targetValue",
        "queries",
      ),
      { maxLength: 2 },
    ),
    steps: fc.array(
      some(
        {
          name,
          query,
          threshold: near(0, 10),
          side: fc.constantFrom("above", "below"),
          change: fc.constantFrom("ChangeInCapacity", "PercentChangeInCapacity", "ExactCapacity"),
          evaluationMinutes: near(1, 2, 1440),
          steps: fc.array(some({ distance: near(0, 10, 20), change: near(1, 2) }, "change"), {
            maxLength: 3,
          }),
        },
        "name",
        "query",
        "threshold",
        "steps",
      ),
      { maxLength: 2 },
    ),
    schedules: fc.array(
      some(
        {
          name,
          schedule: text("cron(0 7 ? * MON-FRI *)", "rate(1 hour)", "at(2030-01-31T03:00:00)"),
          timeZone: text("UTC", "Europe/Berlin"),
          minCapacity: near(0, 1, 4),
          maxCapacity: near(1, 20),
        },
        "name",
        "schedule",
      ),
      { maxLength: 2 },
    ),
    predictive: some(
      {
        metric: fc.constantFrom(
          "ECSServiceCPUUtilization",
          "ECSServiceMemoryUtilization",
          "ALBRequestCount",
        ),
        mode: fc.constantFrom("ForecastOnly", "ForecastAndScale"),
        targetValue: near(1, 60),
        schedulingBufferSeconds: near(0, 300, 3600),
      },
      "targetValue",
    ),
    suspended: fc.record({ scaleIn: fc.boolean(), scaleOut: fc.boolean() }, { requiredKeys: [] }),
  },
  "minCapacity",
  "maxCapacity",
);

/** A cluster whose tasks run on instances. */
const instances: ClusterRef = {
  ...cluster,
  defaultCapacityProviderStrategies: [{ capacityProvider: "cp-workers-1", weight: 1 }],
  capacityProviders: { workers: "cp-workers-1" },
  instanceSecurityGroupIds: { workers: "sg-workers" },
};

/** Network modes, as a task definition's reference has them; mostly the usual one, for which it has nothing. */
const networkModes = fc.oneof(
  { weight: 8, arbitrary: fc.constant(undefined) },
  { weight: 3, arbitrary: fc.constantFrom("bridge", "host") },
  { weight: 1, arbitrary: fc.constantFrom("none", "default") },
);

const serviceArgs = some(
  {
    cluster: fc.constantFrom(cluster, cluster, instances),
    desiredCount: near(0, 1, 2, 3, 10),
    minimumHealthyPercent: near(0, 50, 67, 100),
    maximumPercent: near(100, 133, 150, 200),
    loadBalancer: loadBalancerArgs,
    networkLoadBalancer: networkLoadBalancerArgs,
    ...internalArgs,
    serviceName: text("orders"),
    spotAboveTasks: near(0, 2),
    scaling: scalingArgs,
    capacityProviderStrategies: fc.array(
      some(
        {
          capacityProvider: text("FARGATE", "FARGATE_SPOT"),
          weight: near(0, 1, 1000),
          base: near(0, 1),
        },
        "capacityProvider",
      ),
      { maxLength: 3 },
    ),
    assignPublicIp: fc.boolean(),
    enableExecuteCommand: fc.boolean(),
    healthCheckGracePeriodSeconds: near(0, 60),
    waitForSteadyState: fc.boolean(),
  },
  "cluster",
) as unknown as fc.Arbitrary<Omit<ServiceArgs, "taskDefinition">>;

/** What a program asks for: a task definition, and a service of it, whose tasks are on the network in some mode. */
export type Draw = readonly [
  task: TaskDefinitionArgs,
  service: Omit<ServiceArgs, "taskDefinition">,
  networkMode: string | undefined,
];

/** Programs, legal and illegal ones, on a platform that is there. */
export const draws: fc.Arbitrary<Draw> = fc
  .tuple(
    taskDefinitionArgs,
    serviceArgs,
    deploymentArgs,
    fc.nat({ max: 20 }),
    networkModes,
    ownLogs,
  )
  .map(([drawn, service, deployment, choice, mode, log]) => {
    const task = log ? logging(drawn, log) : drawn;
    const more = choice % 2 === 0 ? {} : { deployment: deployment as DeploymentArgs };
    const args = aimed(task, { ...service, ...more }, choice);
    if (mode === undefined) return [task, args, mode] as const;
    // Of what Fargate takes alone, little is drawn beside a mode that it does not offer.
    const { spotAboveTasks, capacityProviderStrategies, assignPublicIp, ...placed } = args;
    const asked = { spotAboveTasks, capacityProviderStrategies, assignPublicIp };
    const others = { ...placed, cluster: instances };
    return [task, choice < 3 ? { ...others, ...given(asked) } : others, mode] as const;
  });

/** A task whose first container has a log of its own. */
function logging(
  task: TaskDefinitionArgs,
  logConfiguration: NonNullable<ContainerArgs["logConfiguration"]>,
): TaskDefinitionArgs {
  const containers = task.containers.map((container, i) =>
    i === 0 ? { ...container, logConfiguration } : container,
  );
  return { ...task, containers };
}

/** The fields that have a value. */
function given<T extends object>(fields: T): Partial<T> {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as Partial<T>;
}

/** A load balancer that aims at one of the task's ports, as a program's mostly does, where one is needed. */
function aimed(
  { containers }: TaskDefinitionArgs,
  service: Omit<ServiceArgs, "taskDefinition">,
  choice: number,
) {
  const targets = containers.flatMap(({ name, portMappings = [] }) =>
    portMappings.flatMap(({ containerPort }) =>
      containerPort === undefined ? [] : [{ containerName: name, containerPort }],
    ),
  );
  const target = targets[choice % Math.max(targets.length, 1)];
  const { deployment, networkLoadBalancer } = service;
  // A network load balancer, or none, serves ECS's own strategies too. Draws with a deployment have odd choices.
  const isOther = choice === 19 || (networkLoadBalancer !== undefined && choice % 4 === 1);
  const needed = deployment && !isOther && { ref: loadBalancer, healthCheckPath: "/healthz" };
  const balancer = service.loadBalancer ?? needed;
  if (!balancer || choice === 20) return service;
  if (!target && choice > 2) {
    const asked = Object.entries(service);
    const alone = asked.filter(([key]) => key !== "loadBalancer" && key !== "deployment");
    return Object.fromEntries(alone) as typeof service;
  }
  return { ...service, loadBalancer: { ...balancer, ...target } };
}
