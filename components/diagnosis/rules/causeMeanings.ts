import type { CauseKind } from "./cause.js";
import { REASON_RULES } from "./reasonRules.js";

/** What a kind of cause means wherever it is found, and the next thing to try. */
export interface CauseMeaning {
  summary: string;
  next: string;
}

/** The kinds that are told by what a service is, and not by a text of AWS alone. */
export const STATE_CAUSES = {
  notFound: {
    summary: "there is no active service of this name in the cluster",
    next: "run 'pulumi refresh', so that the next update makes it again",
  },
  spotInterrupted: {
    summary: "AWS took the Spot capacity of a task back",
    next: "keep a base of tasks on FARGATE (or on demand) in 'capacityProviderStrategies'",
  },
  loadBalancerHealthCheck: {
    summary: "the load balancer's health check fails",
    next: "ask the task for 'healthCheckPath' by hand, check that the mapped port is the one it listens on, and raise 'healthCheckGracePeriodSeconds' if it starts slowly",
  },
  exitCode: {
    summary: "a container ended by itself, with the exit code that is named",
    next: "read the log lines, and run the image with the same command and environment",
  },
  staleWeights: {
    summary:
      "a listener or a listener rule sends requests to a target group without a healthy target",
    next: "give the weight to the target group that has healthy targets ('aws elbv2 modify-rule' or 'modify-listener'), before the next deployment",
  },
  silentRollback: {
    summary: "the service went back to the revision before, and the wanted one does not run",
    next: "mend why the new revision failed; the next update deploys it again",
  },
  circuitBreaker: {
    summary: "the deployment circuit breaker stopped it after too many tasks had failed",
    next: "look at why the tasks of the new revision stopped, mend it and deploy again",
  },
  tooFewTasks: {
    summary: "fewer tasks run than are wanted",
    next: "look at the service's events and at its stopped tasks",
  },
  unknown: {
    summary: "ECS names no cause that is known here",
    next: "read the service's events and the log of a stopped task, which ECS keeps for an hour",
  },
} as const satisfies Partial<Record<CauseKind, CauseMeaning>>;

/** What a kind of cause may mean: one meaning, or one for each way in which AWS tells of it. */
export function causeMeanings(kind: CauseKind): CauseMeaning[] {
  const states: Partial<Record<CauseKind, CauseMeaning>> = STATE_CAUSES;
  const state = states[kind];
  return [
    ...(state === undefined ? [] : [state]),
    ...REASON_RULES.filter((rule) => rule.kind === kind).map(({ summary, next }) => ({
      summary,
      next,
    })),
  ];
}
