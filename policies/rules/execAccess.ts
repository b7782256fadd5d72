import { CHANNEL_ACTIONS } from "../../components/service/rules/execStatements.js";
import type { Rule } from "../rule.js";

const MESSAGES = "ssmmessages";

/**
 * The agent of ECS Exec opens a channel of Session Manager with the task role. ECS refuses a service whose task definition has
 * none; what else is missing shows at the first session alone. Another program may give the role more, so that this is
 * advice. Our component `Service` grants the role that it knows by itself, and is not judged here.
 */
export const execAccess: Rule = {
  name: "exec-access",
  description: "Services with ECS Exec have a task role and a network that let sessions open.",
  kind: "reliability",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps:
    "Allow the task role ssmmessages:CreateControlChannel, CreateDataChannel, OpenControlChannel and OpenDataChannel on \"*\", and give private subnets a route to a NAT gateway, or their VPC an endpoint of ssmmessages; or leave 'enableExecuteCommand' out.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html#ecs-exec-required-iam-permissions",
  sources: ["O21"],
  parameters: {},
  execAccessInStack(service, { check, forEach }) {
    const told = (reason: string) => `${service.label}: 'enableExecuteCommand' needs ${reason}`;
    forEach(
      () => (service.enablesExec() ? [service] : []),
      () => {
        check(() => {
          const definition = service.definitionWithoutRole();
          if (definition === undefined) return undefined;
          return told(
            `a task role, got task definition '${definition}' without 'taskRoleArn'; the ARN of a role that may use the channels of ${MESSAGES} works`,
          );
        });
        check(() => {
          const lacking = service.roleWithout(CHANNEL_ACTIONS);
          if (!lacking) return undefined;
          return told(
            `a task role that may open sessions, got role '${lacking.role}', which this program lets do no ${lacking.missing.join(", ")}; a policy that allows them on "*" works`,
          );
        });
        check(() => {
          const subnet = service.assignsPublicIp() ? undefined : service.subnetWithout(MESSAGES);
          if (subnet === undefined) return undefined;
          return told(
            `a way to ${MESSAGES}, got '${subnet}' in 'subnets', whose routes lead to no NAT gateway and whose VPC has no endpoint of it; such an endpoint works`,
          );
        });
      },
    );
  },
};
