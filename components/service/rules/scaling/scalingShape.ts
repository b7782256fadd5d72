import type { Problem } from "../../../rules/problem.js";
import { firstProblem } from "../../../rules/problem.js";
import { scheduleExpressionProblem } from "../../../rules/scheduleExpression.js";
import { timeZoneProblem } from "../../../rules/timeZone.js";
import { stepsProblem } from "./stepAdjustments.js";

/** An autoscaler's arguments, as far as they are plain: which children it has, and of what form. */
export interface ScalingShape {
  metrics?: readonly MetricShape[] | undefined;
  steps?: readonly StepsShape[] | undefined;
  schedules?: readonly ScheduleShape[] | undefined;
  targetRequestsPerMinute?: unknown;
  predictive?: { metric?: string | undefined } | undefined;
}

interface QueryShape {
  id?: string | undefined;
  statistic?: string | undefined;
}

interface MetricShape {
  name: string;
  queries: readonly QueryShape[];
  expression?: string | undefined;
}

interface StepsShape {
  name: string;
  query: QueryShape;
  steps: readonly { distance?: number | undefined; change: number }[];
}

interface ScheduleShape {
  name: string;
  schedule: string;
  timeZone?: string | undefined;
  minCapacity?: unknown;
  maxCapacity?: unknown;
}

/** Names that the component gives to targets of its own. */
const RESERVED = ["cpu", "memory", "requests", "queue", "predictive"];

const STATISTICS = ["Average", "Minimum", "Maximum", "SampleCount", "Sum"];

/**
 * Why no autoscaler could be made of the arguments; nothing when one could.
 *
 * @param requests What counts the service's requests: nothing without a load balancer, and two target groups where a
 * deployment moves requests between them, which AWS does not add up.
 */
export function scalingShapeProblem(
  shape: ScalingShape,
  requests: "none" | "one" | "two",
): Problem | undefined {
  const { metrics = [], steps = [], schedules = [] } = shape;
  return (
    requestsProblem(shape, requests) ??
    namesProblem("metrics", metrics, RESERVED) ??
    namesProblem("steps", steps, [...RESERVED, ...metrics.map(({ name }) => name)]) ??
    namesProblem("schedules", schedules, []) ??
    firstProblem(metrics, (metric, i) => metricProblem(metric, `scaling.metrics[${i}]`)) ??
    firstProblem(steps, (policy, i) => stepPolicyProblem(policy, `scaling.steps[${i}]`)) ??
    firstProblem(schedules, (schedule, i) => scheduleProblem(schedule, `scaling.schedules[${i}]`))
  );
}

function requestsProblem(
  shape: ScalingShape,
  requests: "none" | "one" | "two",
): Problem | undefined {
  if (requests === "one") return undefined;
  const predictsRequests = shape.predictive?.metric === "ALBRequestCount";
  if (shape.targetRequestsPerMinute === undefined && !predictsRequests) return undefined;
  const path = predictsRequests ? "scaling.predictive.metric" : "scaling.targetRequestsPerMinute";
  const rule =
    requests === "none"
      ? "counts a load balancer's requests, and the service has no 'loadBalancer'; give one"
      : "counts the requests of one target group, and the deployment moves them between two; take 'deployment.strategy' rolling";
  return { path, reason: `'${path}' ${rule}, or 'scaling.targetCpuPercent' 60` };
}

function namesProblem(
  list: string,
  items: readonly { name: string }[],
  taken: readonly string[],
): Problem | undefined {
  return firstProblem(items, ({ name }, i) => {
    const path = `scaling.${list}[${i}].name`;
    if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/.test(name)) {
      const reason = `'${path}' must be 1 to 63 letters, digits, hyphens and underscores, got ${JSON.stringify(name)}; "daytime" works`;
      return { path, reason };
    }
    const before = items.slice(0, i).map((item) => item.name);
    if (![...taken, ...before].includes(name)) return undefined;
    return {
      path,
      reason: `'${path}' must be a name of its own, got "${name}" again; "${name}-2" works`,
    };
  });
}

function metricProblem(metric: MetricShape, path: string): Problem | undefined {
  const { queries, expression } = metric;
  const wrong = firstProblem(queries, (query, i) => queryProblem(query, `${path}.queries[${i}]`));
  if (wrong) return wrong;
  if (queries.length === 0 || (queries.length > 1 && expression === undefined)) {
    const reason = `'${path}' must have one query, or several and an 'expression', got ${queries.length} queries; "m1 / m2" works`;
    return { path, reason };
  }
  const ids = queryIds(queries);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice === undefined) return undefined;
  return {
    path,
    reason: `'${path}.queries' must have ids of their own, got "${twice}" twice; leave them out`,
  };
}

function queryProblem({ id, statistic }: QueryShape, path: string): Problem | undefined {
  if (id !== undefined && !/^[a-z][A-Za-z0-9_]{0,254}$/.test(id)) {
    const reason = `'${path}.id' must be a small letter, then letters, digits and underscores, got ${JSON.stringify(id)}; "m1" works`;
    return { path: `${path}.id`, reason };
  }
  if (statistic === undefined || STATISTICS.includes(statistic)) return undefined;
  const reason = `'${path}.statistic' must be ${STATISTICS.join(", ")}, got ${JSON.stringify(statistic)}`;
  return { path: `${path}.statistic`, reason };
}

function stepPolicyProblem({ query, steps }: StepsShape, path: string): Problem | undefined {
  return queryProblem(query, `${path}.query`) ?? stepsProblem(steps, `${path}.steps`);
}

function scheduleProblem(schedule: ScheduleShape, path: string): Problem | undefined {
  const wrong =
    scheduleExpressionProblem(schedule.schedule, `${path}.schedule`) ??
    timeZoneProblem(schedule.timeZone, `${path}.timeZone`);
  if (wrong) return wrong;
  if (schedule.minCapacity !== undefined || schedule.maxCapacity !== undefined) return undefined;
  const reason = `'${path}' must have 'minCapacity' or 'maxCapacity', got none; { minCapacity: 4 } works`;
  return { path, reason };
}

/** The ids of queries, given or by their order. */
export function queryIds(queries: readonly QueryShape[]): string[] {
  return queries.map(({ id }, i) => id ?? `m${i + 1}`);
}
