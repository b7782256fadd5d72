import type * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../../argument/checks.js";
import type { Problem } from "../../rules/problem.js";
import { backlogPerTask } from "../rules/scaling/queueBacklog.js";
import { scalingShapeProblem } from "../rules/scaling/scalingShape.js";
import {
  evaluationProblem,
  metricTargetProblem,
  predictiveProblem,
  queueTimesProblem,
  scalingNumberRules,
} from "../rules/scaling/scalingTargets.js";
import { asleepProblem } from "../rules/scaling/asleep.js";
import type { ServiceScalingArgs } from "../args/serviceScalingArgs.js";

/**
 * An autoscaler's arguments, each number checked as soon as it is known by itself: one that is not hides no other.
 *
 * @throws {ArgumentError} if a plain argument is illegal.
 */
export function decideScaling(
  checks: Checks,
  args: ServiceScalingArgs,
  requests: Parameters<typeof scalingShapeProblem>[1],
) {
  checks.fail(scalingShapeProblem(args, requests));
  const { minCapacity, metrics = [], steps = [], schedules = [], queue, predictive } = args;
  const hasWakingMetric = metrics.length + steps.length > 0 || Boolean(queue ?? predictive);
  checks.check(
    { minCapacity, schedules: schedules.map((one) => ({ minCapacity: one.minCapacity })) },
    (known) => asleepProblem({ ...known, hasWakingMetric }),
  );
  const number = (
    value: pulumi.Input<number> | undefined,
    problem: (value: number) => Problem | undefined,
  ) => (value === undefined ? undefined : checks.known(value, problem));
  const numbers = Object.entries(scalingNumberRules).map(([key, rule]) => [
    key,
    number(args[key as keyof typeof scalingNumberRules], rule),
  ]);
  return {
    ...args,
    ...(Object.fromEntries(numbers) as Pick<ServiceScalingArgs, keyof typeof scalingNumberRules>),
    metrics: (args.metrics ?? []).map((metric, i) => ({
      ...metric,
      targetValue: checks.known(metric.targetValue, (value) => metricTargetProblem(i, value)),
    })),
    steps: (args.steps ?? []).map((policy, i) => ({
      ...policy,
      evaluationMinutes: checks.known(policy.evaluationMinutes ?? 2, (minutes) =>
        evaluationProblem(i, minutes),
      ),
    })),
    queue: args.queue && { ...args.queue, backlogPerTask: queueTarget(checks, args.queue) },
    predictive: args.predictive && decidePredictive(checks, args.predictive),
  };
}

/** An autoscaler's arguments after their check. */
export type DecidedScaling = ReturnType<typeof decideScaling>;

function queueTarget(
  checks: Checks,
  { acceptableLatencySeconds, processingSeconds }: NonNullable<ServiceScalingArgs["queue"]>,
): pulumi.Output<number> {
  return checks.decide(
    { acceptableLatencySeconds, processingSeconds },
    queueTimesProblem,
    (times) => backlogPerTask(times.acceptableLatencySeconds, times.processingSeconds),
  );
}

function decidePredictive(checks: Checks, args: NonNullable<ServiceScalingArgs["predictive"]>) {
  const { targetValue, schedulingBufferSeconds = 300 } = args;
  const known = checks.known({ targetValue, schedulingBufferSeconds }, predictiveProblem);
  return {
    ...args,
    targetValue: known.apply((forecast) => forecast.targetValue),
    schedulingBufferSeconds: known.apply((forecast) => forecast.schedulingBufferSeconds),
  };
}
