import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";

import type { AlarmKind, AlarmMetric } from "../rules/deployment/alarmRules.js";
import { alarmMetrics } from "../rules/deployment/alarmRules.js";
import type { DeploymentAlarmsArgs } from "../args/deploymentAlarmsArgs.js";
import { physicalName } from "../../rules/physicalName.js";
import type { DeploymentContext } from "./deploymentController.js";
import { ownerParts } from "../../argument/ownerParts.js";

/** What alarms look at: names that are known before the service is. */
interface AlarmSubject {
  clusterName: pulumi.Input<string>;
  /** The service's physical name; nothing where it is not known before the service. */
  serviceName: pulumi.Output<string> | undefined;
  /** The last part of the load balancer's ARN. */
  loadBalancer: pulumi.Output<string> | undefined;
  /** The groups that the service's tasks are in: one, or the two of a pair. */
  targetGroups: lb.TargetGroup[];
  parent: pulumi.Resource;
}

type WatchContext = Pick<DeploymentContext, "clusterName" | "traffic" | "decided" | "parent">;

/** The names of the alarms that end a deployment: those that are given, and those that are made from limits. */
export function watchedAlarms(
  name: string,
  { clusterName, traffic, decided, parent }: WatchContext,
): pulumi.Output<string[]> | undefined {
  const { deployment, settings, serviceName } = decided;
  const { alarms, alarmNames } = deployment;
  if (!alarms && !alarmNames) return undefined;
  const made = alarms
    ? deploymentAlarms(name, alarms, {
        clusterName,
        serviceName,
        loadBalancer: traffic?.balancer.arnSuffix,
        targetGroups: groupsOf(traffic),
        parent,
      })
    : [];
  return pulumi
    .all([settings, pulumi.all(made)])
    .apply(([known, own]) => [...(known.alarmNames ?? []), ...own]);
}

function groupsOf(traffic: WatchContext["traffic"]): lb.TargetGroup[] {
  if (!traffic) return [];
  return "alternate" in traffic ? [traffic.targetGroup, traffic.alternate] : [traffic.targetGroup];
}

type Dimensions = Record<string, pulumi.Input<string>>;

/** Makes an alarm for each limit. They stand before the service, which refers to them by their names. */
function deploymentAlarms(
  name: string,
  limits: DeploymentAlarmsArgs,
  subject: AlarmSubject,
): pulumi.Output<string>[] {
  const { evaluationMinutes = 2, ...thresholds } = limits;
  return alarmMetrics(thresholds).map(({ kind, threshold, metric }) => {
    const alarm = new cloudwatch.MetricAlarm(
      `${name}-${partOf(kind)}`,
      {
        name: physicalName("alarm", [name, partOf(kind), ...ownerParts(subject.parent)]),
        alarmDescription: `${metric.description} of service ${name}: ends its deployment`,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold,
        evaluationPeriods: evaluationMinutes,
        datapointsToAlarm: evaluationMinutes,
        // A service without requests or tasks is not a bad deployment.
        treatMissingData: "notBreaching",
        ...measured(metric, dimensionsOf(metric, subject)),
      },
      { parent: subject.parent },
    );
    return alarm.name;
  });
}

/** `http5xxCount` is the part `http5xx-count` of the children's names. */
function partOf(kind: AlarmKind): string {
  return kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function dimensionsOf(metric: AlarmMetric, subject: AlarmSubject): Dimensions[] {
  const { clusterName, serviceName, loadBalancer, targetGroups } = subject;
  if (metric.namespace === "AWS/ECS") {
    return serviceName ? [{ ClusterName: clusterName, ServiceName: serviceName }] : [];
  }
  if (!loadBalancer) return [];
  return targetGroups.map(({ arnSuffix }) => ({
    LoadBalancer: loadBalancer,
    TargetGroup: arnSuffix,
  }));
}

/** One metric as it is, or the metrics of two target groups as one. */
function measured(metric: AlarmMetric, dimensions: Dimensions[]) {
  const { namespace, metricName, statistic, combine } = metric;
  const [only] = dimensions;
  if (only && dimensions.length === 1) {
    const isPercentile = statistic.startsWith("p");
    return {
      namespace,
      metricName,
      period: 60,
      dimensions: only,
      ...(isPercentile ? { extendedStatistic: statistic } : { statistic }),
    };
  }
  const filled = dimensions.map((_, i) => `FILL(m${i + 1},0)`);
  const expression = combine === "sum" ? filled.join("+") : `MAX([${filled.join(",")}])`;
  return {
    metricQueries: [
      { id: "all", expression, label: metric.description, returnData: true },
      ...dimensions.map((of, i) => ({
        id: `m${i + 1}`,
        metric: { namespace, metricName, period: 60, stat: statistic, dimensions: of },
      })),
    ],
  };
}
