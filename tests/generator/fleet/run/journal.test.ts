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
});
