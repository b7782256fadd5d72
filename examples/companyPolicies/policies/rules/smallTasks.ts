import { definePolicy } from "slipway/policies";

/** Large tasks cost much: who needs one asks for an exemption, which has a reason and an end. */
export const smallTasks = definePolicy<{ mostMib: number }>({
  name: "acme-small-tasks",
  description: "Tasks have no more memory than the company pays for unasked.",
  kind: "practice",
  enforcementLevel: "mandatory",
  remediationSteps: "Lower 'memory', or ask the platform team for an exemption.",
  parameters: {
    mostMib: {
      type: "integer",
      minimum: 512,
      description: "MiB of memory that a task has at most.",
      default: 4096,
    },
  },
  // One rule for our components and for plain `aws.ecs.TaskDefinition`s: a view is what both are.
  task(task, { parameters: { mostMib }, check }) {
    check(() => {
      const memory = task.memory() ?? 0;
      if (memory <= mostMib) return undefined;
      return `task '${task.name}' has ${memory} MiB: set 'memory' to at most ${mostMib}`;
    });
  },
});
