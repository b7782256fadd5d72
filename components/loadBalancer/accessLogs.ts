import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import type { AccessLogsArgs } from "./accessLogsArgs.js";
import { readAwsPlace } from "../aws/readAwsPlace.js";
import { logBucketPolicy } from "./rules/logBucketPolicy.js";
import { physicalName } from "../rules/physicalName.js";
import { ownerParts } from "../argument/ownerParts.js";

/** Where a load balancer writes its log. */
export interface AccessLogs {
  /** Input of the load balancer. */
  accessLogs: { enabled: true; bucket: pulumi.Input<string>; prefix?: string };
  /** What must stand before the load balancer writes, and go after it. */
  dependsOn: pulumi.Resource[];
}

/** The bucket of a load balancer's log: the one that is given, or one that is made for it. */
export function accessLogs(
  name: string,
  args: AccessLogsArgs,
  { isNetwork, parent }: { isNetwork: boolean; parent: pulumi.Resource },
): AccessLogs {
  const { bucket, prefix } = args;
  const where = prefix === undefined ? {} : { prefix };
  if (bucket !== undefined) {
    return { accessLogs: { enabled: true, bucket, ...where }, dependsOn: [] };
  }
  const child = `${name}-logs`;
  const place = readAwsPlace(parent);
  const made = new s3.Bucket(
    child,
    {
      // Names of buckets are the world's: account and region tell them apart.
      bucket: place.apply(({ account, region }) =>
        physicalName("bucket", [child, ...ownerParts(parent)], [account, region]),
      ),
      forceDestroy: args.forceDestroy ?? false,
    },
    { parent },
  );
  guard(child, made, args.retentionDays ?? 90);
  const policy = new s3.BucketPolicy(
    child,
    {
      bucket: made.bucket,
      policy: pulumi
        .all([made.arn, place])
        .apply(([bucketArn, at]) => logBucketPolicy({ ...at, bucketArn, prefix, isNetwork })),
    },
    { parent: made },
  );
  return { accessLogs: { enabled: true, bucket: made.bucket, ...where }, dependsOn: [policy] };
}

/** Encrypted, closed to the public, and emptied by age. */
function guard(name: string, bucket: s3.Bucket, days: pulumi.Input<number>): void {
  const parent = { parent: bucket };
  new s3.BucketPublicAccessBlock(
    name,
    {
      bucket: bucket.bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    parent,
  );
  new s3.BucketServerSideEncryptionConfiguration(
    name,
    {
      bucket: bucket.bucket,
      // Elastic Load Balancing writes with no other key than S3's own.
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    },
    parent,
  );
  new s3.BucketLifecycleConfiguration(
    name,
    {
      bucket: bucket.bucket,
      rules: [{ id: "expire", status: "Enabled", filter: { prefix: "" }, expiration: { days } }],
    },
    parent,
  );
}
