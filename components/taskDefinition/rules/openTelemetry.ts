import type { AllowStatement } from "../../rules/policyDocument.js";
import type { AwsPlace } from "../../rules/awsPlace.js";

/** Name of the container that collects traces and metrics. */
export const COLLECTOR = "otel-collector";

/** What a collector takes where nothing is said; memory in MiB. */
export const COLLECTOR_DEFAULTS = {
  image: "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.1",
  memory: 256,
  memoryReservation: 64,
} as const;

/** Reads the image's own configuration for ECS. */
export const COLLECTOR_COMMAND: readonly string[] = ["--config=/etc/ecs/ecs-default-config.yaml"];

/**
 * What the task role must be allowed for a collector: X-Ray, which knows no resources for these actions, and the log
 * groups that the metrics go to.
 *
 * @see https://aws-otel.github.io/docs/setup/permissions
 */
export function collectorStatements({ partition, region, account }: AwsPlace): AllowStatement[] {
  const groups = `arn:${partition}:logs:${region}:${account}:log-group:/aws/ecs/*`;
  return [
    {
      actions: [
        "xray:GetSamplingRules",
        "xray:GetSamplingStatisticSummaries",
        "xray:GetSamplingTargets",
        "xray:PutTelemetryRecords",
        "xray:PutTraceSegments",
      ],
      resources: ["*"],
    },
    {
      actions: [
        "logs:CreateLogGroup",
        "logs:CreateLogStream",
        "logs:DescribeLogStreams",
        "logs:PutLogEvents",
        "logs:PutRetentionPolicy",
      ],
      resources: [groups],
    },
  ];
}
