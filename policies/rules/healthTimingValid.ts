import { healthCheckProblem } from "../../components/taskDefinition/rules/containerSettings.js";
import {
  healthNumbersProblem,
  timeoutProblem,
} from "../../components/service/rules/traffic/targetHealth.js";
import type { Rule } from "../rule.js";
import type { TargetGroupView } from "../views/targetGroupView.js";

/** The seconds between two checks where a target group does not say; for functions there are more. */
const DEFAULT_INTERVAL = 30;

/**
 * The numbers of health checks are ones that AWS takes. Whether a service waits for its tasks to start hangs on several
 * resources, and is for the component to judge.
 */
export const healthTimingValid: Rule = {
  name: "health-timing-valid",
  description: "Health checks of containers and target groups have numbers that AWS takes.",
  kind: "invalid",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Give the number of 'healthCheck' that the message names a value that works.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html",
  sources: ["O13"],
  parameters: {},
  task(task, { check, forEach }) {
    forEach(task.containers, ({ outline, healthCheck }) => {
      check(() => {
        const given = healthCheck();
        return given && healthCheckProblem({ name: outline.name, healthCheck: given })?.reason;
      });
    });
  },
  targetGroup(group, { check }) {
    const { healthCheck } = group;
    const told = (reason: string | undefined) => reason && `${group.label}: ${reason}`;
    check(() => told(healthNumbersProblem(healthCheck, "healthCheck")?.reason));
    check(() => told(waitProblem(group)));
  },
};

/** Without a time to wait AWS takes one by the protocol, which is below any interval. */
function waitProblem(group: TargetGroupView): string | undefined {
  const { timeout, interval: given } = group.healthCheck;
  if (timeout === undefined) return undefined;
  const interval = given ?? (group.targetType() === "lambda" ? 35 : DEFAULT_INTERVAL);
  return timeoutProblem(timeout, interval, "healthCheck.timeout")?.reason;
}
