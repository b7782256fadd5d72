/**
 * A task of a report, which the policies of this company judge:
 *
 *   npx slipway check --stack prod --policy-pack policies
 *   pulumi preview --policy-pack policies --policy-pack node_modules/slipway/policies
 */
import { Queue } from "@pulumi/aws/sqs";
import { TaskDefinition } from "slipway";

// Kept for longer than the four days that the company asks for.
export const requests = new Queue("requests", {
  messageRetentionSeconds: 7 * 24 * 60 * 60,
  sqsManagedSseEnabled: true,
}).url;

export const report = new TaskDefinition("report", {
  cpu: 512,
  memory: 1024,
  containers: [
    {
      name: "report",
      image: "public.ecr.aws/docker/library/busybox:1.37.0",
      command: ["sh", "-c", "echo reported"],
      user: "1000",
      readonlyRootFilesystem: true,
      dockerLabels: { "com.acme.owner": "billing" },
    },
  ],
}).ref;
