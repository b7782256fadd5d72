/** What flow logs need to write to one log group. */
export function flowLogStatements(logGroupArn: string) {
  return [
    {
      actions: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
      resources: [`${logGroupArn}:*`],
    },
    // Listing groups belongs to no group: IAM takes it on everything or not at all.
    { actions: ["logs:DescribeLogGroups"], resources: ["*"] },
  ];
}
