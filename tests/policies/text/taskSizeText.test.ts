import assert from "node:assert/strict";

import { cpuUnits, memoryMiB } from "../../../policies/text/taskSizeText.js";

describe("cpuUnits", () => {
  const cases: [string | number, number | undefined][] = [
    [256, 256],
    ["256", 256],
    ["1 vCPU", 1024],
    ["1vcpu", 1024],
    [" .25 vCPU ", 256],
    ["0.5 VCPU", 512],
    ["1 GB", undefined],
    ["one", undefined],
    ["", undefined],
    ["-256", undefined],
    ["1 vCPU 2", undefined],
  ];
  for (const [text, units] of cases) {
    it(`takes ${JSON.stringify(text)} for ${units ?? "nothing"}`, () => {
      assert.equal(cpuUnits(text), units);
    });
  }
});

describe("memoryMiB", () => {
  const cases: [string | number, number | undefined][] = [
    [512, 512],
    ["512", 512],
    ["1GB", 1024],
    ["0.5 GB", 512],
    ["30 gb", 30720],
    ["2 vCPU", undefined],
    ["2GiB", undefined],
    ["512MB", undefined],
  ];
  for (const [text, mib] of cases) {
    it(`takes ${JSON.stringify(text)} for ${mib ?? "nothing"}`, () => {
      assert.equal(memoryMiB(text), mib);
    });
  }
});
