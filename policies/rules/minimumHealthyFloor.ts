import {
  leastTasks,
  progressProblemInRange,
  telling,
} from "../../components/service/rules/deployment/deploymentProgress.js";
import type { CountRange } from "../../components/service/rules/serviceCount.js";
import { wholeNumber } from "../parameterSchema.js";
import type { Rule } from "../rule.js";

/** Parameters of {@link minimumHealthyFloor}. */
export interface MinimumHealthyFloorParameters {
  /** Least share of the desired tasks that a deployment keeps healthy, in percent. */
  minPercent: number;
  /** Least number of tasks that a deployment keeps healthy. */
  minTasks: number;
}

/** A rolling deployment keeps enough tasks healthy to serve, for every count that the service may come to have. */
export const minimumHealthyFloor: Rule<MinimumHealthyFloorParameters> = {
  name: "minimum-healthy-floor",
  description: "Rolling deployments keep enough tasks healthy to serve.",
  kind: "reliability",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps:
    "Raise the minimum healthy percent of the deployment, which the message names; 100 with a maximum percent of 200 keeps every task.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html",
  sources: ["O8"],
  parameters: {
    minPercent: wholeNumber(
      "Least share of the desired tasks that a deployment keeps healthy, in percent.",
      { minimum: 0, maximum: 100, default: 50 },
    ),
    minTasks: wholeNumber("Least number of tasks that a deployment keeps healthy.", {
      minimum: 0,
      default: 1,
    }),
  },
  service(service, { parameters, check }) {
    check(() => (service.isRolling() ? floorProblem(service.counts(), parameters) : undefined));
  },
};

/** One task that ECS stops before it starts the next: it must not run twice, as one that writes to a disk of its own. */
function isSingleton({ most, minimumHealthyPercent, maximumPercent }: CountRange): boolean {
  return most <= 1 && minimumHealthyPercent === 0 && maximumPercent === 100;
}

function floorProblem(range: CountRange, floor: MinimumHealthyFloorParameters): string | undefined {
  if (isSingleton(range)) return undefined;
  const desiredCount = firstBelow(range, floor);
  if (desiredCount === undefined) return undefined;
  const kept = leastTasks({ ...range, desiredCount });
  const needed = Math.max(floor.minTasks, Math.ceil((desiredCount * floor.minPercent) / 100));
  const fact = `'minimumHealthyPercent' must keep ${needed} of ${desiredCount} tasks running, got ${range.minimumHealthyPercent}, which keeps ${kept}`;
  const minimumHealthyPercent = percents().find(
    (percent) => firstBelow({ ...range, minimumHealthyPercent: percent }, floor) === undefined,
  );
  if (minimumHealthyPercent === undefined) {
    return `${fact}; a service of at least ${floor.minTasks} tasks works`;
  }
  const isStuck = progressProblemInRange({ ...range, minimumHealthyPercent }) !== undefined;
  return `${fact}; ${minimumHealthyPercent} works${isStuck ? " with 'maximumPercent' 200" : ""}`;
}

/** The first count with which a deployment leaves fewer tasks than the floor. */
function firstBelow(range: CountRange, floor: MinimumHealthyFloorParameters): number | undefined {
  return telling({ ...range, least: Math.max(1, range.least) }).find((desiredCount) => {
    const kept = leastTasks({ ...range, desiredCount });
    return kept < floor.minTasks || 100 * kept < floor.minPercent * desiredCount;
  });
}

function percents(): number[] {
  return Array.from({ length: 101 }, (_, percent) => percent);
}
