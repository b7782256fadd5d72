import type { Cause, CauseKind } from "./cause.js";
import { CAUSE_KINDS } from "./cause.js";
import { STATE_CAUSES } from "./causeMeanings.js";
import { causesOf } from "./serviceCauses.js";
import type { ServiceSnapshot } from "./serviceSnapshot.js";
import { isSameRevision } from "./serviceSnapshot.js";

/** How a service is. */
export const Verdict = { Healthy: "healthy", Deploying: "deploying", Failed: "failed" } as const;

/** One of {@link Verdict}. */
export type Verdict = (typeof Verdict)[keyof typeof Verdict];

/** What is to be said of a service at one moment. */
export interface Diagnosis {
  verdict: Verdict;
  /** Most specific first; empty for a service that is well. */
  causes: Cause[];
}

/** States in which a deployment has ended without success, or is about to. */
const ENDED_BADLY = /^(STOPPED|STOP_REQUESTED|ROLLBACK_\w+)$/;

/** Judges a service by what AWS says of it. */
export function diagnose(snapshot: ServiceSnapshot): Diagnosis {
  const causes = merged(causesOf(snapshot));
  if (hasFailed(snapshot)) {
    return { verdict: Verdict.Failed, causes: causes.length > 0 ? causes : [unknown(snapshot)] };
  }
  if (isDeploying(snapshot)) return { verdict: Verdict.Deploying, causes };
  // What has passed is no finding in a service that is steady now.
  const now = causesOf({ ...snapshot, events: [], stoppedTasks: [], logLines: [] });
  if (now.length > 0) return { verdict: Verdict.Failed, causes };
  return { verdict: Verdict.Healthy, causes: [] };
}

/** A deployment that did not end in its time has failed, whatever ECS still hopes for. */
export function diagnoseOverdue(snapshot: ServiceSnapshot): Diagnosis {
  const { causes } = diagnose(snapshot);
  return { verdict: Verdict.Failed, causes: causes.length > 0 ? causes : [unknown(snapshot)] };
}

/** Whether the deployment of the wanted revision has ended without success, or is on its way back. */
export function hasFailed(snapshot: ServiceSnapshot): boolean {
  const { status, deployments, serviceDeployment, wantedTaskDefinition: wanted } = snapshot;
  if (status !== "ACTIVE") return true;
  if (deployments[0]?.rolloutState === "FAILED") return true;
  if (serviceDeployment && ENDED_BADLY.test(serviceDeployment.status)) return true;
  const running = snapshot.taskDefinition;
  return wanted !== undefined && running !== undefined && !isSameRevision(wanted, running);
}

function isDeploying({ deployments, serviceDeployment }: ServiceSnapshot): boolean {
  return (
    deployments.some(({ rolloutState }) => rolloutState === "IN_PROGRESS") ||
    serviceDeployment?.status === "PENDING" ||
    serviceDeployment?.status === "IN_PROGRESS"
  );
}

/** One cause of each kind, with the evidence of all, by how specific it is. */
function merged(causes: Cause[]): Cause[] {
  const byKind = new Map<CauseKind, Cause>();
  for (const cause of causes) {
    const seen = byKind.get(cause.kind);
    if (!seen) {
      byKind.set(cause.kind, { ...cause, evidence: [...new Set(cause.evidence)] });
      continue;
    }
    // The one that knows what was asked, as in "(GET /healthz, expects 200)", says it for all.
    if (cause.summary.length > seen.summary.length) seen.summary = cause.summary;
    seen.evidence = [...new Set([...seen.evidence, ...cause.evidence])];
  }
  return [...byKind.values()].sort(
    (a, b) => CAUSE_KINDS.indexOf(a.kind) - CAUSE_KINDS.indexOf(b.kind),
  );
}

/** No rule knows what happened: everything that AWS said is shown. */
function unknown({ events, stoppedTasks, deployments, targetGroups }: ServiceSnapshot): Cause {
  const tasks = stoppedTasks.flatMap(({ stoppedReason, containers }) => [
    stoppedReason,
    ...containers.map(({ reason }) => reason),
  ]);
  const targets = targetGroups.flatMap((group) =>
    group.targets.map(({ id, state, description }) => `target ${id} ${state} ${description ?? ""}`),
  );
  const reasons = deployments.map(({ rolloutStateReason }) => rolloutStateReason);
  const texts = [...reasons, ...events, ...tasks, ...targets].map((text) => text?.trim() ?? "");
  return {
    kind: "unknown",
    summary: STATE_CAUSES.unknown.summary,
    evidence: [...new Set(texts.filter((text) => text !== ""))],
    next: STATE_CAUSES.unknown.next,
  };
}
