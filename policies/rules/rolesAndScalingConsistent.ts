import { parseImageReference } from "../../components/image/rules/imageReference.js";
import { limitsProblem } from "../../components/service/rules/serviceCount.js";
import type { Rule } from "../rule.js";
import type { ContainerView } from "../views/containerView.js";

/**
 * A task on Fargate has the role that its containers need to start, a role is given to who may act as it ("ECS was unable to
 * assume the role … Please verify that the role being passed has the proper trust relationship"), and an autoscaler has limits
 * in order. What a role may do, and who owns a service's count, hangs on several resources, and is for the components to see to.
 */
export const rolesAndScalingConsistent: Rule = {
  name: "roles-and-scaling-consistent",
  description:
    "Tasks have the execution role that they need, roles trust who acts as them, and autoscalers have limits in order.",
  kind: "invalid",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Set 'executionRoleArn' of the task definition, let the service that the message names assume the role, or correct the limits of the scalable target.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
  sources: ["O23"],
  parameters: {},
  task(task, { check, forEach }) {
    forEach(task.containers, (container) => {
      check(() => {
        if (!task.isForFargate() || task.hasExecutionRole()) return undefined;
        const need = needOf(container);
        return need === undefined
          ? undefined
          : `'executionRoleArn' must be given for a task on Fargate whose ${container.label} ${need}, got none; the ARN of a role with AmazonECSTaskExecutionRolePolicy works`;
      });
    });
  },
  actingRolesInStack({ label, places }, { check, forEach }) {
    for (const place of places) {
      forEach(place, (role) => {
        check(() => {
          const { path, service, isTrusted } = role;
          const name = role.role();
          if (name === undefined || isTrusted()) return undefined;
          return `${label}: '${path}' must be a role that ${service} may assume, got role '${name}', whose 'assumeRolePolicy' does not let it; { Service: "${service}" } as its principal works`;
        });
      });
    }
  },
  scalableTarget(target, { check }) {
    check(() => {
      const problem = limitsProblem("", target.limits());
      return problem && `${target.label}: ${problem.reason}`;
    });
  },
};

/** What ECS itself does for a container by the execution role; nothing where there is nothing. */
function needOf(container: ContainerView): string | undefined {
  if (container.log.driver() === "awslogs") return "writes its log by awslogs";
  if (container.outline.secrets?.[0] !== undefined) return "has 'secrets'";
  if (container.hasRepositoryCredentials()) return "has 'repositoryCredentials'";
  const { registry } = parseImageReference(container.image() ?? "");
  return /\.dkr\.ecr\.[^.]+\.amazonaws\./.test(registry) ? "has its image in ECR" : undefined;
}
