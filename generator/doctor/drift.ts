import type { ServiceSnapshot } from "../../components/diagnosis/rules/serviceSnapshot.js";
import {
  isListener,
  isSameRevision,
  revisionOf,
} from "../../components/diagnosis/rules/serviceSnapshot.js";
import type { StackService } from "./stackServices.js";

/** Fields of an ECS service and of what sends it requests of which the doctor knows how to compare them. */
export type ServiceField =
  | "desiredCount"
  | "taskDefinition"
  | "loadBalancers"
  | "listenerRule.actions"
  | "listener.defaultActions";

/** A field of a live service that is not what the stack's state has. */
export interface Drift extends Owner {
  field: ServiceField;
  state: string;
  live: string;
}

/** Whose a field is. */
export interface Owner {
  /** `program` where nothing else was told. */
  owner: string;
  /** Whether the owner is somebody else than the program, so that a difference is in order. */
  delegated: boolean;
}

/** A difference before it is sorted, and what has the field: the service, or a rule or listener before it, by ARN. */
export interface ServiceDifference extends Omit<Drift, keyof Owner> {
  arn: string;
}

/** A service as it is in AWS, whoever has looked. */
export interface LiveService
  extends Pick<ServiceSnapshot, "taskDefinition" | "registeredTargetGroups" | "listenerRules"> {
  desiredCount: number | undefined;
}

const PROGRAM = "program";

/** Whose a field is, by the map of owners that a component has put out. */
export function ownerOf(ownership: Readonly<Record<string, string>>, field: string): Owner {
  const owner = Object.hasOwn(ownership, field) ? (ownership[field] ?? PROGRAM) : PROGRAM;
  return { owner, delegated: owner !== PROGRAM };
}

/** The differences between a live service and the state, and whose they are. */
export function driftOf(service: StackService, live: LiveService): Drift[] {
  return differencesOf(service, live).map(({ field, state, live: now }) => ({
    ...{ field, state, live: now },
    ...ownerOf(service.ownership, field),
  }));
}

/** The differences between a live service and the state. */
export function differencesOf(service: StackService, live: LiveService): ServiceDifference[] {
  const differences: ServiceDifference[] = [];
  const compare = (arn: string, field: ServiceField, state: string, now: string) => {
    if (state !== now) differences.push({ arn, field, state, live: now });
  };
  const { arn: own, desiredCount, taskDefinition, targetGroups } = service;
  if (desiredCount !== undefined && live.desiredCount !== undefined) {
    compare(own, "desiredCount", String(desiredCount), String(live.desiredCount));
  }
  if (taskDefinition !== undefined && live.taskDefinition !== undefined) {
    if (!isSameRevision(taskDefinition, live.taskDefinition)) {
      compare(own, "taskDefinition", revisionOf(taskDefinition), revisionOf(live.taskDefinition));
    }
  }
  compare(
    own,
    "loadBalancers",
    named(targetGroups),
    named([...live.registeredTargetGroups].sort()),
  );
  for (const { arn, forwards } of live.listenerRules) {
    const state = service.ruleWeights[arn];
    if (!state) continue;
    const now = Object.fromEntries(forwards.map((each) => [each.targetGroupArn, each.weight]));
    const field = isListener(arn) ? "listener.defaultActions" : "listenerRule.actions";
    compare(arn, field, shares(state), shares(now));
  }
  return differences;
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
