import { UNKNOWN } from "../../../policies/resource/reader.js";
import { queueAndScheduleSafe } from "../../../policies/rules/queueAndScheduleSafe.js";
import { describeRule, rawService, resourceOf } from "./ruleCases.js";

const queue = (edit: object = {}) => resourceOf("aws:sqs/queue:Queue", edit);
const policy = (statement: object) =>
  resourceOf("aws:sqs/queuePolicy:QueuePolicy", {
    policy: JSON.stringify({
      Statement: { Effect: "Allow", Action: "sqs:SendMessage", ...statement },
    }),
  });
const schedule = (deadLetterConfig?: object) =>
  resourceOf("aws:scheduler/schedule:Schedule", {
    target: { arn: "arn", ecsParameters: { taskDefinitionArn: "arn" }, deadLetterConfig },
  });
const target = (deadLetterConfig?: object) =>
  resourceOf("aws:cloudwatch/eventTarget:EventTarget", {
    arn: "arn",
    ecsTarget: { taskDefinitionArn: "arn" },
    deadLetterConfig,
  });
const everybody =
  "queue policy 'orders' lets everybody in: name principals, or add a condition such as aws:SourceArn";
const FROM_TOPIC = { ArnEquals: { "aws:SourceArn": "arn:aws:sns:eu-west-1:123456789012:orders" } };

describeRule(queueAndScheduleSafe, {
  passes: [
    { title: "a queue as SQS makes it", resource: queue() },
    {
      title: "a queue with a key",
      resource: queue({ kmsMasterKeyId: "alias/orders", sqsManagedSseEnabled: false }),
    },
    { title: "a topic of one's own", resource: policy({ Principal: "*", Condition: FROM_TOPIC }) },
    { title: "a schedule that keeps what fails", resource: schedule({ arn: UNKNOWN }) },
    { title: "an event that keeps what fails", resource: target({ arn: "arn" }) },
  ],
  fails: [
    {
      title: "a queue in the clear",
      resource: queue({ sqsManagedSseEnabled: false }),
      messages: ["queue 'orders' keeps messages unencrypted: leave 'sqsManagedSseEnabled' out"],
    },
    { title: "everybody", resource: policy({ Principal: "*" }), messages: [everybody] },
    {
      title: "everybody of AWS",
      resource: policy({ Principal: { AWS: "*" } }),
      messages: [everybody],
    },
    {
      title: "a schedule that loses what fails",
      resource: schedule(),
      messages: ["schedule 'orders' loses starts that fail: set 'deadLetterConfig'"],
    },
    {
      title: "an event that loses what fails",
      resource: target(),
      messages: ["event target 'orders' loses starts that fail: set 'deadLetterConfig'"],
    },
  ],
  unknown: [
    {
      title: "an unknown policy",
      resource: resourceOf("aws:sqs/queuePolicy:QueuePolicy", { policy: UNKNOWN }),
      paths: ["policy"],
    },
  ],
  ignores: [
    {
      title: "a schedule that starts no task",
      resource: resourceOf("aws:scheduler/schedule:Schedule", { target: { arn: "arn" } }),
    },
    { title: "a service", resource: rawService() },
  ],
});
