import type * as pulumi from "@pulumi/pulumi";

import { queryIds } from "../rules/scaling/scalingShape.js";
import type { MetricQuery } from "../rules/scaling/queueBacklog.js";
import type { ScalingMetricArgs, ScalingQueryArgs } from "../args/scalingMetricArgs.js";

/** A metric as a target tracking policy takes it: by itself, or with others in an expression. */
export function metricSpecification({ queries, expression }: ScalingMetricArgs) {
  const [only] = queries;
  if (expression === undefined && only) {
    const { namespace, metricName, statistic = "Average" } = only;
    return { namespace, metricName, statistic, dimensions: dimensions(only.dimensions) };
  }
  const ids = queryIds(queries);
  return {
    metrics: [
      ...queries.map((query, i) => ({
        id: ids[i] ?? "",
        metricStat: stat(query),
        returnData: false,
      })),
      { id: "target", expression: expression ?? "", returnData: true },
    ],
  };
}

/** Queries of a backlog in the same form. */
export function querySpecification(queries: readonly MetricQuery[]) {
  return {
    metrics: queries.map(({ id, expression, metric, returnData }) => ({
      id,
      returnData,
      ...(expression !== undefined && { expression }),
      ...(metric && { metricStat: stat(metric) }),
    })),
  };
}

function stat({ namespace, metricName, statistic = "Average", ...query }: ScalingQueryArgs) {
  return {
    stat: statistic,
    metric: { namespace, metricName, dimensions: dimensions(query.dimensions) },
  };
}

function dimensions(values: Record<string, pulumi.Input<string>> = {}) {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}
