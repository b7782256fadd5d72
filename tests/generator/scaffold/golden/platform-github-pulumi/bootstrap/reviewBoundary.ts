import { getCallerIdentityOutput, getPartitionOutput } from "@pulumi/aws";
import { getPolicyDocumentOutput, Policy } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import { EXEC, START_AND_LOG, TELEMETRY } from "./boundary";

/** What ECS itself does for a task, and what tasks tell of themselves. */
const TASKS_MAY = [...START_AND_LOG, ...EXEC, ...TELEMETRY];

/**
 * What no role of a review environment may go beyond, whose program nobody has merged yet: it reads no data of others, and of
 * secrets those alone that are called `<service>/review/<name>`.
 */
export function reviewBoundary(): Policy {
  const { partition } = getPartitionOutput();
  const { accountId } = getCallerIdentityOutput();
  const arn = (service: string, name: string) => pulumi.interpolate`arn:${partition}:${service}:*:${accountId}:${name}`;
  const document = getPolicyDocumentOutput({
    statements: [
      { actions: TASKS_MAY, resources: ["*"] },
      { actions: ["ssm:GetParameters"], resources: [arn("ssm", "parameter/*/review/*")] },
      { actions: ["secretsmanager:GetSecretValue"], resources: [arn("secretsmanager", "secret:*/review/*")] },
    ],
  });
  const description = "What no role of a review environment may go beyond";
  return new Policy("review-boundary", { description, policy: document.json });
}
