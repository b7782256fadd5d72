import { matchesGlob } from "../../components/rules/glob.js";
import { texts } from "../parameterSchema.js";
import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";

/** Nothing starts tasks with public IP addresses. */
export const ecsNoPublicIp: Rule<{ allowServices: string[] }> = {
  name: "ecs-no-public-ip",
  description: "ECS tasks have no public IP addresses.",
  kind: "security",
  severity: "high",
  enforcementLevel: "advisory",
  remediationSteps:
    "Leave 'assignPublicIp' out, run the tasks in private subnets, and let a load balancer or a NAT gateway stand between them and the internet.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-2",
  sources: ["ECS.2", "ECS.16", "CKV_AWS_333", "CT.ECS.PR.9"],
  framework: fsbp(
    "ECS.2",
    "ECS services should not have public IP addresses assigned to them automatically",
  ),
  values: { assignPublicIp: false },
  parameters: {
    allowServices: texts(
      "Logical names of services, and of what else starts tasks, that may have public addresses; * stands for any characters.",
      [],
      ["edge-*"],
    ),
  },
  launch(launch, { parameters, check }) {
    const isAllowed = parameters.allowServices.some((glob) => matchesGlob(glob, launch.name));
    check(() => {
      if (isAllowed || !launch.assignsPublicIp()) return undefined;
      return `${launch.label} gives its tasks public IP addresses: set 'assignPublicIp' to false`;
    });
  },
};
