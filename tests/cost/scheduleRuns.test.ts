import assert from "node:assert/strict";

import { runsByExpression } from "../../cost/lines/scheduleRuns.js";

const WEEKS = 730 / 24 / 7;

describe("runsByExpression", () => {
  const cases: [string, number | undefined][] = [
    ["rate(5 minutes)", 8760],
    ["rate(1 hour)", 730],
    ["rate(1 day)", 730 / 24],
    ["at(2026-11-29T10:00:00)", 1],
    ["cron(0 3 * * ? *)", 730 / 24],
    ["cron(0/15 * * * ? *)", (4 * 730 * 24) / 24],
    ["cron(0 8-17 ? * MON-FRI *)", 10 * 5 * WEEKS],
    ["cron(0,30 9 1,15 * ? *)", 4],
    ["cron(0 0 L * ? *)", 1],
    ["cron(0 9 ? * 6#2 *)", 1],
    ["cron(0 9 1 JAN,JUL ? *)", 2 / 12],
    ["rate(0 hours)", undefined],
    ["whenever", undefined],
  ];
  for (const [expression, runs] of cases) {
    it(`counts ${expression}`, () => {
      const counted = runsByExpression(expression);
      if (runs === undefined) assert.equal(counted, undefined);
      else assert.ok(Math.abs((counted ?? NaN) - runs) < 1e-9, String(counted));
    });
  }
});
