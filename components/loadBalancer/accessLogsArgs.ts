import type * as pulumi from "@pulumi/pulumi";

/** A record of a load balancer's requests or connections in a bucket. */
export interface AccessLogsArgs {
  /**
   * Name of a bucket whose policy lets Elastic Load Balancing write to it.
   *
   * @default - a bucket is made: encrypted, closed to the public, and emptied by age
   */
  bucket?: pulumi.Input<string>;
  /**
   * What the names of the objects start with, without a slash at either end.
   *
   * @default - nothing
   */
  prefix?: string;
  /**
   * Days to keep the record in the bucket that is made, at least 1.
   *
   * @default 90
   */
  retentionDays?: pulumi.Input<number>;
  /**
   * Whether the bucket that is made is deleted with what is in it.
   *
   * @default false
   */
  forceDestroy?: pulumi.Input<boolean>;
}
