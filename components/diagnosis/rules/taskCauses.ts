import type { Cause } from "./cause.js";
import { STATE_CAUSES } from "./causeMeanings.js";
import { ruleFor } from "./reasonRules.js";
import type { StoppedContainerFact, StoppedTaskFact } from "./serviceSnapshot.js";

/** Signals by exit code, as `128 + signal`. */
const SIGNALS: Record<number, string> = {
  134: "SIGABRT",
  137: "SIGKILL",
  139: "SIGSEGV",
  143: "SIGTERM",
};

/** Reasons for which ECS stops tasks that are well: they have been replaced, scaled in or stopped by hand. */
const ORDINARY =
  /^Scaling activity initiated|^Service .*(deployment|deleted)|^Task stopped by user|^ECS deployment/i;

/** What a task's end tells; nothing for a task that ECS stopped in good order. */
export function taskCause(task: StoppedTaskFact): Cause | undefined {
  const { stoppedReason, stopCode, containers } = task;
  const texts = [stoppedReason, ...containers.map(({ reason }) => reason)].filter(
    (text): text is string => text !== undefined && text !== "",
  );
  if (stopCode === "SpotInterruption") return spotCause(texts);
  for (const text of [...texts].reverse()) {
    const rule = ruleFor(text);
    if (rule) return { kind: rule.kind, summary: rule.summary, evidence: texts, next: rule.next };
  }
  if (stoppedReason !== undefined && /failed ELB health checks/i.test(stoppedReason)) {
    return balancerCause(texts, undefined);
  }
  if (stoppedReason !== undefined && ORDINARY.test(stoppedReason)) return undefined;
  return exitCause(containers, texts);
}

/** The load balancer's check failed; what it asked for is said where it is known. */
export function balancerCause(evidence: string[], asked: string | undefined): Cause {
  return {
    kind: "loadBalancerHealthCheck",
    summary: `${STATE_CAUSES.loadBalancerHealthCheck.summary}${asked === undefined ? "" : ` (${asked})`}`,
    evidence,
    next: balancerAdvice(evidence.join(" ")),
  };
}

function balancerAdvice(text: string): string {
  if (/timed out|Target\.Timeout/i.test(text)) {
    return "let the program listen on 0.0.0.0 and on the mapped port, let the load balancer's security group reach it, and raise 'healthCheckGracePeriodSeconds' if it starts slowly";
  }
  if (/codes?: ?\[?\d/i.test(text)) {
    return "let 'healthCheckPath' name a path that answers 200 without a login or a redirect";
  }
  return STATE_CAUSES.loadBalancerHealthCheck.next;
}

function spotCause(evidence: string[]): Cause {
  return {
    kind: "spotInterrupted",
    summary: STATE_CAUSES.spotInterrupted.summary,
    evidence,
    next: STATE_CAUSES.spotInterrupted.next,
  };
}

function exitCause(containers: StoppedContainerFact[], texts: string[]): Cause | undefined {
  const failed =
    containers.find(({ exitCode }) => exitCode === 137) ??
    containers.find(({ exitCode }) => exitCode !== undefined && exitCode !== 0);
  const ended = failed ?? containers.find(({ exitCode }) => exitCode === 0);
  if (ended?.exitCode === undefined) return undefined;
  const { name, exitCode } = ended;
  if (exitCode === 137) {
    return {
      kind: "outOfMemory",
      summary: `container "${name}" was killed (exit code 137), which most often is for want of memory`,
      evidence: texts,
      next: "raise 'memory' of the task definition, or lower what the program uses (its heap limit)",
    };
  }
  const signal = SIGNALS[exitCode];
  return {
    kind: "exitCode",
    summary: `container "${name}" ended with exit code ${exitCode}${signal === undefined ? "" : ` (${signal})`}`,
    evidence: texts,
    next:
      exitCode === 0
        ? "let the container's command stay in the foreground: a service's essential container must not end"
        : STATE_CAUSES.exitCode.next,
  };
}
