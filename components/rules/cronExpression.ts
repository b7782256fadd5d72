/** One field of a cron expression. */
interface CronField {
  name: string;
  /** What the field takes, for the message. */
  takes: string;
  least: number;
  most: number;
  /** Names of values, the first for `least`. */
  names?: readonly string[];
  /** Forms beside numbers, ranges, lists and steps. */
  extra?: RegExp;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based */
const FIELDS: readonly CronField[] = [
  { name: "minutes", takes: "0 to 59", least: 0, most: 59 },
  { name: "hours", takes: "0 to 23", least: 0, most: 23 },
  {
    name: "day of month",
    takes: "1 to 31, L, LW, 15W or ?",
    least: 1,
    most: 31,
    extra: /^(L|LW|([1-9]|[12]\d|3[01])W|\?)$/,
  },
  { name: "month", takes: "1 to 12 or JAN to DEC", least: 1, most: 12, names: MONTHS },
  {
    name: "day of week",
    takes: "1 to 7 or SUN to SAT, 6L, 6#2 or ?",
    least: 1,
    most: 7,
    names: DAYS,
    extra: /^(([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)?L|([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)#[1-5]|\?)$/,
  },
  { name: "year", takes: "1970 to 2199", least: 1970, most: 2199 },
];

const DAY_OF_MONTH = 2;
const DAY_OF_WEEK = 4;

/**
 * Why EventBridge Scheduler would refuse the inside of `cron(…)`; nothing when it would not.
 *
 * @param text The fields without `cron(` and `)`.
 */
export function cronProblem(text: string): string | undefined {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== FIELDS.length) {
    return `cron must have six fields, minutes hours day-of-month month day-of-week year, got ${fields.length}; "cron(0 3 * * ? *)" works`;
  }
  for (const [i, field] of FIELDS.entries()) {
    const value = (fields[i] ?? "").toUpperCase();
    if (!value.split(",").every((item) => isItem(item, field))) {
      return `the field ${field.name} takes ${field.takes}, with , - * and /, got "${fields[i]}"`;
    }
  }
  const open = [DAY_OF_MONTH, DAY_OF_WEEK].filter((i) => fields[i] === "?").length;
  if (open === 1) return undefined;
  return `one of day of month and day of week must be ?, got "${fields[DAY_OF_MONTH]}" and "${fields[DAY_OF_WEEK]}"; "cron(0 3 * * ? *)" works`;
}

/** A number, a range, `*`, one of them with a step, or what the field alone takes. */
function isItem(item: string, field: CronField): boolean {
  if (field.extra?.test(item) === true) return true;
  const [range = "", step, ...rest] = item.split("/");
  if (rest.length > 0) return false;
  if (step !== undefined && !/^[1-9]\d*$/.test(step)) return false;
  if (range === "*") return true;
  const ends = range.split("-");
  return ends.length <= 2 && ends.every((end) => isValue(end, field));
}

function isValue(text: string, { least, most, names }: CronField): boolean {
  if (names?.includes(text) === true) return true;
  return /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most;
}
