import type { Cause } from "./cause.js";
import { STATE_CAUSES } from "./causeMeanings.js";
import { ruleFor } from "./reasonRules.js";
import type { ServiceSnapshot, TargetFact, TargetGroupFact } from "./serviceSnapshot.js";
import { isListener, isSameRevision, revisionOf } from "./serviceSnapshot.js";
import { balancerCause, taskCause } from "./taskCauses.js";

const UNHEALTHY_EVENT = /is unhealthy in \((target-group|elb)/;

/** Everything that the snapshot shows to be wrong, in the order in which it was found. */
export function causesOf(snapshot: ServiceSnapshot): Cause[] {
  return [
    ...logCauses(snapshot),
    ...taskCauses(snapshot),
    ...eventCauses(snapshot),
    ...targetCauses(snapshot),
    ...weightCauses(snapshot),
    ...deploymentCauses(snapshot),
  ];
}

/** A wrong architecture shows in the log alone, as the container starts and ends at once. */
function logCauses({ logLines }: ServiceSnapshot): Cause[] {
  const line = logLines.find((text) => ruleFor(text)?.kind === "wrongArchitecture");
  const rule = line === undefined ? undefined : ruleFor(line);
  if (line === undefined || rule === undefined) return [];
  return [{ kind: rule.kind, summary: rule.summary, evidence: [line], next: rule.next }];
}

/** Tasks of the revision that was asked for tell more than those that it replaces. */
function taskCauses({ stoppedTasks, wantedTaskDefinition }: ServiceSnapshot): Cause[] {
  const wanted = stoppedTasks.filter(
    ({ taskDefinition }) =>
      wantedTaskDefinition === undefined || isSameRevision(taskDefinition, wantedTaskDefinition),
  );
  return wanted.flatMap((task) => taskCause(task) ?? []);
}

function eventCauses(snapshot: ServiceSnapshot): Cause[] {
  return snapshot.events.flatMap((message) => {
    const rule = ruleFor(message);
    if (rule) {
      return [{ kind: rule.kind, summary: rule.summary, evidence: [message], next: rule.next }];
    }
    if (!UNHEALTHY_EVENT.test(message)) return [];
    const group = snapshot.targetGroups.find(({ arn }) => message.includes(arn));
    return [balancerCause([message], checkOf(group))];
  });
}

function targetCauses({ targetGroups }: ServiceSnapshot): Cause[] {
  return targetGroups.flatMap((group) => {
    const bad = group.targets.filter(({ state }) => state === "unhealthy");
    return bad.length === 0 ? [] : [balancerCause(bad.map(targetText), checkOf(group))];
  });
}

function targetText({ id, port, state, reason, description }: TargetFact): string {
  const address = port === undefined ? id : `${id}:${port}`;
  return `target ${address} ${state}: ${description ?? reason ?? "no reason given"}`;
}

/** What a target group's check asks, as in `GET /healthz, expects 200`. */
function checkOf(group: TargetGroupFact | undefined): string | undefined {
  if (group?.healthCheckPath === undefined) return undefined;
  return `GET ${group.healthCheckPath}, expects ${group.matcher ?? "200"}`;
}

/** Rules that send requests to a target group in which nothing can answer. */
function weightCauses({ listenerRules, targetGroups, desiredCount }: ServiceSnapshot): Cause[] {
  if (desiredCount === 0) return [];
  const empty = new Map(
    targetGroups
      .filter(({ targets }) => targets.every(({ state }) => state !== "healthy"))
      .map((group) => [group.arn, group]),
  );
  const other = targetGroups.find(({ arn }) => !empty.has(arn));
  return listenerRules.flatMap(({ arn, forwards }) => {
    const total = forwards.reduce((sum, { weight }) => sum + weight, 0);
    const stale = forwards.filter(
      ({ targetGroupArn, weight }) => weight > 0 && empty.has(targetGroupArn),
    );
    // Where no group has a healthy target it is the tasks that are ill and not the weights.
    if (other === undefined || total === 0) return [];
    return stale.map(({ targetGroupArn, weight }) => ({
      kind: "staleWeights" as const,
      summary: `a ${isListener(arn) ? "listener" : "listener rule"} sends ${Math.round((100 * weight) / total)} % of the requests to a target group without a healthy target`,
      evidence: [
        `${isListener(arn) ? "listener" : "rule"} ${arn}`,
        `target group ${targetGroupArn}`,
      ],
      next: `give the weight to ${other.arn}, which has healthy targets ('aws elbv2 modify-${isListener(arn) ? "listener" : "rule"}'), before the next deployment`,
    }));
  });
}

function deploymentCauses(snapshot: ServiceSnapshot): Cause[] {
  const { status, deployments, serviceDeployment } = snapshot;
  if (status !== "ACTIVE") return [notFound(snapshot)];
  const causes: Cause[] = [];
  const broken = deployments.find(
    ({ rolloutState, rolloutStateReason }) =>
      rolloutState === "FAILED" || /circuit breaker|rolling back/i.test(rolloutStateReason ?? ""),
  );
  const reasons = [broken?.rolloutStateReason, serviceDeployment?.statusReason];
  const evidence = reasons.filter((text): text is string => text !== undefined);
  if (evidence.some((text) => /circuit breaker|failed to start|rolling back/i.test(text))) {
    causes.push({
      kind: "circuitBreaker",
      summary: STATE_CAUSES.circuitBreaker.summary,
      evidence,
      next: STATE_CAUSES.circuitBreaker.next,
    });
  }
  const alarm = evidence.find((text) => ruleFor(text)?.kind === "alarm");
  const rule = alarm === undefined ? undefined : ruleFor(alarm);
  if (rule) causes.push({ kind: "alarm", summary: rule.summary, evidence, next: rule.next });
  return [...causes, ...rollbackCause(snapshot), ...countCause(snapshot)];
}

function notFound({ service, cluster, status }: ServiceSnapshot): Cause {
  return {
    kind: "notFound",
    summary: `there is no active service "${service}" in cluster ${cluster}`,
    evidence: status === undefined ? [] : [`status ${status}`],
    next: STATE_CAUSES.notFound.next,
  };
}

/** The service runs another revision than the program asked for, and nothing is under way. */
function rollbackCause(snapshot: ServiceSnapshot): Cause[] {
  const { wantedTaskDefinition: wanted, taskDefinition: running } = snapshot;
  if (wanted === undefined || running === undefined || isSameRevision(wanted, running)) return [];
  return [
    {
      kind: "silentRollback",
      summary: `the service went back to revision ${revisionOf(running)}, and ${revisionOf(wanted)} does not run`,
      evidence: [],
      next: STATE_CAUSES.silentRollback.next,
    },
  ];
}

function countCause({ desiredCount, runningCount, deployments }: ServiceSnapshot): Cause[] {
  if (runningCount >= desiredCount || deployments[0]?.rolloutState === "IN_PROGRESS") return [];
  return [
    {
      kind: "tooFewTasks",
      summary: `${runningCount} of ${desiredCount} tasks run`,
      evidence: [],
      next: STATE_CAUSES.tooFewTasks.next,
    },
  ];
}
