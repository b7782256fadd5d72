import { LifecycleStage } from "../../components/service/rules/deployment/lifecycleHook.js";
import type { Reader } from "../resource/reader.js";
import { balancingTypes } from "./balancingTypes.js";
import type { WrittenProblem } from "./writtenProblems.js";
import { eventSchedule, noArn, oneOf, schedule, whole, zone } from "./writtenProblems.js";

/** A place of which AWS takes some values only. */
export interface WrittenForm {
  /** As `leavesAt` reads it. */
  readonly path: string;
  /** What is wrong with the value of a property; nothing where nothing is. */
  readonly problem: WrittenProblem;
  /** Whether AWS reads it, by the rest of the resource. */
  readonly counts?: (inputs: Reader) => boolean;
}

/** A type of resources with how messages name one. */
interface FormsOfType {
  readonly label: string;
  readonly forms: readonly WrittenForm[];
}

const isOfEcs = (inputs: Reader) => inputs.get("serviceNamespace").string() === "ecs";

/** "service/my-cluster/my-service" (RegisterScalableTarget.ResourceId). */
const RESOURCE_ID: WrittenForm = {
  path: "resourceId",
  problem: noArn(
    "service/<cluster's name>/<service's name>",
    "`service/${cluster.name}/${service.name}`",
  ),
  counts: isOfEcs,
};

/** The target of a task is its cluster: "arn:aws:ecs:us-east-1:123456789012:cluster/my-cluster" (PutTargets.Targets.Arn). */
const CLUSTER_OF_TARGET: WrittenProblem = (value, path) =>
  value.includes(":task-definition/")
    ? `'${path}' must be the cluster's ARN, got that of a task definition, ${JSON.stringify(value)}; cluster.arn works`
    : undefined;

/** "The namespace name or full Amazon Resource Name (ARN)" (ServiceConnectConfiguration.namespace). */
function noNamespaceId(value: string, path: string): string | undefined {
  if (!/^ns-[a-z0-9]{16}$/.test(value)) return undefined;
  return `'${path}' must be the namespace's name or ARN, got its id ${JSON.stringify(value)}; namespace.arn works`;
}

function everyType(kind: string, forms: FormsOfType): Record<string, FormsOfType> {
  return Object.fromEntries(balancingTypes(kind).map((type) => [type, forms]));
}

/** "HTTP_301 | HTTP_302" (RedirectActionConfig.StatusCode). */
const redirect = (list: string): WrittenForm => ({
  path: `${list}[].redirect.statusCode`,
  problem: oneOf(["HTTP_301", "HTTP_302"], "HTTP_301"),
});

/** "One or more CloudWatch alarm names" (DeploymentAlarms.alarmNames), "The name of the alarm" (codedeploy:Alarm.name). */
const ALARM = noArn("the alarm's name", "alarm.name");

/** What AWS takes at a place of a resource, by its type; words of which the API has more from time to time are left out. */
export const WRITTEN_FORMS: Readonly<Record<string, FormsOfType>> = {
  ...everyType("listener:Listener", {
    label: "listener",
    forms: [
      redirect("defaultActions"),
      // "HTTP1Only, HTTP2Only, HTTP2Optional, HTTP2Preferred, None" (CreateListener.AlpnPolicy).
      {
        path: "alpnPolicy",
        problem: oneOf(
          ["HTTP1Only", "HTTP2Only", "HTTP2Optional", "HTTP2Preferred", "None"],
          "HTTP2Preferred",
        ),
      },
    ],
  }),
  ...everyType("listenerRule:ListenerRule", {
    label: "listener rule",
    forms: [redirect("actions")],
  }),
  "aws:ecs/service:Service": {
    label: "service",
    forms: [
      // DeploymentLifecycleHook.lifecycleStages.
      {
        path: "deploymentConfiguration.lifecycleHooks[].lifecycleStages[]",
        problem: oneOf(Object.values(LifecycleStage), LifecycleStage.PostTestTrafficShift),
      },
      { path: "alarms.alarmNames[]", problem: ALARM },
      // "random | spread | binpack" (PlacementStrategy.type).
      {
        path: "orderedPlacementStrategies[].type",
        problem: oneOf(["random", "spread", "binpack"], "spread"),
      },
      { path: "serviceConnectConfiguration.namespace", problem: noNamespaceId },
      // "Valid Range: Minimum value of 0" (TimeoutConfiguration).
      {
        path: "serviceConnectConfiguration.services[].timeout.idleTimeoutSeconds",
        problem: whole(0, Infinity, 300),
      },
      {
        path: "serviceConnectConfiguration.services[].timeout.perRequestTimeoutSeconds",
        problem: whole(0, Infinity, 15),
      },
    ],
  },
  "aws:codedeploy/deploymentGroup:DeploymentGroup": {
    label: "deployment group",
    forms: [
      { path: "alarmConfiguration.alarms[]", problem: ALARM },
      // "CONTINUE_DEPLOYMENT | STOP_DEPLOYMENT" (DeploymentReadyOption.actionOnTimeout).
      {
        path: "blueGreenDeploymentConfig.deploymentReadyOption.actionOnTimeout",
        problem: oneOf(["CONTINUE_DEPLOYMENT", "STOP_DEPLOYMENT"], "CONTINUE_DEPLOYMENT"),
      },
      // "TERMINATE | KEEP_ALIVE" (BlueInstanceTerminationOption.action).
      {
        path: "blueGreenDeploymentConfig.terminateBlueInstancesOnDeploymentSuccess.action",
        problem: oneOf(["TERMINATE", "KEEP_ALIVE"], "TERMINATE"),
      },
    ],
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    label: "alarm",
    forms: [
      // "ClusterName", "ServiceName", "TaskDefinitionFamily" (the ECS guide, "Amazon ECS CloudWatch metrics").
      ...["ClusterName", "ServiceName", "TaskDefinitionFamily"].map((name) => ({
        path: `dimensions.${name}`,
        problem: noArn("a name, of which ECS has metrics", "its name"),
        counts: (inputs: Reader) =>
          ["AWS/ECS", "ECS/ContainerInsights"].includes(inputs.get("namespace").string() ?? ""),
      })),
    ],
  },
  "aws:appautoscaling/target:Target": { label: "scalable target", forms: [RESOURCE_ID] },
  "aws:appautoscaling/policy:Policy": {
    label: "scaling policy",
    forms: [
      RESOURCE_ID,
      {
        // "app/my-alb/778d41231b141a0f/targetgroup/my-alb-target-group/943f017f100becff" (PredefinedMetricSpecification).
        path: "targetTrackingScalingPolicyConfiguration.predefinedMetricSpecification.resourceLabel",
        problem: noArn(
          "the ends of the ARNs of load balancer and target group",
          "`${loadBalancer.arnSuffix}/${targetGroup.arnSuffix}`",
        ),
      },
    ],
  },
  "aws:appautoscaling/scheduledAction:ScheduledAction": {
    label: "scheduled action",
    forms: [
      RESOURCE_ID,
      { path: "schedule", problem: schedule },
      { path: "timezone", problem: zone },
    ],
  },
  "aws:scheduler/schedule:Schedule": {
    label: "schedule",
    forms: [
      { path: "scheduleExpression", problem: schedule },
      {
        path: "scheduleExpressionTimezone",
        problem: zone,
      },
      // "Valid Values: OFF | FLEXIBLE", "from 1 to 1440" (FlexibleTimeWindow).
      { path: "flexibleTimeWindow.mode", problem: oneOf(["OFF", "FLEXIBLE"], "OFF") },
      { path: "flexibleTimeWindow.maximumWindowInMinutes", problem: whole(1, 1440, 15) },
      {
        path: "target.arn",
        problem: CLUSTER_OF_TARGET,
        counts: (inputs) => inputs.get("target").get("ecsParameters").isGiven(),
      },
    ],
  },
  "aws:cloudwatch/eventRule:EventRule": {
    label: "event rule",
    forms: [{ path: "scheduleExpression", problem: eventSchedule }],
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    label: "event target",
    forms: [
      {
        path: "arn",
        problem: CLUSTER_OF_TARGET,
        counts: (inputs) => inputs.get("ecsTarget").isGiven(),
      },
    ],
  },
  "aws:sqs/queue:Queue": {
    label: "queue",
    forms: [
      // "from 60 (1 minute) to 1,209,600 (14 days)", "from 0 to 43,200 (12 hours)" … (CreateQueue.Attributes).
      { path: "messageRetentionSeconds", problem: whole(60, 1_209_600, 345_600) },
      { path: "visibilityTimeoutSeconds", problem: whole(0, 43_200, 30) },
      { path: "delaySeconds", problem: whole(0, 900, 0) },
      { path: "receiveWaitTimeSeconds", problem: whole(0, 20, 20) },
    ],
  },
  "aws:servicediscovery/service:Service": {
    label: "discovery service",
    forms: [
      // "Valid Values: MULTIVALUE | WEIGHTED" (DnsConfig.RoutingPolicy).
      { path: "dnsConfig.routingPolicy", problem: oneOf(["MULTIVALUE", "WEIGHTED"], "MULTIVALUE") },
      {
        path: "dnsConfig.dnsRecords[].type",
        problem: oneOf(["SRV", "A", "AAAA", "CNAME"], "A"),
      },
    ],
  },
  "aws:ecs/taskDefinition:TaskDefinition": {
    label: "task definition",
    forms: [
      // "X86_64 | ARM64" (RuntimePlatform.cpuArchitecture), of which Windows has the first.
      { path: "runtimePlatform.cpuArchitecture", problem: oneOf(["X86_64", "ARM64"], "X86_64") },
      {
        path: "runtimePlatform.cpuArchitecture",
        problem: (value, path) =>
          value === "ARM64"
            ? `'${path}' must be "X86_64" for Windows, got "ARM64"; "X86_64" works`
            : undefined,
        counts: (inputs) =>
          /^windows/i.test(
            inputs.get("runtimePlatform").get("operatingSystemFamily").string() ?? "",
          ),
      },
      // "Valid Values: fluentd | fluentbit" (FirelensConfiguration.type).
      {
        path: "containerDefinitions<json>[].firelensConfiguration.type",
        problem: oneOf(["fluentbit", "fluentd"], "fluentbit"),
      },
      // "minimum restartAttemptPeriod of 60 seconds and a maximum … of 1800 seconds" (ContainerRestartPolicy).
      {
        path: "containerDefinitions<json>[].restartPolicy.restartAttemptPeriod",
        problem: whole(60, 1800, 300),
      },
    ],
  },
};
