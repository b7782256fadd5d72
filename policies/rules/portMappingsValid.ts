import {
  clashProblem,
  numbersProblem,
  protocolsProblem,
} from "../../components/taskDefinition/rules/portMappings.js";
import type { Rule } from "../rule.js";

/**
 * Ports are ones that the task's network mode lets containers have. How many tasks with a fixed port of the instance fit
 * on a cluster is not known to a task definition, and is not judged.
 */
export const portMappingsValid: Rule = {
  name: "port-mappings-valid",
  description: "Ports of containers are legal in their task's network mode, and differ.",
  kind: "invalid",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Give the port of 'portMappings' that the message names a value that works.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",
  sources: ["O6", "E3053"],
  parameters: {},
  task(task, { check, forEach }) {
    const outlines = () => task.containers().map(({ outline }) => outline);
    forEach(
      () => outlines().map((outline, i, all) => ({ outline, before: all.slice(0, i) })),
      ({ outline, before }) => {
        check(() => numbersProblem(outline, task.networkMode())?.reason);
        check(() => protocolsProblem(outline)?.reason);
        check(() => clashProblem(outline, before, task.networkMode())?.reason);
      },
    );
  },
};
