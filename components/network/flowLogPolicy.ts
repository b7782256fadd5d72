/**
 * The trust policy of a role for flow logs: the service may take it, and only for flow logs of this account.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 */
export function flowLogTrustPolicy(account: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      },
    ],
  });
}

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
