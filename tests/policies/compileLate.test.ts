import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const FILE = join(__dirname, "../../policies/compileLate.js");

/** So much that Node compiles the function for speed, as it is set up. */
const CALLED_OFTEN = `
  function sum(numbers) { return numbers[0] + numbers[1] + numbers[2]; }
  for (let i = 0; i < 30_000; i++) sum([i, 1, 2]);
  setTimeout(() => undefined, 200);
`;

function run(script: string) {
  return spawnSync(process.execPath, ["--trace-opt", "-e", script], { encoding: "utf8" });
}

describe("compileLate", () => {
  it("puts off what V8 would compile for speed", () => {
    const compiled = /completed optimizing .*<JSFunction sum /;
    assert.match(run(CALLED_OFTEN).stdout, compiled);
    const late = run(`require(${JSON.stringify(FILE)}).compileLate(); ${CALLED_OFTEN}`);
    assert.doesNotMatch(late.stdout, compiled);
    // V8 complains there of a flag that it does not know.
    assert.equal(late.stderr, "");
  });
});
