import { ref } from "../stackProgram.js";
import type { Fault } from "./edits.js";
import { add, both, container, onInstances, remove, set } from "./edits.js";
import { CONTAINER, policy } from "./twin.js";

const balancer = (edit: object) => ({
  loadBalancers: [
    { targetGroupArn: ref("targets"), containerName: "app", containerPort: 8080, ...edit },
  ],
});
const strategy = (...items: object[]) => ({
  launchType: undefined,
  capacityProviderStrategies: items,
});
const dynamic = { portMappings: [{ containerPort: 8080, hostPort: 0 }] };
const check = { path: "/", protocol: "HTTPS", interval: 30, timeout: 5 };
const scaled = (edit: object = {}) =>
  add("scaler", "aws:appautoscaling/target:Target", {
    serviceNamespace: "ecs",
    scalableDimension: "ecs:service:DesiredCount",
    resourceId: "service/shop/orders",
    minCapacity: 1,
    maxCapacity: 4,
    ...edit,
  });
const group = (edit: object = {}) =>
  add("deployments", "aws:codedeploy/deploymentGroup:DeploymentGroup", {
    appName: "orders",
    ecsService: { clusterName: "shop", serviceName: "orders" },
    deploymentStyle: { deploymentType: "BLUE_GREEN", deploymentOption: "WITH_TRAFFIC_CONTROL" },
    loadBalancerInfo: {
      targetGroupPairInfo: {
        prodTrafficRoute: { listenerArns: [ref("listener")] },
        targetGroups: [{ name: "blue" }, { name: "green" }],
      },
    },
    ...edit,
  });
const shift = (edit: object, advanced: object = {}) =>
  set("service", {
    deploymentConfiguration: { strategy: "BLUE_GREEN", ...edit },
    ...balancer({
      advancedConfiguration: {
        alternateTargetGroupArn: "arn:green",
        productionListenerRule: "arn:rule",
        roleArn: "arn:role",
        ...advanced,
      },
    }),
  });

/** What can be wrong with a service, with what it runs and with what deploys it. */
export const SERVICE_FAULTS: readonly Fault[] = [
  [
    "no room to deploy",
    "deployment-can-progress",
    set("service", {
      desiredCount: 3,
      deploymentMinimumHealthyPercent: 67,
      deploymentMaximumPercent: 133,
    }),
  ],
  [
    "a maximum below 100 percent",
    "deployment-can-progress",
    set("service", { deploymentMinimumHealthyPercent: 100, deploymentMaximumPercent: 100 }),
  ],
  [
    "no healthy tasks while deploying",
    "minimum-healthy-floor",
    set("service", { deploymentMinimumHealthyPercent: 0 }),
  ],
  [
    "no circuit breaker",
    "deployment-safety-net",
    set("service", { deploymentCircuitBreaker: undefined }),
  ],
  [
    "a circuit breaker beside CodeDeploy",
    "scheduling-valid",
    set("service", { deploymentController: { type: "CODE_DEPLOY" } }),
  ],
  [
    "rebalancing without room",
    "scheduling-valid",
    set("service", { availabilityZoneRebalancing: "ENABLED", deploymentMaximumPercent: 100 }),
  ],
  [
    "rebalancing with zones fixed",
    "scheduling-valid",
    onInstances(
      {},
      {
        availabilityZoneRebalancing: "ENABLED",
        placementConstraints: [
          { type: "memberOf", expression: "attribute:ecs.availability-zone == eu-west-1a" },
        ],
      },
    ),
  ],
  [
    "a daemon on Fargate",
    "scheduling-valid",
    set("service", { schedulingStrategy: "DAEMON", desiredCount: undefined }),
  ],
  [
    "placement on Fargate",
    "scheduling-valid",
    set("service", { orderedPlacementStrategies: [{ type: "spread", field: "host" }] }),
  ],
  [
    "a daemon on a cluster without instances",
    "daemon-has-instances",
    onInstances({}, { schedulingStrategy: "DAEMON", desiredCount: undefined }),
  ],
  [
    "an autoscaler of a daemon",
    "scheduling-valid",
    both(
      onInstances({}, { name: "orders", schedulingStrategy: "DAEMON", desiredCount: undefined }),
      scaled(),
    ),
  ],
  [
    "a launch type beside a strategy",
    "capacity-strategy-valid",
    set("service", { capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }] }),
  ],
  [
    "a strategy without weight",
    "capacity-strategy-valid",
    set("service", strategy({ capacityProvider: "FARGATE", weight: 0 })),
  ],
  [
    "a provider that the cluster lacks",
    "capacity-strategy-valid",
    set("service", strategy({ capacityProvider: "FARGATE_SPOT", weight: 1 })),
  ],
  [
    "a default strategy beyond the cluster's providers",
    "capacity-strategy-valid",
    set("capacity", {
      defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
    }),
  ],
  [
    "a platform version on instances",
    "capacity-strategy-valid",
    onInstances({}, { platformVersion: "1.4.0" }),
  ],
  ["no network", "network-config-valid", set("service", { networkConfiguration: undefined })],
  [
    "a network of tasks without one",
    "network-config-valid",
    onInstances({}, { networkConfiguration: { subnets: [ref("a")] } }),
  ],
  [
    "no network on instances in mode awsvpc",
    "network-config-valid",
    both(onInstances({ networkMode: "awsvpc" }), set("targets", { targetType: "ip" })),
  ],
  [
    "a definition that Fargate cannot run",
    "fargate-params-supported",
    set("definition", { requiresCompatibilities: undefined, networkMode: "bridge" }),
  ],
  [
    "a size that Fargate lacks, of a definition that does not say what it is for",
    "fargate-task-size-valid",
    set("definition", { requiresCompatibilities: undefined, memory: "768" }),
  ],
  [
    "a container that the definition lacks",
    "service-wiring-valid",
    set("service", balancer({ containerName: "web" })),
  ],
  [
    "a port that the container does not map",
    "service-wiring-valid",
    set("service", balancer({ containerPort: 80 })),
  ],
  ["targets of the wrong kind", "service-wiring-valid", set("targets", { targetType: "instance" })],
  [
    "targets by address on instances",
    "service-wiring-valid",
    both(onInstances(), set("targets", { targetType: "ip" })),
  ],
  [
    "a health check of a port that each task chooses",
    "service-wiring-valid",
    both(
      onInstances({ containerDefinitions: JSON.stringify([{ ...CONTAINER, ...dynamic }]) }),
      set("targets", { healthCheck: { ...check, port: "8080" } }),
    ),
  ],
  [
    "a target group without a listener",
    "service-wiring-valid",
    set("listener", { defaultActions: [{ type: "fixed-response" }] }),
  ],
  [
    "a classic load balancer of Fargate",
    "service-wiring-valid",
    set("service", {
      loadBalancers: [{ elbName: "old", containerName: "app", containerPort: 8080 }],
    }),
  ],
  [
    "a port name that nobody has",
    "service-wiring-valid",
    set("service", {
      serviceConnectConfiguration: { enabled: true, services: [{ portName: "grpc" }] },
    }),
  ],
  [
    "a target group of another network",
    "service-wiring-valid",
    both(add("other", "aws:ec2/vpc:Vpc", {}), set("targets", { vpcId: ref("other") })),
  ],
  [
    "CodeDeploy without a load balancer",
    "codedeploy-complete",
    set("service", {
      deploymentController: { type: "CODE_DEPLOY" },
      deploymentCircuitBreaker: undefined,
      loadBalancers: undefined,
    }),
  ],
  ["a deployment group in place", "codedeploy-complete", group({ deploymentStyle: undefined })],
  [
    "a deployment group without target groups",
    "codedeploy-complete",
    group({ loadBalancerInfo: {} }),
  ],
  [
    "a shift without a second target group",
    "native-bluegreen-complete",
    shift({}, { alternateTargetGroupArn: undefined }),
  ],
  [
    "a step of a shift too small",
    "native-bluegreen-complete",
    shift({ strategy: "LINEAR", linearConfiguration: { stepPercent: 1 } }),
  ],
  [
    "a count beyond an autoscaler's limits",
    "ignore-changes-complete",
    both(set("service", { name: "orders", desiredCount: 8 }), scaled()),
  ],
  ["limits in disorder", "roles-and-scaling-consistent", scaled({ minCapacity: 5 })],
  [
    "a start that no grace covers",
    "grace-covers-start",
    both(
      container({ healthCheck: { ...CONTAINER.healthCheck, startPeriod: 300 } }),
      set("service", { healthCheckGracePeriodSeconds: 0 }),
    ),
  ],
  ["a secret that the role cannot read", "execution-role-sufficient", remove("read")],
  [
    "another secret than the role may read",
    "execution-role-sufficient",
    set("read", {
      policy: policy({
        Effect: "Allow",
        Action: "secretsmanager:GetSecretValue",
        Resource: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:other-*",
      }),
    }),
  ],
  [
    "a log group that the role cannot make",
    "execution-role-sufficient",
    container({
      logConfiguration: {
        logDriver: "awslogs",
        options: { ...CONTAINER.logConfiguration.options, "awslogs-create-group": "true" },
      },
    }),
  ],
  ["subnets that reach nothing", "private-subnet-reachability", set("table", { routes: [] })],
  [
    "public addresses of tasks",
    "ecs-no-public-ip",
    set("service", {
      networkConfiguration: { subnets: [ref("a")], securityGroups: [], assignPublicIp: true },
    }),
  ],
  ["an old platform", "ecs-platform-version-latest", set("service", { platformVersion: "1.3.0" })],
];
