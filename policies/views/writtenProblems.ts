import { listedByOr } from "../../components/rules/listInWords.js";
import { scheduleExpressionProblem } from "../../components/rules/scheduleExpression.js";
import { timeZoneProblem } from "../../components/rules/timeZone.js";

/** What is wrong with the value at a path; nothing where nothing is. */
export type WrittenProblem = (value: string, path: string) => string | undefined;

/** One of some words, of which `works` is one. */
export function oneOf(words: readonly string[], works: string): WrittenProblem {
  const listed = listedByOr(words.map((word) => JSON.stringify(word)));
  return (value, path) =>
    words.includes(value)
      ? undefined
      : `'${path}' must be ${listed}, got ${JSON.stringify(value)}; ${JSON.stringify(works)} works`;
}

/** A whole number in a range; `Infinity` for no end. */
export function whole(least: number, most: number, works: number): WrittenProblem {
  return (value, path) => {
    const number = Number(value);
    if (Number.isInteger(number) && number >= least && number <= most) return undefined;
    const to = most === Infinity ? "of at least" : "from";
    const end = most === Infinity ? "" : ` to ${most}`;
    const got = Number.isNaN(number) ? JSON.stringify(value) : value;
    return `'${path}' must be a whole number ${to} ${least}${end}, got ${got}; ${works} works`;
  };
}

/** A name, where an ARN names nothing. */
export function noArn(what: string, works: string): WrittenProblem {
  return (value, path) =>
    value.includes("arn:")
      ? `'${path}' must be ${what}, got the ARN ${JSON.stringify(value)}; ${works} works`
      : undefined;
}

/** A schedule as EventBridge Scheduler and Application Auto Scaling take it. */
export const schedule: WrittenProblem = (value, path) =>
  scheduleExpressionProblem(value, path)?.reason;

/** A time zone of IANA. */
export const zone: WrittenProblem = (value, path) => timeZoneProblem(value, path)?.reason;

/** Rules of EventBridge have no `at(…)`, and are strict about the unit (Amazon EventBridge User Guide, "Rate expressions"). */
export function eventSchedule(value: string, path: string): string | undefined {
  const [, number, plural] = /^rate\(([1-9]\d*) (?:minute|hour|day)(s?)\)$/.exec(value) ?? [];
  if (number !== undefined) {
    // "If the value is equal to 1, then the unit must be singular. If the value is greater than 1, the unit must be plural."
    if ((number === "1") === (plural === "")) return undefined;
    const works = number === "1" ? value.replace("s)", ")") : value.replace(")", "s)");
    return `'${path}' must have its unit in the ${number === "1" ? "singular" : "plural"}, got ${JSON.stringify(value)}; ${JSON.stringify(works)} works`;
  }
  if (value.startsWith("at(")) {
    return `'${path}' must be cron(…) or rate(…), got ${JSON.stringify(value)}; "rate(1 hour)" works`;
  }
  return schedule(value, path);
}
