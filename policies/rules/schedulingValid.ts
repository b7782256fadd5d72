import {
  breakerControllerProblem,
  rebalancingProblem,
} from "../../components/service/rules/deployment/deploymentSafety.js";
import { faultInjectionProblem } from "../../components/taskDefinition/rules/networkMode.js";
import type { Rule } from "../rule.js";
import type { SchedulingView } from "../views/serviceView.js";

/**
 * A service is scheduled in a way that its capacity and its deployments have: with a daemon "you don't need to specify a
 * desired number of tasks, a task placement strategy, or use Service Auto Scaling policies. Tasks using the Fargate launch
 * type or the CODE_DEPLOY or EXTERNAL deployment controller types don't support the DAEMON scheduling strategy"
 * (CreateService.schedulingStrategy). What zones are not rebalanced for, the developer guide lists on "Balancing an Amazon
 * ECS service across Availability Zones".
 */
export const schedulingValid: Rule = {
  name: "scheduling-valid",
  description: "Services are scheduled, placed and deployed as their capacity allows.",
  kind: "invalid",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Leave the property that the message names out, or take the scheduling strategy REPLICA.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html",
  sources: ["O18", "E3044"],
  parameters: {},
  service({ scheduling, safety }, { check }) {
    check(() => breakerControllerProblem(safety)?.reason);
    check(() => rebalancingProblem(safety)?.reason);
    check(() => {
      const fixed = safety.rebalancing ? scheduling.fixedInZones() : undefined;
      return (
        fixed && `'availabilityZoneRebalancing' is not for a service with ${fixed}; leave it out`
      );
    });
    check(() => {
      if (!isDaemon(scheduling) || !scheduling.isOnFargate()) return undefined;
      return `'schedulingStrategy' must be "REPLICA" on Fargate, got "DAEMON"; "REPLICA" works`;
    });
    check(() => {
      const controller = isDaemon(scheduling) ? scheduling.controller() : "ECS";
      if (controller === "ECS") return undefined;
      return `'schedulingStrategy' must be "REPLICA" with the deployment controller ${controller}, got "DAEMON"; "REPLICA" works`;
    });
    check(() => {
      if (!isDaemon(scheduling) || !scheduling.has("desiredCount")) return undefined;
      return `'desiredCount' is not for 'schedulingStrategy' "DAEMON", which runs a task on each instance; leave it out`;
    });
    check(() => {
      if (!isDaemon(scheduling) || !scheduling.has("orderedPlacementStrategies")) return undefined;
      return `'orderedPlacementStrategies' is not for 'schedulingStrategy' "DAEMON", which runs a task on each instance; leave it out`;
    });
    for (const property of ["orderedPlacementStrategies", "placementConstraints"] as const) {
      check(() => {
        if (!scheduling.has(property) || !scheduling.isOnFargate()) return undefined;
        return `'${property}' is not for Fargate, which has no instances to choose from; leave it out`;
      });
    }
  },
  serviceInStack(service, { check }) {
    check(() => {
      if (!service.isDaemon() || !service.isScaled()) return undefined;
      return `${service.label}: an autoscaler is not for 'schedulingStrategy' "DAEMON", which runs a task on each instance; leave the scalable target out`;
    });
  },
  task(task, { check }) {
    check(() => {
      return task.injectsFaults() ? faultInjectionProblem(task.networkMode())?.reason : undefined;
    });
  },
};

function isDaemon({ strategy }: SchedulingView): boolean {
  return strategy() === "DAEMON";
}
