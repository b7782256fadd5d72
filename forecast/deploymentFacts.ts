import { findTaskDefinition } from "../cost/findTaskDefinition.js";
import type { ReadResource, StackResources } from "../cost/stackResources.js";
import { logicalName } from "../cost/stackResources.js";
import type { Reader } from "../policies/resource/reader.js";
import { whenKnown } from "../policies/resource/reviewedStack.js";
import { balancingTypes } from "../policies/views/balancingTypes.js";

/** What decides how long the tasks of a service take to come and to go. Times in seconds. */
export interface TaskTiming {
  /** From the first check of a running task to the one that says that it is healthy. */
  healthyLeast: number;
  healthyMost: number;
  /** From the moment that a task runs to the check that gives it up, where no check ever succeeds. */
  givenUp: number;
  /** While which a stopping task may finish requests, and then itself. */
  draining: number;
  stopTimeout: number;
  graceSeconds: number;
  startPeriod: number;
  hasLoadBalancer: boolean;
  hasNetworkLoadBalancer: boolean;
  assumptions: string[];
}

/** What ELB takes where a target group says nothing. @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html */
const TARGETS = {
  interval: 30,
  healthyThreshold: 5,
  unhealthyThreshold: 2,
  deregistrationDelay: 300,
};

/** What ECS takes where a container says nothing. @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html */
const CONTAINER = { interval: 30, retries: 3, startPeriod: 0, stopTimeout: 30 };

/**
 * Seconds after which ECS counts a running task for which there is no check at all: "the service scheduler will wait for 40
 * seconds after a task reaches a RUNNING state before the task is counted towards the minimum healthy percent total".
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 */
export const UNCHECKED_SECONDS = 40;

/** The times of a service's tasks. @throws {UnknownLeaf} if one is not known. */
export function taskTiming(stack: StackResources, service: ReadResource): TaskTiming {
  const containers = containersOf(stack, service);
  // The scheduler looks at essential containers alone.
  const checks = containers
    .filter((one) => one.get("essential").boolean() ?? true)
    .map((one) => one.get("healthCheck"))
    .filter((check) => check.exists());
  const found = (service.inputs.get("loadBalancers").list() ?? []).map((one) =>
    targetGroup(stack, service, one.get("targetGroupArn")),
  );
  const groups = found.map((one) => ("assumption" in one ? undefined : one));
  const balanced = groups.map(balancerTimes);
  const own = checks.map(containerTimes);
  const most = (values: readonly number[]) => Math.max(0, ...values);
  const unchecked = balanced.length + own.length === 0 ? UNCHECKED_SECONDS : 0;
  const grace = service.inputs.get("healthCheckGracePeriodSeconds").number() ?? 0;
  return {
    healthyLeast: most([unchecked, ...[...balanced, ...own].map((one) => one.healthyLeast)]),
    healthyMost: most([unchecked, ...[...balanced, ...own].map((one) => one.healthyMost)]),
    givenUp: most([
      // What the load balancer finds during the grace period counts when that is over.
      ...balanced.map(({ givenUp }) => Math.max(grace, givenUp)),
      ...own.map(({ givenUp }) => givenUp),
    ]),
    draining: most(balanced.map(({ draining }) => draining)),
    stopTimeout: most(
      containers.map((one) => one.get("stopTimeout").number() ?? CONTAINER.stopTimeout),
    ),
    graceSeconds: grace,
    startPeriod: most(checks.map((check) => check.get("startPeriod").number() ?? 0)),
    hasLoadBalancer: groups.length > 0,
    hasNetworkLoadBalancer: groups.some(isOfNetwork),
    assumptions: [...new Set(found.flatMap((one) => ("assumption" in one ? one.assumption : [])))],
  };
}

function containersOf(stack: StackResources, service: ReadResource): readonly Reader[] {
  const found = findTaskDefinition(stack, service);
  if (!("task" in found)) return [];
  return found.task.inputs.get("containerDefinitions").json().list() ?? [];
}

/**
 * The target group of an ARN, by its name; where that is not known, one beside the service, or the only one there is. Another
 * one's figures would be worse than what ELB takes.
 */
function targetGroup(stack: StackResources, service: ReadResource, arn: Reader): FoundGroup {
  const name = /targetgroup\/([^/]+)\//.exec(whenKnown(() => arn.string()) ?? "")?.[1];
  const [own] = stack.siblings(service, ...GROUPS);
  if (name !== undefined) {
    const [named] = [
      ...(stack.by(nameOf, ...GROUPS).get(name) ?? []),
      ...(stack.by(logicalName, ...GROUPS).get(name.replace(AUTONAMED, "")) ?? []).filter(
        (group) => nameOf(group) === undefined,
      ),
    ];
    return named ?? own ?? { assumption: `a target group of another stack, ${BY_DEFAULT}` };
  }
  if (own) return own;
  const [only, ...others] = stack.of(...GROUPS);
  if (only && others.length === 0) return only;
  const what = only
    ? "a target group that is not known before the update"
    : "a target group of another stack";
  return { assumption: `${what}, ${BY_DEFAULT}` };
}

/** A target group, or what is assumed of one that is not found. */
type FoundGroup = ReadResource | { assumption: string };

const BY_DEFAULT = "with what ELB takes where it is not told";

/** What Pulumi puts behind a logical name to make a physical one. */
const AUTONAMED = /-[0-9a-f]{7}$/;

const GROUPS = balancingTypes("targetGroup:TargetGroup");

function nameOf({ inputs }: ReadResource): string | undefined {
  return whenKnown(() => inputs.get("name").string());
}

/** Protocols of target groups that a Network Load Balancer alone has. */
const OF_NETWORK = ["TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"];

function isOfNetwork(group: ReadResource | undefined): boolean {
  const protocol = whenKnown(() => group?.inputs.get("protocol").string());
  return protocol !== undefined && OF_NETWORK.includes(protocol);
}

function balancerTimes(group: ReadResource | undefined) {
  const check = group?.inputs.get("healthCheck");
  const of = (key: "interval" | "healthyThreshold" | "unhealthyThreshold") =>
    check?.get(key).number() ?? TARGETS[key];
  const interval = of("interval");
  return {
    // A target that is new must pass one check.
    healthyLeast: interval,
    healthyMost: interval * of("healthyThreshold"),
    givenUp: interval * of("unhealthyThreshold"),
    draining: group?.inputs.get("deregistrationDelay").number() ?? TARGETS.deregistrationDelay,
  };
}

function containerTimes(check: Reader) {
  const of = (key: "interval" | "retries" | "startPeriod") =>
    check.get(key).number() ?? CONTAINER[key];
  const interval = of("interval");
  const startPeriod = of("startPeriod");
  return {
    healthyLeast: interval,
    healthyMost: startPeriod + interval,
    givenUp: startPeriod + interval * of("retries"),
    draining: 0,
  };
}
