import type { ServiceSnapshot } from "../../components/diagnosis/rules/serviceSnapshot.js";
import {
  isListener,
  isSameRevision,
  revisionOf,
} from "../../components/diagnosis/rules/serviceSnapshot.js";
import type { StackService } from "./stackServices.js";

/** A field of a live service that is not what the stack's state has. */
export interface Drift {
  field:
    | "desiredCount"
    | "taskDefinition"
    | "loadBalancers"
    | "listenerRule.actions"
    | "listener.defaultActions";
  state: string;
  live: string;
  /** Whose the field is: `program` where nothing else was told. */
  owner: string;
  /** Whether the owner is somebody else than the program, so that the difference is in order. */
  delegated: boolean;
}

const PROGRAM = "program";

/** The differences between a live service and the state, and whose they are. */
export function driftOf(service: StackService, live: ServiceSnapshot): Drift[] {
  const differences: Omit<Drift, "owner" | "delegated">[] = [];
  const compare = (field: Drift["field"], state: string, now: string) => {
    if (state !== now) differences.push({ field, state, live: now });
  };
  const { desiredCount, taskDefinition, targetGroups } = service;
  if (desiredCount !== undefined) {
    compare("desiredCount", String(desiredCount), String(live.desiredCount));
  }
  if (taskDefinition !== undefined && live.taskDefinition !== undefined) {
    if (!isSameRevision(taskDefinition, live.taskDefinition)) {
      compare("taskDefinition", revisionOf(taskDefinition), revisionOf(live.taskDefinition));
    }
  }
  compare("loadBalancers", named(targetGroups), named([...live.registeredTargetGroups].sort()));
  for (const { arn, forwards } of live.listenerRules) {
    const state = service.ruleWeights[arn];
    if (!state) continue;
    const now = Object.fromEntries(forwards.map((each) => [each.targetGroupArn, each.weight]));
    const field = isListener(arn) ? "listener.defaultActions" : "listenerRule.actions";
    compare(field, shares(state), shares(now));
  }
  return differences.map((difference) => {
    const owner = service.ownership[difference.field] ?? PROGRAM;
    return { ...difference, owner, delegated: owner !== PROGRAM };
  });
}

function named(targetGroups: string[]): string {
  return targetGroups.map(shortName).join(", ") || "none";
}

/** Shares of the requests and not weights: one group with weight 1 gets as much as with 100. */
function shares(weights: Record<string, number>): string {
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  return Object.entries(weights)
    .filter(([, weight]) => weight > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([arn, weight]) => `${shortName(arn)} ${Math.round((100 * weight) / total)} %`)
    .join(", ");
}

/** A target group's name, from an ARN that ends with `targetgroup/name/id`. */
function shortName(arn: string): string {
  return arn.split("/").at(-2) ?? arn;
}
