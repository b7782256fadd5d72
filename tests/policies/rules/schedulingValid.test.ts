import { UNKNOWN } from "../../../policies/resource/reader.js";
import { schedulingValid } from "../../../policies/rules/schedulingValid.js";
import {
  besideOf,
  componentService,
  componentTask,
  describeRule,
  rawTask,
  resourceOf,
} from "./ruleCases.js";

const service = (edit: object) => resourceOf("aws:ecs/service:Service", edit);
const DAEMON = { schedulingStrategy: "DAEMON" };
const scaler = [
  besideOf("aws:appautoscaling/target:Target", {
    serviceNamespace: "ecs",
    resourceId: "service/shop/orders",
    minCapacity: 1,
    maxCapacity: 4,
  }),
];
const SPREAD = { orderedPlacementStrategies: [{ type: "spread", field: "host" }] };

const NET = { deploymentCircuitBreaker: { enable: true, rollback: true } };

describeRule(schedulingValid, {
  passes: [
    {
      title: "an autoscaler of a number of tasks",
      resource: service({ name: "orders" }),
      beside: scaler,
    },

    {
      title: "rebalancing with room above the desired count",
      resource: service({
        ...NET,
        availabilityZoneRebalancing: "ENABLED",
        deploymentMaximumPercent: 101,
      }),
    },
    { title: "a number of tasks on Fargate", resource: service({ launchType: "FARGATE" }) },
    { title: "a task on each instance", resource: service({ ...DAEMON, launchType: "EC2" }) },
    {
      title: "tasks that are spread over instances",
      resource: service({ ...SPREAD, launchType: "EC2", desiredCount: 2 }),
    },
    {
      title: "lists that are empty",
      resource: service({ ...DAEMON, orderedPlacementStrategies: [], placementConstraints: [] }),
    },
    { title: "our component", resource: componentService() },
    { title: "our task", resource: componentTask() },
    {
      title: "faults of a task on Fargate",
      resource: rawTask([{}], { enableFaultInjection: true }),
    },
  ],
  fails: [
    ...(
      [
        [DAEMON, "'schedulingStrategy' DAEMON"],
        [{ loadBalancers: [{ elbName: "old" }] }, "a classic load balancer ('elbName')"],
        [
          {
            placementConstraints: [
              { type: "memberOf", expression: "attribute:ecs.availability-zone == eu-west-1a" },
            ],
          },
          "a constraint of 'placementConstraints' on 'attribute:ecs.availability-zone'",
        ],
      ] as const
    ).map(([edit, what]) => ({
      title: `rebalancing with ${what}`,
      resource: service({ ...NET, availabilityZoneRebalancing: "ENABLED", ...edit }),
      messages: [`'availabilityZoneRebalancing' is not for a service with ${what}; leave it out`],
    })),
    {
      title: "an autoscaler of a task on each instance",
      resource: service({ ...DAEMON, name: "orders" }),
      beside: scaler,
      messages: [
        `service 'orders': an autoscaler is not for 'schedulingStrategy' "DAEMON", which runs a task on each instance; leave the scalable target out`,
      ],
    },

    {
      title: "a circuit breaker with CodeDeploy",
      resource: service({ ...NET, deploymentController: { type: "CODE_DEPLOY" } }),
      messages: [
        "'deploymentCircuitBreaker.enable' is for deployments of ECS, got it with CODE_DEPLOY; leave it out",
      ],
    },
    {
      title: "rebalancing with task sets",
      resource: service({
        availabilityZoneRebalancing: "ENABLED",
        deploymentController: { type: "EXTERNAL" },
      }),
      messages: [
        "'availabilityZoneRebalancing' is for deployments of ECS, got it with EXTERNAL; leave it out",
      ],
    },
    {
      title: "rebalancing without room",
      resource: componentService({
        maximumPercent: 100,
        deployment: { availabilityZoneRebalancing: true },
      }),
      messages: [
        "'deployment.availabilityZoneRebalancing' needs a 'maximumPercent' above 100, got 100; leave it out",
      ],
    },
    {
      title: "a task on each instance of Fargate",
      resource: service({ ...DAEMON, launchType: "FARGATE" }),
      messages: [
        `'schedulingStrategy' must be "REPLICA" on Fargate, got "DAEMON"; "REPLICA" works`,
      ],
    },
    {
      title: "a task on each instance with CodeDeploy",
      resource: service({ ...DAEMON, deploymentController: { type: "CODE_DEPLOY" } }),
      messages: [
        `'schedulingStrategy' must be "REPLICA" with the deployment controller CODE_DEPLOY, got "DAEMON"; "REPLICA" works`,
      ],
    },
    {
      title: "a number and a place for a task on each instance",
      resource: service({ ...DAEMON, ...SPREAD, desiredCount: 2 }),
      messages: [
        `'desiredCount' is not for 'schedulingStrategy' "DAEMON", which runs a task on each instance; leave it out`,
        `'orderedPlacementStrategies' is not for 'schedulingStrategy' "DAEMON", which runs a task on each instance; leave it out`,
      ],
    },
    {
      title: "a place on Fargate Spot",
      resource: service({
        capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
        placementConstraints: [{ type: "distinctInstance" }],
      }),
      messages: [
        "'placementConstraints' is not for Fargate, which has no instances to choose from; leave it out",
      ],
    },
    {
      title: "faults of a task behind a bridge",
      resource: rawTask([{}], { enableFaultInjection: true, networkMode: "bridge" }),
      messages: [
        `'enableFaultInjection' needs 'networkMode' "awsvpc" or "host", got "bridge"; "awsvpc" works`,
      ],
    },
  ],
  unknown: [
    {
      title: "unknown limits of the resource",
      resource: service({
        ...NET,
        availabilityZoneRebalancing: "ENABLED",
        deploymentMaximumPercent: UNKNOWN,
      }),
      paths: ["deploymentMaximumPercent"],
    },
    {
      title: "an unknown launch type",
      resource: service({ ...DAEMON, launchType: UNKNOWN }),
      paths: ["launchType"],
    },
    {
      title: "an unknown network mode",
      resource: rawTask([{}], { enableFaultInjection: true, networkMode: UNKNOWN }),
      paths: ["networkMode"],
    },
  ],
});
