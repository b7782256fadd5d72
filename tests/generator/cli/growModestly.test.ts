import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const FILE = join(__dirname, "../../../generator/growModestly.js");

/** Keeps some megabytes in small parts, and makes as much again and again that nobody keeps. */
const WORK = `
  const make = () => Array.from({ length: 50_000 }, (_, i) => ({ i }));
  const kept = [make(), make()];
  for (let i = 0; i < 150; i++) kept[2] = make();
`;

/** How often V8 looks through the whole heap while a process does this. */
function collectionsIn(script: string): number {
  // What is new gets old soon.
  const parameters = ["--trace-gc", "--max-semi-space-size=1", "-e", script];
  const { stdout, stderr } = spawnSync(process.execPath, parameters, { encoding: "utf8" });
  // V8 complains there of a flag that it does not know.
  assert.equal(stderr, "");
  return stdout.split("Mark-Compact").length - 1;
}

describe("growModestly", () => {
  it("has V8 look for garbage before the heap has grown much", () => {
    const modest = collectionsIn(`require(${JSON.stringify(FILE)}).growModestly(); ${WORK}`);
    const usual = collectionsIn(WORK);
    assert.ok(modest > usual, `${modest} and ${usual} times`);
  });
});
