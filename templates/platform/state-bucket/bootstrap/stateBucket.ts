import { getCallerIdentityOutput, getRegionOutput } from "@pulumi/aws";
import { getPolicyDocumentOutput } from "@pulumi/aws/iam";
import { Alias, Key } from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import type { Purpose } from "./identityProvider";
import type { Statement } from "./permissions";

/** Where the state of all stacks is, and what encrypts it and the secrets in it. */
export interface StateBucket {
  arn: pulumi.Output<string>;
  keyArn: pulumi.Output<string>;
  /** What `pulumi login` takes. */
  url: pulumi.Output<string>;
  /** What `pulumi stack init --secrets-provider` takes. */
  secretsProvider: pulumi.Output<string>;
}

const KEY = "pulumi-state";

/** Days that a version of a state which is no longer the newest is kept. */
const KEPT_DAYS = 90;

/** A bucket that keeps old versions, takes encrypted connections alone and is never deleted with what is in it. */
export function stateBucket(): StateBucket {
  const key = new Key(KEY, { description: "State of Pulumi's stacks", enableKeyRotation: true }, { protect: true });
  new Alias(KEY, { name: `alias/${KEY}`, targetKeyId: key.id });
  const name = pulumi.interpolate`${KEY}-${getCallerIdentityOutput().accountId}`;
  const bucket = new s3.Bucket(KEY, { bucket: name }, { protect: true });
  const inBucket = { bucket: bucket.id };
  new s3.BucketVersioning(KEY, { ...inBucket, versioningConfiguration: { status: "Enabled" } });
  new s3.BucketServerSideEncryptionConfiguration(KEY, {
    ...inBucket,
    rules: [
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn }, bucketKeyEnabled: true },
    ],
  });
  const isClosed = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
  const closed = new s3.BucketPublicAccessBlock(KEY, { ...inBucket, ...isClosed });
  new s3.BucketLifecycleConfiguration(KEY, {
    ...inBucket,
    rules: [{ id: "old-versions", status: "Enabled", filter: {}, noncurrentVersionExpiration: { noncurrentDays: KEPT_DAYS } }],
  });
  new s3.BucketPolicy(KEY, { ...inBucket, policy: onlyEncrypted(bucket.arn) }, { dependsOn: [closed] });
  const { region } = getRegionOutput();
  return {
    arn: bucket.arn,
    keyArn: key.arn,
    url: pulumi.interpolate`s3://${name}?region=${region}&awssdk=v2`,
    secretsProvider: pulumi.interpolate`awskms://alias/${KEY}?region=${region}`,
  };
}

function onlyEncrypted(arn: pulumi.Output<string>): pulumi.Output<string> {
  return getPolicyDocumentOutput({
    statements: [
      {
        effect: "Deny",
        actions: ["s3:*"],
        resources: [arn, pulumi.interpolate`${arn}/*`],
        principals: [{ type: "*", identifiers: ["*"] }],
        conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
      },
    ],
  }).json;
}

/**
 * What a pipeline may do with states: read all of them, since a service reads the platform's, and write its own project's. One
 * of review environments reads and writes theirs, which are a project of their own, and reads the platform's of dev.
 *
 * @param platform Project of the platform's stacks.
 * @see https://www.pulumi.com/docs/iac/concepts/state-and-backends/#using-a-self-managed-backend
 */
export function stateStatements(
  { arn, keyArn }: StateBucket,
  project: string,
  purpose: Purpose,
  platform: string,
): pulumi.Output<Statement[]> {
  return pulumi.all([arn, keyArn]).apply(([bucket, key]) => {
    const written = purpose === "review" ? `${project}-pr` : project;
    const own = [
      `${bucket}/.pulumi/stacks/${written}/*`,
      `${bucket}/.pulumi/history/${written}/*`,
      `${bucket}/.pulumi/backups/${written}/*`,
      `${bucket}/.pulumi/locks/organization/${written}/*`,
    ];
    const read =
      purpose === "review"
        ? [...own, `${bucket}/.pulumi/meta.yaml`, `${bucket}/.pulumi/stacks/${platform}/dev.json`]
        : [`${bucket}/.pulumi/*`];
    const reading: Statement[] = [
      { actions: ["s3:ListBucket"], resources: [bucket] },
      { actions: ["s3:GetObject"], resources: read },
      { actions: ["kms:Decrypt"], resources: [key] },
    ];
    if (purpose === "preview") return reading;
    return [
      ...reading,
      { actions: ["s3:PutObject", "s3:DeleteObject"], resources: own },
      { actions: ["kms:Encrypt", "kms:GenerateDataKey"], resources: [key] },
    ];
  });
}
