import assert from "node:assert/strict";

import { logRetentionProblem } from "../../../components/rules/logRetention.js";

/** From the API's page. */
const OFFERED = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];

describe("logRetention", () => {
  it("takes exactly the periods that CloudWatch Logs offers", () => {
    const taken = Array.from({ length: 4000 }, (_, days) => days).filter(
      (days) => logRetentionProblem(days, "days") === undefined,
    );
    assert.deepEqual(taken, OFFERED);
  });

  it("names the next longer period", () => {
    assert.deepEqual(logRetentionProblem(31, "logRetentionDays"), {
      path: "logRetentionDays",
      reason: "'logRetentionDays' must be a period that CloudWatch Logs offers, got 31; 60 works",
    });
    assert.match(logRetentionProblem(9999, "days")?.reason ?? "", /3653 works$/);
  });
});
