import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** Folder of what changes Pulumi's runtime. */
const PROGRAM = join(__dirname, "../../../../generator/offline/program");

/**
 * What a script prints as JSON where Pulumi's runtime is changed, and where it is as Pulumi has it: each in a process of its own.
 * What both print as `result` must be the same.
 *
 * @param module Changes the runtime, by its only function.
 * @param scriptOf Gives the script, by the code that changes the runtime or does nothing.
 */
export function comparedRuns<T extends { result: unknown }>(
  module: string,
  scriptOf: (patch: string) => string,
): { own: T; pulumis: T } {
  const file = JSON.stringify(join(PROGRAM, `${module}.js`));
  const patch = `for (const change of Object.values(require(${file}))) change();`;
  const own = printed(scriptOf(patch)) as T;
  const pulumis = printed(scriptOf("")) as T;
  assert.deepEqual(own.result, pulumis.result);
  return { own, pulumis };
}

function printed(script: string): unknown {
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
  assert.equal(stderr, "");
  return JSON.parse(stdout);
}
