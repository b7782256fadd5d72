import fc from "fast-check";

import type { ServiceArgs, TaskDefinitionArgs } from "../../components/index.js";
import { cluster, loadBalancer } from "../components/platform.js";
import { near, some, text } from "./draw.js";
import { taskDefinitionArgs } from "./drawTaskDefinition.js";

const loadBalancerArgs = some(
  {
    ref: fc.constant(loadBalancer),
    healthCheckPath: text("/healthz", "/"),
    path: text("/orders/*", "/*", "/a?b"),
    host: text("orders.example.com", "*.example.com"),
    priority: near(1, 100, 50_000),
    deregistrationDelaySeconds: near(0, 30, 3600),
  },
  "ref",
  "healthCheckPath",
);

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

const serviceArgs = some(
  {
    cluster: fc.constant(cluster),
    desiredCount: near(0, 1, 2, 3, 10),
    minimumHealthyPercent: near(0, 50, 67, 100),
    maximumPercent: near(100, 133, 150, 200),
    loadBalancer: loadBalancerArgs,
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

/** What a program asks for: a task definition, and a service of it. */
export type Draw = readonly [
  task: TaskDefinitionArgs,
  service: Omit<ServiceArgs, "taskDefinition">,
];

/** Programs, legal and illegal ones, on a platform that is there. */
export const draws: fc.Arbitrary<Draw> = fc
  .tuple(taskDefinitionArgs, serviceArgs, fc.nat({ max: 20 }))
  .map(([task, service, choice]) => [task, aimed(task, service, choice)] as const);

/** A load balancer that aims at one of the task's ports, as a program's mostly does. */
function aimed(
  { containers }: TaskDefinitionArgs,
  service: Omit<ServiceArgs, "taskDefinition">,
  choice: number,
) {
  const targets = containers.flatMap(({ name, portMappings = [] }) =>
    portMappings.map(({ containerPort }) => ({ containerName: name, containerPort })),
  );
  const target = targets[choice % Math.max(targets.length, 1)];
  if (!service.loadBalancer || choice === 20) return service;
  return { ...service, loadBalancer: { ...service.loadBalancer, ...target } };
}
