import { Bucket, BucketPublicAccessBlock, BucketServerSideEncryptionConfiguration, BucketVersioning } from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import type { PolicyStatementArgs } from "slipway";

import type { ServiceConfig } from "./config";

const NAME = "orders-models";

/** Where the model's files are, and what lets a task read them. */
export interface ModelStore {
  uri: pulumi.Output<string>;
  reading: PolicyStatementArgs[];
}

/** A bucket for the model's files: private, encrypted, and with all versions, so that a model can be taken back. */
export function modelStore(config: ServiceConfig): ModelStore {
  // What is in it stays where somebody destroys the stack, unless the stack comes and goes.
  const bucket = new Bucket(NAME, { forceDestroy: config.forceDelete });
  const own = { parent: bucket };
  new BucketPublicAccessBlock(
    NAME,
    { bucket: bucket.id, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
    own,
  );
  new BucketServerSideEncryptionConfiguration(
    NAME,
    { bucket: bucket.id, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
    own,
  );
  new BucketVersioning(NAME, { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } }, own);
  return {
    uri: pulumi.interpolate`s3://${bucket.bucket}/model`,
    reading: [
      { actions: ["s3:ListBucket"], resources: [bucket.arn] },
      { actions: ["s3:GetObject"], resources: [pulumi.interpolate`${bucket.arn}/model/*`] },
    ],
  };
}
