import type { Rule } from "../rule.js";

/** Containers do not have the rights that ECS starts them by, such as to read all of their secrets. */
export const ecsRolesSeparate: Rule = {
  name: "ecs-roles-separate",
  description: "The task role and the execution role of a task are two roles.",
  kind: "security",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps: "Give 'taskRoleArn' a role of its own, with the rights of the program alone.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html",
  sources: ["CKV_AWS_249"],
  parameters: {},
  taskRolesInStack(task, { check }) {
    check(() =>
      task.hasOneRole()
        ? `${task.label} has one role as 'executionRoleArn' and 'taskRoleArn': give the program a role of its own`
        : undefined,
    );
  },
};
