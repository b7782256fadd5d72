import type { Rule } from "../rule.js";

/**
 * The role that ECS starts a task by may do what its containers need to start. Its policies are read as far as they are of
 * its stack; a secret's own policy, which may let the role in as well, is not seen, so that this is advice.
 */
export const executionRoleSufficient: Rule = {
  name: "execution-role-sufficient",
  description: "Execution roles may read the secrets, pull the images and write the logs of tasks.",
  kind: "reliability",
  severity: "high",
  enforcementLevel: "advisory",
  remediationSteps: "Allow the role the action that the message names.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
  sources: ["O20", "O23"],
  parameters: {},
  executionRoleInStack(task, { check, forEach }) {
    forEach(
      () => (task.role() === undefined ? [] : task.containers()),
      (container) => {
        forEach(container.needs, (need) => {
          check(() => {
            if (task.allows(need)) return undefined;
            const on = need.target === undefined ? "" : ` on ${need.target}`;
            return `${task.label}: the execution role '${task.role() ?? ""}' must be allowed ${need.action}${on}, since ${need.why}; a RolePolicy with it works`;
          });
        });
      },
    );
  },
};
