import { gracePeriodProblem } from "../../components/service/rules/traffic/targetHealth.js";
import type { Rule } from "../rule.js";
import type { TargetGroupView } from "../views/targetGroupView.js";
import type { TaskView } from "../views/taskView.js";

/** What a target group is given up after where it does not say (aws.lb.TargetGroup.healthCheck). */
const DEFAULTS = { interval: 30, unhealthyThreshold: 3 };

/**
 * A load balancer does not give up tasks that may still start by their own containers' word: ECS would end them and start
 * others, for ever. How long a start takes only a container's `startPeriod` tells; without one nothing is judged.
 */
export const graceCoversStart: Rule = {
  name: "grace-covers-start",
  description: "Services wait for their tasks to start before a load balancer's checks count.",
  kind: "reliability",
  severity: "high",
  enforcementLevel: "advisory",
  remediationSteps:
    "Set 'healthCheckGracePeriodSeconds' of the service to the longest 'startPeriod' of its containers.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
  sources: ["O13"],
  parameters: {},
  serviceInStack(service, { check, forEach }) {
    forEach(service.balancers, (balancer) => {
      check(() => {
        const task = service.task();
        const group = task && balancer.targetGroup();
        const graceSeconds = service.graceSeconds();
        if (!group || graceSeconds === undefined) return undefined;
        return startProblem(service.label, graceSeconds, task, group);
      });
    });
  },
};

function startProblem(
  label: string,
  graceSeconds: number,
  task: TaskView,
  { healthCheck }: TargetGroupView,
): string | undefined {
  const periods = task.containers().map((container) => container.healthCheck()?.startPeriod ?? 0);
  const problem = gracePeriodProblem({
    gracePeriodSeconds: graceSeconds,
    startPeriod: Math.max(0, ...periods),
    interval: healthCheck.interval ?? DEFAULTS.interval,
    unhealthyThreshold: healthCheck.unhealthyThreshold ?? DEFAULTS.unhealthyThreshold,
  });
  return problem && `${label}: ${problem.reason}`;
}
