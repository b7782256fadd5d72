import assert from "node:assert/strict";

import { goSeconds } from "../../../components/aws/goDuration.js";

describe("a duration of Go", () => {
  const durations: [string, number][] = [
    ["1h", 3600],
    ["15m", 900],
    ["1h30m", 5400],
    ["1.5h", 5400],
    ["+900s", 900],
    ["900000ms", 900],
    ["1500000µs", 2],
    ["2000000us", 2],
    [".5h", 1800],
    ["3600000000000ns", 3600],
  ];
  for (const [text, seconds] of durations) {
    it(`${text} has ${seconds} seconds`, () => {
      assert.equal(goSeconds(text), seconds);
    });
  }

  for (const text of ["", "1", "h", "1d", "1h 30m", "-1h", "1h.", "one hour"]) {
    it(`"${text}" is none`, () => {
      assert.equal(goSeconds(text), undefined);
    });
  }
});
