import { wholeNumberProblem, wholeNumberRule } from "../../../rules/numberProblem.js";
import type { Problem } from "../../../rules/problem.js";

/** What alarms are made for. */
export interface AlarmThresholds {
  cpuPercent?: number | undefined;
  memoryPercent?: number | undefined;
  http5xxCount?: number | undefined;
  unhealthyHostCount?: number | undefined;
  responseTimeSeconds?: number | undefined;
}

/** Limits for alarms, as plain values. */
export interface AlarmLimits extends AlarmThresholds {
  /** Minutes in a row that a limit must be reached for. */
  evaluationMinutes?: number | undefined;
}

/** A limit that an alarm is made for. */
export type AlarmKind = keyof AlarmThresholds;

/** What CloudWatch measures for a limit. */
export interface AlarmMetric {
  namespace: "AWS/ECS" | "AWS/ApplicationELB";
  metricName: string;
  statistic: string;
  /** How the values of two target groups are one. */
  combine: "sum" | "max";
  description: string;
}

const METRICS: Record<AlarmKind, AlarmMetric> = {
  cpuPercent: {
    namespace: "AWS/ECS",
    metricName: "CPUUtilization",
    statistic: "Average",
    combine: "max",
    description: "CPU use in percent",
  },
  memoryPercent: {
    namespace: "AWS/ECS",
    metricName: "MemoryUtilization",
    statistic: "Average",
    combine: "max",
    description: "Memory use in percent",
  },
  http5xxCount: {
    namespace: "AWS/ApplicationELB",
    metricName: "HTTPCode_Target_5XX_Count",
    statistic: "Sum",
    combine: "sum",
    description: "5xx responses in a minute",
  },
  unhealthyHostCount: {
    namespace: "AWS/ApplicationELB",
    metricName: "UnHealthyHostCount",
    statistic: "Maximum",
    combine: "max",
    description: "Unhealthy tasks",
  },
  responseTimeSeconds: {
    namespace: "AWS/ApplicationELB",
    metricName: "TargetResponseTime",
    statistic: "p99",
    combine: "max",
    description: "Response time in seconds, 99th percentile",
  },
};

/** The limits that are given, each with what is measured for it. */
export function alarmMetrics(
  limits: AlarmThresholds,
): { kind: AlarmKind; threshold: number; metric: AlarmMetric }[] {
  return (Object.keys(METRICS) as AlarmKind[]).flatMap((kind) => {
    const threshold = limits[kind];
    return threshold === undefined ? [] : [{ kind, threshold, metric: METRICS[kind] }];
  });
}

/** Whether an alarm of these limits looks at the service by its name. */
export function needsServiceName(limits: AlarmThresholds): boolean {
  return alarmMetrics(limits).some(({ metric }) => metric.namespace === "AWS/ECS");
}

/** Why no alarms can be made for the limits; nothing when they can. */
export function alarmProblem(limits: AlarmLimits, hasLoadBalancer: boolean): Problem | undefined {
  const given = alarmMetrics(limits);
  if (given.length === 0) {
    const reason = `'deployment.alarms' must hold a limit, got none; { cpuPercent: 85 } works`;
    return { path: "deployment.alarms", reason };
  }
  for (const { kind, threshold, metric } of given) {
    const path = `deployment.alarms.${kind}`;
    if (metric.namespace === "AWS/ApplicationELB" && !hasLoadBalancer) {
      const reason = `'${path}' needs a 'loadBalancer', got ${threshold} without one; leave it out`;
      return { path, reason };
    }
    const rule = limitRule(kind, threshold);
    if (rule)
      return { path, reason: `'${path}' must be ${rule.rule}, got ${threshold}; ${rule.works}` };
  }
  const path = "deployment.alarms.evaluationMinutes";
  return wholeNumberProblem(path, limits.evaluationMinutes, [1, 60], 2);
}

function limitRule(kind: AlarmKind, value: number): { rule: string; works: string } | undefined {
  if (kind.endsWith("Percent")) {
    if (value > 0 && value <= 100) return undefined;
    return { rule: "above 0 and at most 100", works: "85 works" };
  }
  if (kind.endsWith("Count")) {
    const rule = wholeNumberRule(value, 1);
    return rule === undefined ? undefined : { rule, works: "10 works" };
  }
  return value > 0 && Number.isFinite(value) ? undefined : { rule: "above 0", works: "1.5 works" };
}
