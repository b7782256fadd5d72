import assert from "node:assert/strict";

import { scheduleExpressionProblem } from "../../../components/rules/scheduleExpression.js";

describe("scheduleExpressionProblem", () => {
  for (const expression of [
    "rate(1 minute)",
    "rate(15 minutes)",
    "rate(1 hours)",
    "rate(7 days)",
    "at(2030-01-31T03:00:00)",
    "at(2028-02-29T23:59:59)",
    "cron(0 3 * * ? *)",
    "cron(0/15 8-17 ? * MON-FRI *)",
    "cron(*/5 * ? * * *)",
    "cron(0 10 L * ? *)",
    "cron(0 10 LW * ? *)",
    "cron(0 10 15W * ? *)",
    "cron(0 10 ? * 6L *)",
    "cron(0 10 ? * FRIL *)",
    "cron(0 10 ? * 6#3 *)",
    "cron(30 0,12 1,15 JAN,JUL ? 2026-2030)",
    "cron(0 3 ? * mon *)",
    "cron(59 23 31 12 ? 2199)",
    "cron( 0  3 * * ? * )",
  ]) {
    it(`takes ${expression}`, () => {
      assert.equal(scheduleExpressionProblem(expression), undefined);
    });
  }

  const forms = `must be cron(…), rate(…) or at(…); "cron(0 3 * * ? *)", "rate(1 hour)" and "at(2030-01-31T03:00:00)" work`;
  const rate = (got: string) =>
    `rate must be a whole number from 1 and minutes, hours or days, got "${got}"; "rate(15 minutes)" works`;
  const at = (got: string) =>
    `at must be a moment as yyyy-mm-ddThh:mm:ss, without a zone, which has an argument of its own; got "${got}"; "at(2030-01-31T03:00:00)" works`;
  const oneOpen = (month: string, week: string) =>
    `one of day of month and day of week must be ?, got "${month}" and "${week}"; "cron(0 3 * * ? *)" works`;
  for (const [expression, problem] of [
    ["", forms],
    ["0 3 * * *", forms],
    ["every(1 hour)", forms],
    ["xcron(0 3 * * ? *)", forms],
    ["rate(1 hours or so)", rate("1 hours or so")],
    ["at(2030-01-31T03:00:00.000)", at("2030-01-31T03:00:00.000")],
    ["cron(0 3 * * ? *) ", forms],
    ["rate(0 minutes)", rate("0 minutes")],
    ["rate(1.5 hours)", rate("1.5 hours")],
    ["rate(30 seconds)", rate("30 seconds")],
    ["rate(5minutes)", rate("5minutes")],
    ["at(2030-02-30T03:00:00)", at("2030-02-30T03:00:00")],
    ["at(2030-01-31T24:00:00)", at("2030-01-31T24:00:00")],
    ["at(2030-13-01T03:00:00)", at("2030-13-01T03:00:00")],
    ["at(2030-01-31T03:00:00Z)", at("2030-01-31T03:00:00Z")],
    [
      "cron(0 3 * * *)",
      `cron must have six fields, minutes hours day-of-month month day-of-week year, got 5; "cron(0 3 * * ? *)" works`,
    ],
    ["cron(0 3 * * * *)", oneOpen("*", "*")],
    ["cron(0 3 ? * ? *)", oneOpen("?", "?")],
    ["cron(0 3 1 * MON *)", oneOpen("1", "MON")],
    ["cron(60 3 * * ? *)", `the field minutes takes 0 to 59, with , - * and /, got "60"`],
    ["cron(0 24 * * ? *)", `the field hours takes 0 to 23, with , - * and /, got "24"`],
    [
      "cron(0 3 32 * ? *)",
      `the field day of month takes 1 to 31, L, LW, 15W or ?, with , - * and /, got "32"`,
    ],
    [
      "cron(0 3 * 13 ? *)",
      `the field month takes 1 to 12 or JAN to DEC, with , - * and /, got "13"`,
    ],
    [
      "cron(0 3 ? * 0 *)",
      `the field day of week takes 1 to 7 or SUN to SAT, 6L, 6#2 or ?, with , - * and /, got "0"`,
    ],
    ["cron(0 3 * * ? 1969)", `the field year takes 1970 to 2199, with , - * and /, got "1969"`],
    ["cron(0/0 3 * * ? *)", `the field minutes takes 0 to 59, with , - * and /, got "0/0"`],
    ...["0/5x", "0/x5", "1-x", "1e1", ".5"].map(
      (got) =>
        [
          `cron(${got} 3 * * ? *)`,
          `the field minutes takes 0 to 59, with , - * and /, got "${got}"`,
        ] as const,
    ),
    ["cron(1-2-3 3 * * ? *)", `the field minutes takes 0 to 59, with , - * and /, got "1-2-3"`],
    ["cron(0/5/5 3 * * ? *)", `the field minutes takes 0 to 59, with , - * and /, got "0/5/5"`],
    ["cron(0, 3 * * ? *)", `the field minutes takes 0 to 59, with , - * and /, got "0,"`],
  ] as const) {
    it(`refuses ${JSON.stringify(expression)}`, () => {
      const reason = `'schedule' ${JSON.stringify(expression)}: ${problem}`;
      assert.deepEqual(scheduleExpressionProblem(expression), { path: "schedule", reason });
    });
  }
});
