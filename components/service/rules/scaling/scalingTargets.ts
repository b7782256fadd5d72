import { positiveNumberProblem, wholeNumberProblem } from "../../../rules/numberProblem.js";
import type { Problem } from "../../../rules/problem.js";

type NumberRule = (value: number) => Problem | undefined;

/** Longest cooldown, which Application Auto Scaling does not limit: a day. */
const DAY_SECONDS = 86_400;

/** The rules for an autoscaler's numbers by their argument below `scaling`. */
export const scalingNumberRules = {
  targetCpuPercent: (value) => positiveNumberProblem("scaling.targetCpuPercent", value, 60, 100),
  targetMemoryPercent: (value) =>
    positiveNumberProblem("scaling.targetMemoryPercent", value, 70, 100),
  targetRequestsPerMinute: (value) =>
    positiveNumberProblem("scaling.targetRequestsPerMinute", value, 1000),
  scaleOutCooldownSeconds: (value) =>
    wholeNumberProblem("scaling.scaleOutCooldownSeconds", value, [0, DAY_SECONDS], 60),
  scaleInCooldownSeconds: (value) =>
    wholeNumberProblem("scaling.scaleInCooldownSeconds", value, [0, DAY_SECONDS], 300),
} as const satisfies Record<string, NumberRule>;

/** The rule for the target of the metric with this index. */
export function metricTargetProblem(i: number, value: number): Problem | undefined {
  return positiveNumberProblem(`scaling.metrics[${i}].targetValue`, value, 10);
}

/** The rule for the time that the metric of the steps with this index must be there. */
export function evaluationProblem(i: number, minutes: number): Problem | undefined {
  return wholeNumberProblem(`scaling.steps[${i}].evaluationMinutes`, minutes, [1, 1440], 2);
}

/** The rule for a forecast's target and the time that tasks start ahead of it. */
export function predictiveProblem(forecast: {
  targetValue: number;
  schedulingBufferSeconds: number;
}): Problem | undefined {
  const { targetValue, schedulingBufferSeconds: buffer } = forecast;
  const path = "scaling.predictive";
  return (
    positiveNumberProblem(`${path}.targetValue`, targetValue, 60) ??
    wholeNumberProblem(`${path}.schedulingBufferSeconds`, buffer, [0, 3600], 300)
  );
}

/** The rule for the times of a queue's messages. */
export function queueTimesProblem(times: {
  acceptableLatencySeconds: number;
  processingSeconds: number;
}): Problem | undefined {
  const { acceptableLatencySeconds: latency, processingSeconds: processing } = times;
  const path = "scaling.queue.processingSeconds";
  const alone =
    positiveNumberProblem("scaling.queue.acceptableLatencySeconds", latency, 60) ??
    positiveNumberProblem(path, processing, 1);
  if (alone || processing <= latency) return alone;
  const reason = `'${path}' must be at most 'scaling.queue.acceptableLatencySeconds' of ${latency}, got ${processing}; no number of tasks would do a message in time`;
  return { path, reason };
}
