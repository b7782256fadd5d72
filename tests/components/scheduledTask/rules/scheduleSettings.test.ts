import assert from "node:assert/strict";

import type { ScheduleSettings } from "../../../../components/scheduledTask/rules/scheduleSettings.js";
import { scheduleSettingsProblem } from "../../../../components/scheduledTask/rules/scheduleSettings.js";

describe("scheduleSettingsProblem", () => {
  const legal: ScheduleSettings[] = [
    {},
    { timeZone: "UTC" },
    { timeZone: "Europe/Berlin" },
    { timeZone: "Asia/Calcutta" },
    { timeZone: "America/Argentina/Buenos_Aires" },
    { flexibleWindowMinutes: 1 },
    { flexibleWindowMinutes: 1440 },
    { taskCount: 1 },
    { taskCount: 10 },
    { retries: {} },
    { retries: { maximumAttempts: 0, maximumEventAgeSeconds: 60 } },
    { retries: { maximumAttempts: 185, maximumEventAgeSeconds: 86_400 } },
  ];
  for (const settings of legal) {
    it(`takes ${JSON.stringify(settings)}`, () => {
      assert.equal(scheduleSettingsProblem(settings), undefined);
    });
  }

  const zone = (got: string, works = "Europe/Berlin") =>
    `'timeZone' must be a name of the IANA time zone database, got "${got}"; "${works}" works`;
  const range = (path: string, limits: string, got: number, works: number) =>
    `'${path}' must be a whole number from ${limits}, got ${got}; ${works} works`;
  const attempts = "retries.maximumAttempts";
  const age = "retries.maximumEventAgeSeconds";
  const illegal: [ScheduleSettings, string, string][] = [
    [{ timeZone: "Mars/Olympus" }, "timeZone", zone("Mars/Olympus")],
    [{ timeZone: "" }, "timeZone", zone("")],
    [{ timeZone: "+01:00" }, "timeZone", zone("+01:00")],
    [{ timeZone: "america/new_york" }, "timeZone", zone("america/new_york", "America/New_York")],
    ...[0, 1441, 1.5].map((got): [ScheduleSettings, string, string] => [
      { flexibleWindowMinutes: got },
      "flexibleWindowMinutes",
      range("flexibleWindowMinutes", "1 to 1440", got, 15),
    ]),
    ...[0, 11].map((got): [ScheduleSettings, string, string] => [
      { taskCount: got },
      "taskCount",
      range("taskCount", "1 to 10", got, 1),
    ]),
    ...[-1, 186].map((got): [ScheduleSettings, string, string] => [
      { retries: { maximumAttempts: got } },
      attempts,
      range(attempts, "0 to 185", got, 3),
    ]),
    ...[59, 86_401].map((got): [ScheduleSettings, string, string] => [
      { retries: { maximumEventAgeSeconds: got } },
      age,
      range(age, "60 to 86400", got, 3600),
    ]),
  ];
  for (const [settings, path, reason] of illegal) {
    it(`refuses ${JSON.stringify(settings)}`, () => {
      assert.deepEqual(scheduleSettingsProblem(settings), { path, reason });
    });
  }
});
