/**
 * The retention periods that CloudWatch Logs offers, in days.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export const LOG_RETENTION_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];

/**
 * Why CloudWatch Logs would refuse a retention; nothing when it would not.
 *
 * @param argument Name of the argument that holds the days.
 */
export function logRetentionProblem(
  days: number,
  argument: string,
): { path: string; reason: string } | undefined {
  if (LOG_RETENTION_DAYS.includes(days)) return undefined;
  const next = LOG_RETENTION_DAYS.find((period) => period >= days) ?? 3653;
  const reason = `'${argument}' must be a period that CloudWatch Logs offers, got ${days}; ${next} works`;
  return { path: argument, reason };
}
