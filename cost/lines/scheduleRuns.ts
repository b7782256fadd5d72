import { HOURS_PER_MONTH } from "../costResult.js";
import type { Costing } from "../ledger.js";
import type { ReadResource } from "../stackResources.js";

const DAYS_PER_MONTH = HOURS_PER_MONTH / 24;
const DAYS_PER_WEEK = 7;
const MONTHS_PER_YEAR = 12;

const HOURS_OF = { minute: 1 / 60, hour: 1, day: 24 } as const;

/** How often a schedule starts its tasks in a month of 730 hours: as usage says, or by its expression. */
export function runsOf(
  { usage, ledger }: Costing,
  { name }: ReadResource,
  expression: string | undefined,
): { count: number; assumptions: string[] } {
  const given = usage.given(name, "runs");
  if (given !== undefined) return { count: given, assumptions: [`${given} runs (runs, given)`] };
  const count = expression === undefined ? undefined : runsByExpression(expression);
  if (count !== undefined) return { count, assumptions: [] };
  return ledger.refuse("how often it runs is not known: say 'runs' in slipway.usage.yaml");
}

/**
 * Runs in a month of 730 hours; nothing for an expression that is of no known form.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function runsByExpression(expression: string): number | undefined {
  if (expression.startsWith("at(")) return 1;
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate) {
    const hours = Number(rate[1]) * HOURS_OF[rate[2] as keyof typeof HOURS_OF];
    return hours > 0 ? HOURS_PER_MONTH / hours : undefined;
  }
  const fields = /^cron\((.*)\)$/.exec(expression)?.[1]?.trim().toUpperCase().split(/\s+/);
  if (fields?.length !== 6) return undefined;
  const [minutes = "", hours = "", days = "", months = "", weekdays = ""] = fields;
  const perDay = valuesOf(minutes, 0, 59) * valuesOf(hours, 0, 23);
  const shareOfYear = valuesOf(months, 1, MONTHS_PER_YEAR) / MONTHS_PER_YEAR;
  return perDay * daysOf(days, weekdays) * shareOfYear;
}

/** Days of a month of 730 hours; one of the two fields is `?`. */
function daysOf(days: string, weekdays: string): number {
  if (weekdays === "?" || weekdays === "*")
    return days === "*" || days === "?" ? DAYS_PER_MONTH : valuesOf(days, 1, 31);
  const weeks = DAYS_PER_MONTH / DAYS_PER_WEEK;
  // `6#2` and `6L` are one day of the month.
  const items = weekdays.split(",");
  const once = items.filter((item) => /#|L$/.test(item)).length;
  const weekly = items.filter((item) => !/#|L$/.test(item)).join(",");
  return once + (weekly === "" ? 0 : valuesOf(weekly, 1, DAYS_PER_WEEK) * weeks);
}

const NAMES = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/** How many values a field of cron takes: lists, ranges and steps. What is no number, such as `L`, is one. */
function valuesOf(field: string, least: number, most: number): number {
  const values = new Set<string | number>();
  for (const item of field.split(",")) {
    const [range = "", step = "1"] = item.split("/");
    const [first = "", last] = range.split("-");
    const isOpen = range === "*" || (item.includes("/") && last === undefined);
    const from = range === "*" ? least : numberOf(first);
    const to = isOpen ? most : last === undefined ? from : numberOf(last);
    if (from === undefined || to === undefined) values.add(item);
    else for (let value = from; value <= to; value += Number(step)) values.add(value);
  }
  return values.size;
}

function numberOf(text: string): number | undefined {
  for (const names of [NAMES, MONTHS]) {
    if (names.includes(text)) return names.indexOf(text) + 1;
  }
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
