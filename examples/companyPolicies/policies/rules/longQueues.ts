import { definePolicy } from "slipway/policies";

/** Who is not there for a long weekend finds the messages of it. */
export const longQueues = definePolicy<{ leastDays: number }>({
  name: "acme-long-queues",
  description: "Queues keep messages over a long weekend.",
  kind: "reliability",
  remediationSteps:
    "Raise 'messageRetentionSeconds' of the queue, or leave it out: AWS keeps four days.",
  parameters: {
    leastDays: { type: "integer", minimum: 1, description: "Days at least.", default: 4 },
  },
  // What no view speaks of is read from any resource's inputs, each by itself: one that is not known stops no other.
  resource(resource, { parameters: { leastDays }, check }) {
    if (resource.type !== "aws:sqs/queue:Queue") return;
    check(() => {
      const seconds = resource.inputs.get("messageRetentionSeconds").number();
      if (seconds === undefined || seconds >= leastDays * 86_400) return undefined;
      return `${resource.label} keeps messages for ${seconds} s: set 'messageRetentionSeconds' to at least ${leastDays * 86_400}`;
    });
  },
});
