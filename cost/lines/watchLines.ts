import { findTaskDefinition } from "../findTaskDefinition.js";
import type { Costing } from "../ledger.js";
import { serviceCounts } from "../serviceTasks.js";
import type { ReadResource } from "../stackResources.js";
import type { Reader } from "../../policies/resource/reader.js";

/**
 * Metrics that Container Insights has of each, counted by the dimensions in AWS's list: without those of EBS volumes, restarts
 * and container health checks, which only some containers have.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
 */
export const STANDARD_METRICS = { cluster: 11, service: 13, family: 8 };

/**
 * The same with enhanced observability. Of a task and of a container of a task there are two of each, one by the service and
 * one by the family.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-enhanced-observability-metrics-ECS.html
 */
export const ENHANCED_METRICS = {
  cluster: 25,
  service: 21,
  family: 16,
  /** Of a container, by its service and by its family. */
  container: 14,
  task: 32,
  /** Of a container in a task. */
  taskContainer: 14,
};

/** Below a minute, an alarm is one of high resolution. */
const HIGH_RESOLUTION_SECONDS = 60;

/** Alarms that Application Auto Scaling makes for each target that it tracks: one to scale out, one to scale in. */
export const TRACKING_ALARMS = 2;

/** What alarms and Container Insights cost. */
export function watchLines(costing: Costing): void {
  const { stack, ledger } = costing;
  for (const alarm of stack.of("aws:cloudwatch/metricAlarm:MetricAlarm")) {
    ledger.attempt(alarm, "Alarm", () => {
      alarmLine(costing, alarm);
    });
  }
  for (const alarm of stack.of("aws:cloudwatch/compositeAlarm:CompositeAlarm")) {
    ledger.attempt(alarm, "Alarm", () => {
      const price = ledger.price(alarm, "cloudwatch.alarmCompositeMonth");
      ledger.addFixed(alarm, { item: "Alarm", quantity: "composite" }, price);
    });
  }
  for (const policy of stack.of("aws:appautoscaling/policy:Policy")) {
    ledger.attempt(policy, "Alarm", () => {
      trackingLine(costing, policy);
    });
  }
  for (const cluster of stack.of("aws:ecs/cluster:Cluster")) {
    ledger.attempt(cluster, "Container Insights", () => {
      insightsLine(costing, cluster);
    });
  }
}

/** An alarm is charged for each metric that it looks at. */
function alarmLine({ ledger }: Costing, alarm: ReadResource): void {
  const queries = metricsOf(alarm.inputs.get("metricQueries").list() ?? [], "metric");
  const metrics = queries.length === 0 ? 1 : queries.length;
  const periods = queries.map((query) => query.get("metric").get("period").number());
  const all = [alarm.inputs.get("period").number(), ...periods];
  const isFast = all.some((period) => period !== undefined && period < HIGH_RESOLUTION_SECONDS);
  const item = `cloudwatch.alarm${isFast ? "HighResolution" : "Standard"}Month`;
  const quantity = `on ${metrics} metric${metrics === 1 ? "" : "s"}${isFast ? ", below a minute" : ""}`;
  ledger.addFixed(alarm, { item: "Alarm", quantity }, metrics * ledger.price(alarm, item));
}

function metricsOf(queries: readonly Reader[], key: string): Reader[] {
  return queries.filter((query) => query.get(key).exists());
}

function trackingLine({ ledger }: Costing, policy: ReadResource): void {
  const tracking = policy.inputs.get("targetTrackingScalingPolicyConfiguration");
  if (!tracking.exists()) return;
  const custom = tracking.get("customizedMetricSpecification").get("metrics").list() ?? [];
  const metrics = Math.max(1, metricsOf(custom, "metricStat").length);
  const amount = TRACKING_ALARMS * metrics * ledger.price(policy, "cloudwatch.alarmStandardMonth");
  const quantity = `${TRACKING_ALARMS} of the autoscaler, on ${metrics} metric${metrics === 1 ? "" : "s"}`;
  ledger.addFixed(policy, { item: "Alarm", quantity }, amount);
}

function insightsLine(costing: Costing, cluster: ReadResource): void {
  const { ledger, usage } = costing;
  const settings = cluster.inputs.get("settings").list() ?? [];
  const setting = settings.find((one) => one.get("name").string() === "containerInsights");
  const value = setting?.get("value").string() ?? "disabled";
  if (value === "disabled") return;
  const isEnhanced = value === "enhanced";
  const price = ledger.price(
    cluster,
    `cloudwatch.${isEnhanced ? "containerInsightsEnhancedEcsMetricMonth" : "customMetricMonth"}`,
  );
  const given = usage.given(cluster.name, "insightsMetrics");
  const metrics = given ?? metricCount(costing, isEnhanced);
  const origin = given === undefined ? "default: counted from this stack alone" : "given";
  ledger.addFixed(
    cluster,
    {
      item: "Container Insights",
      quantity: isEnhanced ? "with enhanced observability" : "standard",
      assumptions: [`${metrics} metrics (insightsMetrics, ${origin})`],
    },
    metrics * price,
  );
}

/** Of the cluster, each of its services and task definitions, and with enhanced observability of each task and container. */
function metricCount(costing: Costing, isEnhanced: boolean): number {
  const services = costing.stack.of("aws:ecs/service:Service");
  const { cluster, service, family } = isEnhanced ? ENHANCED_METRICS : STANDARD_METRICS;
  const all = cluster + services.length * (service + family);
  if (!isEnhanced) return all;
  return services.reduce((count, one) => count + enhancedCount(costing, one), all);
}

function enhancedCount(costing: Costing, service: ReadResource): number {
  const { container, task, taskContainer } = ENHANCED_METRICS;
  const found = findTaskDefinition(costing.stack, service);
  const containers =
    "task" in found ? (found.task.inputs.get("containerDefinitions").json().list() ?? []) : [];
  const count = Math.max(1, containers.length);
  const tasks = serviceCounts(costing, service).expected;
  return count * container + tasks * (task + count * taskContainer);
}
