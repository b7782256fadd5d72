import { Queue } from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";

/** Seconds that a message is hidden from other tasks: longer than it takes, or a second task gets it, too. */
const VISIBILITY_SECONDS = 120;

/** How often a message is tried. */
const ATTEMPTS = 5;

const FOURTEEN_DAYS = 1_209_600;

/** The queue that the worker works off, and the one of what failed. Both are encrypted. */
export function workQueue(): { jobs: Queue; failed: Queue } {
  const failed = new Queue("orders-failed", {
    messageRetentionSeconds: FOURTEEN_DAYS,
    sqsManagedSseEnabled: true,
  });
  const jobs = new Queue("orders-jobs", {
    visibilityTimeoutSeconds: VISIBILITY_SECONDS,
    redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: failed.arn, maxReceiveCount: ATTEMPTS }),
    sqsManagedSseEnabled: true,
  });
  return { jobs, failed };
}
