/** A metric of CloudWatch in a metric-math expression. */
export interface MetricQuery {
  id: string;
  expression?: string;
  metric?: {
    namespace: string;
    metricName: string;
    dimensions: Record<string, string>;
    statistic: string;
  };
  returnData: boolean;
}

interface Backlog {
  queueName: string;
  clusterName: string;
  serviceName: string;
}

/** Messages that may wait for each task so that each message is done in time. */
export function backlogPerTask(
  acceptableLatencySeconds: number,
  processingSeconds: number,
): number {
  return acceptableLatencySeconds / processingSeconds;
}

/**
 * Messages that wait for each running task, by metric math alone. ECS gives one sample of its CPU metric a minute for
 * each running task, so that the number of samples is the number of tasks, without Container Insights.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-metrics.html
 */
export function backlogQueries(backlog: Backlog): MetricQuery[] {
  return [
    ...measured(backlog),
    {
      id: "backlog",
      expression: "IF(FILL(tasks, 0) > 0, messages / tasks, messages)",
      returnData: true,
    },
  ];
}

/** 1 while messages wait and no task runs, else 0: a target for the backlog of each task would not start the first one. */
export function startQueries(backlog: Backlog): MetricQuery[] {
  return [
    ...measured(backlog),
    {
      id: "start",
      expression: "IF(messages > 0 AND FILL(tasks, 0) < 1, 1, 0)",
      returnData: true,
    },
  ];
}

function measured({ queueName, clusterName, serviceName }: Backlog): MetricQuery[] {
  return [
    {
      id: "messages",
      metric: {
        namespace: "AWS/SQS",
        metricName: "ApproximateNumberOfMessagesVisible",
        dimensions: { QueueName: queueName },
        statistic: "Maximum",
      },
      returnData: false,
    },
    {
      id: "tasks",
      metric: {
        namespace: "AWS/ECS",
        metricName: "CPUUtilization",
        dimensions: { ClusterName: clusterName, ServiceName: serviceName },
        statistic: "SampleCount",
      },
      returnData: false,
    },
  ];
}
