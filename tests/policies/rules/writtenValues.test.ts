import { UNKNOWN } from "../../../policies/resource/reader.js";
import { namesAndLimitsValid } from "../../../policies/rules/namesAndLimitsValid.js";
import { describeRule, rawService, rawTask, resourceOf, secret } from "./ruleCases.js";

const queue = (edit: object) => resourceOf("aws:sqs/queue:Queue", edit);
const listener = (edit: object) => resourceOf("aws:lb/listener:Listener", edit);
const redirect = (statusCode: unknown) =>
  listener({ defaultActions: [{ type: "redirect", redirect: { statusCode } }] });
const eventRule = (scheduleExpression: unknown) =>
  resourceOf("aws:cloudwatch/eventRule:EventRule", { scheduleExpression });
const schedule = (edit: object) => resourceOf("aws:scheduler/schedule:Schedule", edit);
const scaled = (resourceId: unknown, serviceNamespace = "ecs") =>
  resourceOf("aws:appautoscaling/target:Target", { resourceId, serviceNamespace });
const policy = (resourceLabel: unknown) =>
  resourceOf("aws:appautoscaling/policy:Policy", {
    targetTrackingScalingPolicyConfiguration: { predefinedMetricSpecification: { resourceLabel } },
  });
const hooks = (stage: unknown) =>
  rawService({ deploymentConfiguration: { lifecycleHooks: [{ lifecycleStages: [stage] }] } });
const placed = (strategy: object) => rawService({ orderedPlacementStrategies: [strategy] });
const connected = (edit: object) => rawService({ serviceConnectConfiguration: edit });
const windows = (cpuArchitecture: string) =>
  rawTask([{}], {
    runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE", cpuArchitecture },
  });
const CLUSTER = "arn:aws:ecs:eu-west-1:123456789012:cluster/shop";
const TASK = "arn:aws:ecs:eu-west-1:123456789012:task-definition/orders:1";
const target = (arn: string) =>
  resourceOf("aws:cloudwatch/eventTarget:EventTarget", {
    arn,
    ecsTarget: { taskDefinitionArn: TASK },
  });

const alarm = (edit: object) =>
  resourceOf("aws:cloudwatch/metricAlarm:MetricAlarm", { namespace: "AWS/ECS", ...edit });
const group = (edit: object) =>
  resourceOf("aws:codedeploy/deploymentGroup:DeploymentGroup", {
    blueGreenDeploymentConfig: edit,
  });

describeRule(namesAndLimitsValid, {
  passes: [
    {
      title: "an alarm's cluster by its name",
      resource: alarm({ dimensions: { ClusterName: "a" } }),
    },
    {
      title: "an alarm of what has metrics by ARN",
      resource: alarm({ namespace: "Own", dimensions: { ClusterName: CLUSTER } }),
    },
    {
      title: "a deployment that goes on, and leaves the old tasks",
      resource: group({
        deploymentReadyOption: { actionOnTimeout: "CONTINUE_DEPLOYMENT" },
        terminateBlueInstancesOnDeploymentSuccess: { action: "KEEP_ALIVE" },
      }),
    },
    { title: "a redirect for good", resource: redirect("HTTP_301") },
    {
      title: "an attribute without its prefix, of which no text of the API says that it is refused",
      resource: placed({ type: "spread", field: "ecs.availability-zone" }),
    },
    { title: "how protocols are told apart", resource: listener({ alpnPolicy: "HTTP2Preferred" }) },
    { title: "a stage of a deployment", resource: hooks("POST_TEST_TRAFFIC_SHIFT") },
    { title: "an alarm by its name", resource: rawService({ alarms: { alarmNames: ["5xx"] } }) },
    {
      title: "places by attribute, by memory in capitals and by chance",
      resource: rawService({
        orderedPlacementStrategies: [
          { type: "spread", field: "attribute:ecs.availability-zone" },
          { type: "binpack", field: "MEMORY" },
          { type: "random" },
        ],
      }),
    },
    { title: "a namespace by its name", resource: connected({ namespace: "ns-prod" }) },
    {
      title: "no time-out of requests",
      resource: connected({ services: [{ timeout: { perRequestTimeoutSeconds: 0 } }] }),
    },
    { title: "an hour, and hours", resource: eventRule("rate(1 hour)") },
    { title: "fifteen minutes", resource: eventRule("rate(15 minutes)") },
    { title: "the last Friday of a month", resource: eventRule("cron(0 10 ? * 6L *)") },
    {
      title: "a schedule at a moment, with a zone and a window",
      resource: schedule({
        scheduleExpression: "at(2030-01-31T03:00:00)",
        scheduleExpressionTimezone: "America/New_York",
        flexibleTimeWindow: { mode: "FLEXIBLE", maximumWindowInMinutes: 30 },
        target: { arn: CLUSTER, ecsParameters: {} },
      }),
    },
    { title: "a schedule by hours", resource: schedule({ scheduleExpression: "rate(1 hours)" }) },
    { title: "the target of a task", resource: target(CLUSTER) },
    { title: "a service by its names", resource: scaled("service/shop/orders") },
    {
      title: "what is no service of ECS",
      resource: scaled(
        "arn:aws:comprehend:us-west-2:1:document-classifier-endpoint/x",
        "comprehend",
      ),
    },
    {
      title: "the load balancer of a metric",
      resource: policy("app/shop/0123456789abcdef/targetgroup/orders/0123456789abcdef"),
    },
    { title: "messages for two weeks", resource: queue({ messageRetentionSeconds: 1_209_600 }) },
    { title: "Windows on Intel", resource: windows("X86_64") },
    {
      title: "values of the kinds that the API has, keys in any letter case",
      resource: rawTask([
        {
          cpu: 256,
          essential: true,
          Environment: [{ Name: "PORT", Value: "8080" }],
          portMappings: [{ containerPort: 8080 }],
          logConfiguration: { logDriver: "awslogs", options: { "max-buffer-size": "25m" } },
          restartPolicy: { enabled: true, restartAttemptPeriod: 60 },
        },
      ]),
    },
  ],
  fails: [
    {
      title: "an alarm's cluster by its ARN",
      resource: alarm({ dimensions: { ClusterName: CLUSTER } }),
      messages: [
        `alarm 'orders': 'dimensions.ClusterName' must be a name, of which ECS has metrics, got the ARN "${CLUSTER}"; its name works`,
      ],
    },
    {
      title: "a word of another place for what a deployment waits for",
      resource: group({ deploymentReadyOption: { actionOnTimeout: "STOP" } }),
      messages: [
        `deployment group 'orders': 'blueGreenDeploymentConfig.deploymentReadyOption.actionOnTimeout' must be "CONTINUE_DEPLOYMENT" or "STOP_DEPLOYMENT", got "STOP"; "CONTINUE_DEPLOYMENT" works`,
      ],
    },
    {
      title: "a word of another place for the old tasks",
      resource: group({ terminateBlueInstancesOnDeploymentSuccess: { action: "DELETE" } }),
      messages: [
        `deployment group 'orders': 'blueGreenDeploymentConfig.terminateBlueInstancesOnDeploymentSuccess.action' must be "TERMINATE" or "KEEP_ALIVE", got "DELETE"; "TERMINATE" works`,
      ],
    },
    {
      title: "a redirect with a bare number",
      resource: redirect("301"),
      messages: [
        `listener 'orders': 'defaultActions[0].redirect.statusCode' must be "HTTP_301" or "HTTP_302", got "301"; "HTTP_301" works`,
      ],
    },
    {
      title: "a stage of CodeDeploy",
      resource: hooks("AfterAllowTraffic"),
      messages: [
        `service 'orders': 'deploymentConfiguration.lifecycleHooks[0].lifecycleStages[0]' must be "RECONCILE_SERVICE", "PRE_SCALE_UP", "POST_SCALE_UP", "TEST_TRAFFIC_SHIFT", "POST_TEST_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT" or "POST_PRODUCTION_TRAFFIC_SHIFT", got "AfterAllowTraffic"; "POST_TEST_TRAFFIC_SHIFT" works`,
      ],
    },
    {
      title: "an alarm by its ARN",
      resource: rawService({
        alarms: { alarmNames: ["arn:aws:cloudwatch:us-east-1:1:alarm:5xx"] },
      }),
      messages: [
        `service 'orders': 'alarms.alarmNames[0]' must be the alarm's name, got the ARN "arn:aws:cloudwatch:us-east-1:1:alarm:5xx"; alarm.name works`,
      ],
    },
    {
      title: "a namespace by its id",
      resource: connected({ namespace: "ns-u37fx4vwcp7xqmmr" }),
      messages: [
        `service 'orders': 'serviceConnectConfiguration.namespace' must be the namespace's name or ARN, got its id "ns-u37fx4vwcp7xqmmr"; namespace.arn works`,
      ],
    },
    {
      title: "a time-out below none",
      resource: connected({ services: [{ timeout: { perRequestTimeoutSeconds: -1 } }] }),
      messages: [
        `service 'orders': 'serviceConnectConfiguration.services[0].timeout.perRequestTimeoutSeconds' must be a whole number of at least 0, got -1; 15 works`,
      ],
    },
    {
      title: "cron as of Unix",
      resource: eventRule("cron(15 2 * * *)"),
      messages: [
        `event rule 'orders': 'scheduleExpression' "cron(15 2 * * *)": cron must have six fields, minutes hours day-of-month month day-of-week year, got 5; "cron(0 3 * * ? *)" works`,
      ],
    },
    {
      title: "one of several hours, in a rule",
      resource: eventRule("rate(1 hours)"),
      messages: [
        `event rule 'orders': 'scheduleExpression' must have its unit in the singular, got "rate(1 hours)"; "rate(1 hour)" works`,
      ],
    },
    {
      title: "several of one hour, in a rule",
      resource: eventRule("rate(2 hour)"),
      messages: [
        `event rule 'orders': 'scheduleExpression' must have its unit in the plural, got "rate(2 hour)"; "rate(2 hours)" works`,
      ],
    },
    {
      title: "a moment, in a rule",
      resource: eventRule("at(2030-01-31T03:00:00)"),
      messages: [
        `event rule 'orders': 'scheduleExpression' must be cron(…) or rate(…), got "at(2030-01-31T03:00:00)"; "rate(1 hour)" works`,
      ],
    },
    {
      title: "a zone that is none",
      resource: schedule({ scheduleExpressionTimezone: "America/NewYork" }),
      messages: [
        `schedule 'orders': 'scheduleExpressionTimezone' must be a name of the IANA time zone database, got "America/NewYork"; "Europe/Berlin" works`,
      ],
    },
    {
      title: "a task definition for the cluster that it runs on",
      resource: target(TASK),
      messages: [
        `event target 'orders': 'arn' must be the cluster's ARN, got that of a task definition, "${TASK}"; cluster.arn works`,
      ],
    },
    {
      title: "a scaled service by its cluster's ARN",
      resource: scaled(`service/${CLUSTER}/orders`),
      messages: [
        `scalable target 'orders': 'resourceId' must be service/<cluster's name>/<service's name>, got the ARN "service/${CLUSTER}/orders"; \`service/\${cluster.name}/\${service.name}\` works`,
      ],
    },
    {
      title: "a metric by ARNs",
      resource: policy("arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/shop/1"),
      messages: [
        `scaling policy 'orders': 'targetTrackingScalingPolicyConfiguration.predefinedMetricSpecification.resourceLabel' must be the ends of the ARNs of load balancer and target group, got the ARN "arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/shop/1"; \`\${loadBalancer.arnSuffix}/\${targetGroup.arnSuffix}\` works`,
      ],
    },
    {
      title: "messages for longer than two weeks",
      resource: queue({ messageRetentionSeconds: 1_209_601 }),
      messages: [
        `queue 'orders': 'messageRetentionSeconds' must be a whole number from 60 to 1209600, got 1209601; 345600 works`,
      ],
    },
    {
      title: "a number that is a secret, without showing it",
      resource: queue({ visibilityTimeoutSeconds: secret(99_999) }),
      messages: ["queue 'orders': 'visibilityTimeoutSeconds' must be what AWS takes"],
    },
    {
      title: "Windows on ARM",
      resource: windows("ARM64"),
      messages: [
        `task definition 'orders': 'runtimePlatform.cpuArchitecture' must be "X86_64" for Windows, got "ARM64"; "X86_64" works`,
      ],
    },
    {
      title: "a log router of an unknown kind, and restarts too near each other",
      resource: rawTask([
        {
          firelensConfiguration: { type: "fluent-bit" },
          restartPolicy: { restartAttemptPeriod: 30 },
        },
      ]),
      messages: [
        `task definition 'orders': 'containerDefinitions[0].firelensConfiguration.type' must be "fluentbit" or "fluentd", got "fluent-bit"; "fluentbit" works`,
        `task definition 'orders': 'containerDefinitions[0].restartPolicy.restartAttemptPeriod' must be a whole number from 60 to 1800, got 30; 300 works`,
      ],
    },
    {
      title: "a number where JSON has a text",
      resource: rawTask([{ environment: [{ name: "PORT", value: 8080 }] }]),
      messages: [
        `task definition 'orders': 'containerDefinitions[0].environment[0].value' must be a text, got 8080; "8080" works`,
      ],
    },
    {
      title: "a text where JSON has a number",
      resource: rawTask([{ portMappings: [{ containerPort: "80" }] }]),
      messages: [
        `task definition 'orders': 'containerDefinitions[0].portMappings[0].containerPort' must be a number, got "80"; 80 works`,
      ],
    },
    {
      title: "a text where JSON has a flag",
      resource: rawTask([{ essential: "false" }]),
      messages: [
        `task definition 'orders': 'containerDefinitions[0].essential' must be true or false, got "false"; false works`,
      ],
    },
    {
      title: "a flag where an option is a text",
      resource: rawTask([{ logConfiguration: { options: { "awslogs-create-group": true } } }]),
      messages: [
        `task definition 'orders': 'containerDefinitions[0].logConfiguration.options.awslogs-create-group' must be a text, got true; "true" works`,
      ],
    },
  ],
  unknown: [
    {
      title: "an unknown schedule",
      resource: eventRule(UNKNOWN),
      paths: ["scheduleExpression"],
    },
    {
      title: "an unknown retention",
      resource: queue({ messageRetentionSeconds: UNKNOWN }),
      paths: ["messageRetentionSeconds"],
    },
  ],
});
