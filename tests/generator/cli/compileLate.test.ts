import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const FILE = join(__dirname, "../../../generator/compileLate.js");

/** So much that Node compiles the function for speed, as it is set up. */
const CALLED_OFTEN = `
  function sum(numbers) { return numbers[0] + numbers[1] + numbers[2]; }
  for (let i = 0; i < 30_000; i++) sum([i, 1, 2]);
`;

const isNode20 = process.versions.node.startsWith("20.");

function run(script: string) {
  // Else the loop is compiled while it runs, with the function in it.
  const flags = ["--trace-opt", "--no-use-osr"];
  return spawnSync(process.execPath, [...flags, "-e", script], { encoding: "utf8" });
}

describe("compileLate", () => {
  const what = isNode20 ? "puts off what V8 would compile" : "leaves a later Node as it is";
  it(what, () => {
    const compiled = /<JSFunction sum .*\bfor optimization to\b/;
    assert.match(run(CALLED_OFTEN).stdout, compiled);
    const late = run(`require(${JSON.stringify(FILE)}).compileLate(); ${CALLED_OFTEN}`);
    assert.equal(compiled.test(late.stdout), !isNode20, late.stdout);
    // V8 complains there of a flag that it does not know.
    assert.equal(late.stderr, "");
  });
});
