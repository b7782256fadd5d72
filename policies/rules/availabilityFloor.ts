import { wholeNumber } from "../parameterSchema.js";
import type { Rule } from "../rule.js";
import type { AvailabilityView } from "../views/availabilityView.js";

const SPOT = "FARGATE_SPOT";

/**
 * A service outlives the loss of a task, of a zone and of Spot capacity. How much that is, a configuration says: unasked
 * a service may run one task, none, or all of them on Spot. Zones of subnets, and what the cluster's own strategy is, a
 * resource does not say. An autoscaler is judged by its own limits.
 */
export const availabilityFloor: Rule<{ minTasks: number; minOnDemandTasks: number }> = {
  name: "availability-floor",
  description: "Services keep enough tasks to outlive the loss of one, of a zone or of Spot.",
  kind: "reliability",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps:
    "Raise the count that the message names, or give the strategy a 'base' of FARGATE ('spotAboveTasks' in our components).",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-availability-zones.html",
  sources: ["O17"],
  parameters: {
    minTasks: wholeNumber("Least number of tasks that a service runs; 0 asks for none.", {
      minimum: 0,
      default: 0,
      example: 2,
    }),
    minOnDemandTasks: wholeNumber(
      "Least number of tasks beside Fargate Spot that run on demand; 0 asks for none.",
      { minimum: 0, maximum: 100_000, default: 0, example: 1 },
    ),
  },
  service({ name, availability }, { parameters, check }) {
    const { minTasks, minOnDemandTasks } = parameters;
    const label = `service '${name}'`;
    // What is not asked for leaves nothing open.
    if (minTasks > 0) {
      check(() => countProblem(label, availability.count(), minTasks));
      check(() => {
        const least = Math.min(...availability.scheduledCounts());
        return countProblem(`${label} by its 'scaling.schedules'`, least, minTasks);
      });
    }
    if (minOnDemandTasks > 0) check(() => spotProblem(label, availability, minOnDemandTasks));
  },
  scalableTarget(target, { parameters: { minTasks }, check }) {
    if (minTasks === 0 || target.isOfComponent) return;
    check(() => {
      if (!target.isOfService()) return undefined;
      return leastProblem(
        target.label,
        target.limits().minCapacity,
        minTasks,
        `'minCapacity' ${minTasks} works`,
      );
    });
  },
};

/** A component and its service say the same, so that it is told once. */
function countProblem(label: string, count: number | undefined, least: number): string | undefined {
  const works = `'desiredCount' ${least} works, or 'minCapacity' ${least} of an autoscaler`;
  return leastProblem(label, count, least, works);
}

function leastProblem(
  label: string,
  count: number | undefined,
  least: number,
  works: string,
): string | undefined {
  if (count === undefined || count >= least) return undefined;
  return `${label} must run at least ${least} tasks, got ${count}; ${works}`;
}

function spotProblem(
  label: string,
  availability: AvailabilityView,
  least: number,
): string | undefined {
  // A provider without weight and base starts nothing.
  const items = availability.strategy().filter(({ weight = 0, base = 0 }) => weight + base > 0);
  if (items.every(({ capacityProvider }) => capacityProvider !== SPOT)) return undefined;
  const onDemand = items.filter(({ capacityProvider }) => capacityProvider !== SPOT);
  const base = onDemand.reduce((sum, item) => sum + (item.base ?? 0), 0);
  if (base >= least) return undefined;
  return `${label}: 'base' of "FARGATE" must be at least ${least} beside "${SPOT}", got ${base}; ${least} works`;
}
