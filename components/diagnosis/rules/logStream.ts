/** A container's logging, as its task definition says. */
export interface LoggedContainer {
  name?: string | undefined;
  logConfiguration?:
    | {
        logDriver?: string | undefined;
        options?: Readonly<Record<string, string>> | undefined;
      }
    | undefined;
}

/** Where a container's log is, for those that write it to CloudWatch Logs with a prefix. */
export function logStreamOf(
  container: LoggedContainer | undefined,
  taskArn: string,
): { logGroupName: string; logStreamName: string } | undefined {
  const { logDriver, options = {} } = container?.logConfiguration ?? {};
  const group = options["awslogs-group"];
  const prefix = options["awslogs-stream-prefix"];
  if (logDriver !== "awslogs" || group === undefined || prefix === undefined) return undefined;
  const taskId = taskArn.split("/").pop() ?? "";
  return { logGroupName: group, logStreamName: `${prefix}/${container?.name ?? ""}/${taskId}` };
}
