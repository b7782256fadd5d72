import type { MockResource } from "../../generator/testing/index.js";
import { deploymentGroupRequest } from "./deploymentGroupRequest.js";
import { ecsServiceRequest, taskSetRequest } from "./ecsServiceRequest.js";

/** A request to AWS that a resource becomes. */
export interface ApiRequest {
  /** Service and operation as in constraints.json. */
  operation: string;
  parameters: unknown;
}

export type Inputs = Readonly<Record<string, unknown>>;

/** A name as Pulumi would give it where the program gives none. */
export function autoName(logicalName: string): string {
  return `${logicalName}-0a1b2c3`;
}

const REQUESTS: Readonly<Record<string, (resource: MockResource) => ApiRequest>> = {
  "aws:ecs/taskDefinition:TaskDefinition": ({ inputs }) => ({
    operation: "ecs.RegisterTaskDefinition",
    parameters: taskDefinition(inputs),
  }),
  "aws:ecs/service:Service": ({ name, inputs }) => ({
    operation: "ecs.CreateService",
    parameters: ecsServiceRequest({ serviceName: autoName(name), ...inputs }),
  }),
  "aws:ecs/taskSet:TaskSet": ({ inputs }) => ({
    operation: "ecs.CreateTaskSet",
    parameters: taskSetRequest(inputs),
  }),
  "aws:servicediscovery/service:Service": ({ name, inputs }) => ({
    operation: "servicediscovery.CreateService",
    parameters: discoveryService({ name: autoName(name), ...inputs }),
  }),
  "aws:lb/targetGroup:TargetGroup": ({ inputs }) => ({
    operation: "elbv2.CreateTargetGroup",
    parameters: targetGroup(inputs),
  }),
  "aws:codedeploy/deploymentGroup:DeploymentGroup": ({ inputs }) => ({
    operation: "codedeploy.CreateDeploymentGroup",
    parameters: deploymentGroupRequest(inputs),
  }),
  "aws:lb/listener:Listener": ({ inputs }) => ({
    operation: "elbv2.CreateListener",
    parameters: listener(inputs),
  }),
  "aws:lb/listenerRule:ListenerRule": ({ inputs }) => ({
    operation: "elbv2.CreateRule",
    parameters: listenerRule(inputs),
  }),
  "aws:appautoscaling/target:Target": ({ inputs }) => ({
    operation: "application-autoscaling.RegisterScalableTarget",
    parameters: pascal(inputs),
  }),
  "aws:appautoscaling/policy:Policy": ({ name, inputs }) => ({
    operation: "application-autoscaling.PutScalingPolicy",
    parameters: scalingPolicy(name, inputs),
  }),
  "aws:appautoscaling/scheduledAction:ScheduledAction": ({ name, inputs }) => ({
    operation: "application-autoscaling.PutScheduledAction",
    parameters: pascal({ scheduledActionName: autoName(name), ...inputs }),
  }),
  "aws:cloudwatch/metricAlarm:MetricAlarm": ({ name, inputs }) => ({
    operation: "cloudwatch.PutMetricAlarm",
    parameters: metricAlarm({ name: autoName(name), ...inputs }),
  }),
  "aws:cloudwatch/logGroup:LogGroup": ({ name, inputs }) => ({
    operation: "logs.CreateLogGroup",
    parameters: {
      logGroupName: inputs["name"] ?? autoName(name),
      ...optional("kmsKeyId", inputs["kmsKeyId"]),
    },
  }),
  "aws:iam/role:Role": ({ name, inputs }) => ({
    operation: "iam.CreateRole",
    parameters: {
      RoleName: inputs["name"] ?? autoName(name),
      AssumeRolePolicyDocument: inputs["assumeRolePolicy"],
      ...optional("Description", inputs["description"]),
    },
  }),
  "aws:iam/rolePolicy:RolePolicy": ({ name, inputs }) => ({
    operation: "iam.PutRolePolicy",
    parameters: {
      RoleName: inputs["role"],
      PolicyName: inputs["name"] ?? autoName(name),
      PolicyDocument: inputs["policy"],
    },
  }),
};

/** The requests that resources become, of those types that this table knows. */
export function apiRequests(resources: readonly MockResource[]): ApiRequest[] {
  return resources.flatMap((resource) => REQUESTS[resource.type]?.(resource) ?? []);
}

/** AWS types of resources that become no request here. */
export function unjudgedTypes(resources: readonly MockResource[]): string[] {
  const types = resources.map(({ type }) => type).filter((type) => type.startsWith("aws:"));
  return [...new Set(types)].filter((type) => REQUESTS[type] === undefined).sort();
}

function taskDefinition(inputs: Inputs): Inputs {
  const { containerDefinitions, ephemeralStorage, volumes, proxyConfiguration, ...rest } = inputs;
  const sent = Object.entries(rest).filter(([key]) => key !== "skipDestroy");
  return {
    ...Object.fromEntries(sent),
    containerDefinitions: JSON.parse(String(containerDefinitions)) as unknown,
    ...optional(
      "ephemeralStorage",
      ephemeralStorage && renamed(ephemeralStorage as Inputs, { sizeInGib: "sizeInGiB" }),
    ),
    ...optional("volumes", (volumes as Inputs[] | undefined)?.map(volume)),
    ...optional("proxyConfiguration", proxyConfiguration && proxy(proxyConfiguration as Inputs)),
  };
}

function proxy({ properties, ...rest }: Inputs): Inputs {
  const named = Object.entries(properties as Inputs).map(([name, value]) => ({ name, value }));
  return { ...rest, properties: named };
}

function volume(inputs: Inputs): Inputs {
  const { hostPath, configureAtLaunch, ...rest } = inputs;
  return {
    ...rest,
    ...optional("host", hostPath && { sourcePath: hostPath }),
    ...optional("configuredAtLaunch", configureAtLaunch),
  };
}

const TARGET_GROUP_ATTRIBUTES = [
  "deregistrationDelay",
  "slowStart",
  "stickiness",
  "loadBalancingAlgorithmType",
  "preserveClientIp",
  "connectionTermination",
];

/** Attributes of a target group are another request, without constraints in the model. */
function targetGroup(inputs: Inputs): unknown {
  const { healthCheck = {}, ...rest } = inputs;
  const { path, protocol, port, matcher, interval, timeout, healthyThreshold, unhealthyThreshold } =
    healthCheck as Inputs;
  const isGrpc = rest["protocolVersion"] === "GRPC";
  return pascal({
    ...Object.fromEntries(
      Object.entries(rest).filter(([key]) => !TARGET_GROUP_ATTRIBUTES.includes(key)),
    ),
    ...optional("healthCheckPath", path),
    ...optional("healthCheckProtocol", protocol),
    ...optional("healthCheckPort", port),
    ...optional("healthCheckIntervalSeconds", interval),
    ...optional("healthCheckTimeoutSeconds", timeout),
    ...optional("healthyThresholdCount", healthyThreshold),
    ...optional("unhealthyThresholdCount", unhealthyThreshold),
    ...optional("matcher", matcher && (isGrpc ? { grpcCode: matcher } : { httpCode: matcher })),
  });
}

function listener({ certificateArn, defaultActions, ...rest }: Inputs): unknown {
  return pascal({
    ...rest,
    defaultActions: (defaultActions as Inputs[]).map(action),
    ...optional("certificates", certificateArn && [{ certificateArn }]),
  });
}

const CONDITIONS = {
  hostHeader: "host-header",
  httpHeader: "http-header",
  httpRequestMethod: "http-request-method",
  pathPattern: "path-pattern",
  queryStrings: "query-string",
  sourceIp: "source-ip",
} as const;

function listenerRule(inputs: Inputs): unknown {
  const { actions, conditions, ...rest } = inputs;
  return pascal({
    ...rest,
    conditions: (conditions as Inputs[]).flatMap((condition) =>
      Object.entries(condition).map(([kind, value]) => ({
        field: CONDITIONS[kind as keyof typeof CONDITIONS],
        [kind === "queryStrings" ? "queryStringConfig" : `${kind}Config`]:
          kind === "queryStrings" ? { values: value } : value,
      })),
    ),
    actions: (actions as Inputs[]).map(action),
  });
}

function action({ forward, ...rest }: Inputs): Inputs {
  return { ...rest, ...optional("forwardConfig", forward && forwardConfig(forward as Inputs)) };
}

function forwardConfig({ targetGroups, stickiness }: Inputs): Inputs {
  return {
    targetGroups: (targetGroups as Inputs[]).map((group) =>
      renamed(group, { arn: "targetGroupArn" }),
    ),
    ...optional(
      "targetGroupStickinessConfig",
      stickiness && renamed(stickiness as Inputs, { duration: "durationSeconds" }),
    ),
  };
}

function scalingPolicy(name: string, inputs: Inputs): unknown {
  return pascal(numbered({ policyName: autoName(name), ...inputs }));
}

/** The provider takes some numbers as texts. */
function numbered(value: unknown): unknown {
  const keys = ["metricIntervalLowerBound", "metricIntervalUpperBound", "targetValue"];
  const text = JSON.stringify(value, (key, inner: unknown) =>
    keys.includes(key) ? Number(inner) : inner,
  );
  return JSON.parse(text) as unknown;
}

/** Cloud Map's name for the namespace is in the records' configuration for the provider. */
function discoveryService({ dnsConfig, ...inputs }: Inputs): unknown {
  const { dnsRecords, ...config } = (dnsConfig ?? {}) as Inputs;
  const records = (dnsRecords as Inputs[] | undefined)?.map((record) =>
    renamed(record, { ttl: "TTL" }),
  );
  const sent = Object.entries(inputs).filter(([key]) => key !== "forceDestroy");
  return pascal({
    ...Object.fromEntries(sent),
    ...optional("dnsConfig", dnsConfig && { ...config, dnsRecords: records }),
  });
}

function metricAlarm(inputs: Inputs): unknown {
  const { name, dimensions, metricQueries, alarmActions, ...rest } = inputs;
  const texts = Object.entries((dimensions ?? {}) as Inputs).map(([key, value]) => ({
    name: key,
    value,
  }));
  return pascal({
    alarmName: name,
    ...rest,
    ...optional("alarmActions", alarmActions),
    ...(texts.length > 0 && { dimensions: texts }),
    ...optional("metrics", (metricQueries as Inputs[] | undefined)?.map(metricQuery)),
  });
}

function metricQuery({ metric, ...query }: Inputs): Inputs {
  if (metric === undefined) return query;
  const { dimensions = {}, namespace, metricName, stat, period } = metric as Inputs;
  const named = Object.entries(dimensions as Inputs).map(([name, value]) => ({ name, value }));
  return {
    ...query,
    metricStat: { stat, period, metric: { namespace, metricName, dimensions: named } },
  };
}

/** An object with some keys named otherwise. */
export function renamed(value: Inputs, names: Readonly<Record<string, string>>): Inputs {
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [names[key] ?? key, inner]),
  );
}

/** One member where there is a value, else none. */
export function optional(key: string, value: unknown): Inputs {
  return value === undefined || value === null || value === false ? {} : { [key]: value };
}

/** The same with every key beginning with a capital letter, as most APIs have it. */
function pascal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pascal);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
      pascal(inner),
    ]),
  );
}
