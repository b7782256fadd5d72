import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findRun, journalFile, journalFolder } from "../../../../generator/fleet/run/journal.js";

describe("findRun", () => {
  const folder = mkdtempSync(join(tmpdir(), "slipway-journal-"));
  const file = join(folder, "fleet.yaml");

  before(() => {
    mkdirSync(journalFolder(file), { recursive: true });
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("passes over runs that were killed before their first record, or in it", () => {
    writeFileSync(journalFile(file, "b"), "");
    writeFileSync(journalFile(file, "c"), '{"kind":"ru');
    assert.throws(() => findRun(file), /there is no run of .*fleet[.]yaml yet/);
    assert.throws(() => findRun(file, "c"), /'--run' must name a run of/);
    writeFileSync(journalFile(file, "a"), '{"kind":"run"}\n');
    assert.equal(findRun(file), "a");
  });

  it("takes the one that has begun last, also of one second", () => {
    for (const [run, at] of [
      ["20261130T180000Z-ffff", "2026-11-30T18:00:00.100Z"],
      ["20261130T180000Z-0000", "2026-11-30T18:00:00.200Z"],
      ["20261130T175959Z-eeee", "2026-11-30T17:59:59.900Z"],
    ] as const) {
      writeFileSync(journalFile(file, run), `${JSON.stringify({ kind: "run", at })}\n`);
    }
    assert.equal(findRun(file), "20261130T180000Z-0000");
  });
});
