import type { ECS } from "@aws-sdk/client-ecs";

import type { AwsConnection } from "../aws/awsConnection.js";
import { clientSettings } from "../aws/awsConnection.js";
import { logStreamOf } from "./rules/logStream.js";

/** Lines of the log that a failure shows. */
const LOG_LINES = 20;

/** A container of a task, and the task definition that says where its log is. */
export interface LoggedTask {
  taskArn: string;
  taskDefinition: string;
  container: string;
}

/** The last lines of a container's log in CloudWatch Logs; none where it writes none there. */
export async function endOfLog(
  connection: AwsConnection,
  ecs: ECS,
  { taskArn, taskDefinition: revision, container: name }: LoggedTask,
): Promise<string[]> {
  const { taskDefinition } = await ecs.describeTaskDefinition({ taskDefinition: revision });
  const container = taskDefinition?.containerDefinitions?.find((each) => each.name === name);
  const stream = logStreamOf(container, taskArn);
  if (stream === undefined) return [];
  const { CloudWatchLogs } = await import("@aws-sdk/client-cloudwatch-logs");
  const logs = new CloudWatchLogs(clientSettings(connection, "logs"));
  try {
    const { events = [] } = await logs.getLogEvents({ ...stream, limit: LOG_LINES });
    return events.map(({ message }) => message ?? "");
  } finally {
    logs.destroy();
  }
}
