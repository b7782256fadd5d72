import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const FILE = join(__dirname, "../../../../generator/offline/program/promiseTraces.js");

/** Runs a script in a process of its own, as what is judged changes Pulumi's runtime. */
function run(script: string, environment: Record<string, string> = {}) {
  const all = `
    const { debuggablePromise } = require("@pulumi/pulumi/runtime/debuggable");
    require(${JSON.stringify(FILE)}).dropPromiseTraces();
    const place = require("@pulumi/pulumi/runtime/debuggable");
    ${script}
  `;
  return spawnSync(process.execPath, ["-e", all], {
    encoding: "utf8",
    env: { ...process.env, ...environment },
  });
}

describe("dropPromiseTraces", () => {
  it("keeps no trace with promises, and what they come to", () => {
    const { stdout, stderr } = run(`
      const kept = [1, 2, 3].map((value) => Promise.resolve(value));
      Promise.all(kept.map((one) => place.debuggablePromise(one, "test"))).then((values) => {
        console.log(values.join(), kept.filter((one) => "_debugStackTrace" in one).length);
      });
      place.debuggablePromise(Promise.reject(new Error("no")), "test").catch(({ message }) => console.log(message));
    `);
    assert.deepEqual([stdout.trim().split("\n").sort(), stderr], [["1,2,3 1", "no"], ""]);
  });

  it("has Pulumi find promises that are left, as before", () => {
    const { status, stderr } = run(`
      for (let i = 0; i < 3; i++) place.debuggablePromise(new Promise(() => undefined), "test");
    `);
    assert.match(stderr, /3 promises were still active/);
    assert.equal(status, 1);
  });

  it("leaves traces to who asks for them", () => {
    const { stdout } = run("console.log(place.debuggablePromise === debuggablePromise)", {
      PULUMI_DEBUG_PROMISE_LEAKS: "1",
    });
    assert.equal(stdout, "true\n");
  });
});
