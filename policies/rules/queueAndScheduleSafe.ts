import { letsInEverybody } from "../resource/allowingStatements.js";
import type { Rule } from "../rule.js";

/** Messages are read by whom they are for, and no start of a task is lost unseen. */
export const queueAndScheduleSafe: Rule = {
  name: "queue-and-schedule-safe",
  description: "Queues are encrypted and not public, and schedules keep the starts that fail.",
  kind: "security",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps:
    "Leave 'sqsManagedSseEnabled' out, name principals in the queue's policy, and give the target a 'deadLetterConfig'.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/sqs-controls.html#sqs-1",
  sources: [
    "SQS.1",
    "SQS.3",
    "CKV_AWS_27",
    "CKV_AWS_168",
    "AWS-0096",
    "AWS-0097",
    "AwsSolutions-SQS2",
    "AwsSolutions-SQS4",
  ],
  parameters: {},
  queue(queue, { check, forEach }) {
    check(() =>
      queue.isEncrypted()
        ? undefined
        : `${queue.label} keeps messages unencrypted: leave 'sqsManagedSseEnabled' out`,
    );
    forEach(queue.statements, (statement) => {
      check(() =>
        letsInEverybody(statement)
          ? `${queue.label} lets everybody in: name principals, or add a condition such as aws:SourceArn`
          : undefined,
      );
    });
  },
  schedule(schedule, { check }) {
    check(() =>
      schedule.hasDeadLetterQueue()
        ? undefined
        : `${schedule.label} loses starts that fail: set 'deadLetterConfig'`,
    );
  },
};
