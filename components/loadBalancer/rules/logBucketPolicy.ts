/** Whose log a bucket keeps, and where. */
export interface LogBucket {
  /** ARN of the bucket. */
  bucketArn: string;
  prefix?: string | undefined;
  partition: string;
  region: string;
  account: string;
  /** Whether Network Load Balancers write the log, rather than Application Load Balancers. */
  isNetwork: boolean;
}

/**
 * The policy of a bucket for access logs: the load balancers of this account and region may write, and nobody may talk
 * to it without TLS.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html
 */
export function logBucketPolicy(bucket: LogBucket): string {
  const { bucketArn, prefix, account } = bucket;
  const folder = prefix === undefined ? "" : `${prefix}/`;
  const allow = writer(bucket);
  const write = {
    ...allow,
    Action: "s3:PutObject",
    Resource: `${bucketArn}/${folder}AWSLogs/${account}/*`,
  };
  const look = { ...allow, Action: "s3:GetBucketAcl", Resource: bucketArn };
  const tlsOnly = {
    // A refusal is as wide as it can be: of everybody, everything.
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  const Statement = bucket.isNetwork ? [write, look, tlsOnly] : [write, tlsOnly];
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

/** Who writes, on behalf of this account's load balancers alone. */
function writer({ partition, region, account, isNetwork }: LogBucket) {
  if (isNetwork) {
    return {
      Effect: "Allow",
      Principal: { Service: "delivery.logs.amazonaws.com" },
      Condition: {
        StringEquals: { "aws:SourceAccount": account },
        ArnLike: { "aws:SourceArn": `arn:${partition}:logs:${region}:${account}:*` },
      },
    };
  }
  const balancers = `arn:${partition}:elasticloadbalancing:${region}:${account}:loadbalancer/*`;
  return {
    Effect: "Allow",
    Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
    Condition: { ArnLike: { "aws:SourceArn": balancers } },
  };
}
