import { cronProblem } from "./cronExpression.js";

/**
 * Why EventBridge Scheduler would refuse a schedule; nothing when it would not.
 *
 * @param expression `cron(…)`, `rate(…)` or `at(…)`.
 * @param path Name of the argument that holds it.
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function scheduleExpressionProblem(
  expression: string,
  path = "schedule",
): { path: string; reason: string } | undefined {
  const [, kind, inside = ""] = /^(cron|rate|at)\((.*)\)$/.exec(expression) ?? [];
  const problem = kind === undefined ? FORMS : PROBLEMS[kind as Kind](inside);
  if (problem === undefined) return undefined;
  return { path, reason: `'${path}' ${JSON.stringify(expression)}: ${problem}` };
}

type Kind = "cron" | "rate" | "at";

const FORMS = `must be cron(…), rate(…) or at(…); "cron(0 3 * * ? *)", "rate(1 hour)" and "at(2030-01-31T03:00:00)" work`;

const PROBLEMS: Record<Kind, (inside: string) => string | undefined> = {
  cron: cronProblem,
  rate: rateProblem,
  at: atProblem,
};

function rateProblem(inside: string): string | undefined {
  if (/^[1-9]\d* (minute|hour|day)s?$/.test(inside)) return undefined;
  return `rate must be a whole number from 1 and minutes, hours or days, got "${inside}"; "rate(15 minutes)" works`;
}

function atProblem(inside: string): string | undefined {
  const problem = `at must be a moment as yyyy-mm-ddThh:mm:ss, without a zone, which has an argument of its own; got "${inside}"; "at(2030-01-31T03:00:00)" works`;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(inside)) return problem;
  const moment = new Date(`${inside}Z`);
  // A day that no month has, such as 30 February, comes back as another day.
  const isReal = !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(inside);
  return isReal ? undefined : problem;
}
