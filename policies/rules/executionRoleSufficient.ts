import type { Rule } from "../rule.js";

/**
 * The role that ECS starts a task by may do what its containers need to start, and other roles what the service does that acts
 * as them. Its policies are read as far as they are of
 * its stack; a secret's own policy, which may let the role in as well, is not seen, so that this is advice.
 */
export const executionRoleSufficient: Rule = {
  name: "execution-role-sufficient",
  description:
    "Execution roles may read the secrets, pull the images and write the logs of tasks, and the roles of schedules, volumes, hooks and deployments what these do.",
  kind: "reliability",
  severity: "high",
  enforcementLevel: "advisory",
  remediationSteps: "Allow the role the action that the message names.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
  sources: ["O20", "O23"],
  parameters: {},
  actingRolesInStack({ label, places }, { check, forEach }) {
    for (const place of places) {
      forEach(place, ({ path, service, role, actions, allows }) => {
        for (const action of actions) {
          check(() => {
            if (allows(action)) return undefined;
            return `${label}: '${path}' must be a role that is allowed ${action}, since ${service} does that as the role, got '${role() ?? ""}'; a RolePolicy with it works`;
          });
        }
      });
    }
  },
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
