import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import type { PolicyConfiguration } from "../../../policies/pack.js";
import { previewOffline } from "../../../generator/offline/previewOffline.js";
import { openThings } from "../../../generator/offline/program/programEnd.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import { fixture, previewFailing, previewJson } from "./runSlipway.js";

const CLI = join(packageRoot(), "dist", "generator", "cli.js");

/** Previews a way to end; it must fail, and gives what it says at its end. */
async function failure(stack: string, ...args: string[]): Promise<string> {
  const { code, stderr } = await previewFailing("ending", "--stack", stack, ...args);
  assert.equal(code, 1, stderr);
  return stderr.trimEnd().split("\n").at(-1) ?? "";
}

describe("slipway preview --offline: when a program has not ended yet", () => {
  it("judges what is registered after a gap: an awaited timer, an apply, a promise, a process, a transform", async () => {
    const { policies, resources } = await previewOffline({
      directory: fixture("ending"),
      stack: "gaps",
    });
    const privileged = policies.violations.filter(({ policy }) => policy === "ecs-no-privileged");
    const names = privileged.map(({ urn }) => urn.split("::").at(-1)).sort();
    assert.deepEqual(names, ["afterProcess", "applied", "awaited", "followed", "withTransform"]);
    const transformed = resources.find(({ name }) => name === "withTransform");
    assert.equal(transformed?.inputs.family, "transformed");
  });

  it("waits over several gaps, before and after the program has returned", async () => {
    const { resources } = await previewJson("ending", "--stack", "chain");
    assert.deepEqual(
      resources.slice(1).map(({ name }) => name),
      ["early", "first", "second", "third"],
    );
  });

  it("reports an error after a gap", async () => {
    const { code, stderr } = await previewFailing("ending", "--stack", "failsLate");
    assert.equal(code, 1);
    assert.match(stderr, /^slipway: the program failed: too late\n/);
  });

  it("fails when a server and a timer keep it from its end, and names both", async () => {
    assert.equal(
      await failure("server", "--timeout-seconds", "4"),
      "slipway: the program has not ended after 4 s: it has something open (1 server, 1 timer); " +
        "'--timeout-seconds' gives it more time",
    );
  });

  it("counts the processes that a program has started, each kind in its plural", () => {
    const started = [1, 2].map(() =>
      spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" }),
    );
    try {
      assert.match(openThings(), /(?:^|, )\d+ child processes(?:,|$)/);
    } finally {
      for (const one of started) one.kill("SIGKILL");
    }
  });

  it("fails when an input of a resource never settles", async () => {
    assert.match(await failure("pendingInput"), /^slipway: the program never ends: /);
  });
});

describe("slipway preview --offline: the exit code of a program", () => {
  it("fails when the program sets process.exitCode, as an update does", async () => {
    assert.match(await failure("exitCode"), /^slipway: the program ended with process.exitCode 3,/);
  });

  it("fails when a listener of 'exit' sets it", async () => {
    assert.match(await failure("exitCodeAtExit"), /ended with process.exitCode 4,/);
  });

  it("fails when the program calls process.exit once it has returned", async () => {
    assert.match(await failure("exitLater"), /the program ended its process .*\(exit code 0\)$/);
  });
});

describe("slipway preview --offline: limits", () => {
  for (const limit of ["Infinity", "2147484", "1e10", "0", "-1", "NaN", ""]) {
    it(`refuses a time limit of '${limit}'`, async () => {
      assert.equal(
        await failure("chain", "--timeout-seconds", limit),
        `slipway: '--timeout-seconds' must be a number of seconds above 0 and at most 2147483, got "${limit}"; 120 works`,
      );
    });
  }

  it("refuses such a limit of 'previewOffline'", async () => {
    await assert.rejects(
      previewOffline({ directory: fixture("ending"), timeoutSeconds: Infinity }),
      /^CliError: 'timeoutSeconds' must be a number of seconds above 0 and at most 2147483, got Infinity/,
    );
  });

  const circular: Record<string, unknown> = {};
  circular.self = circular;
  const INEXPRESSIBLE: [string, unknown, string][] = [
    [
      "Infinity",
      { rule: { maxCount: Infinity } },
      "'policyConfiguration.rule.maxCount' .* got Infinity",
    ],
    ["NaN", { rule: { list: [1, NaN] } }, "'policyConfiguration.rule.list\\[1\\]' .* got NaN"],
    ["a function", { rule: () => true }, "'policyConfiguration.rule' .* got \\[Function"],
    ["a big integer", { rule: 1n }, "'policyConfiguration.rule' .* got 1n"],
    ["a Map", { rule: new Map() }, "'policyConfiguration.rule' .* got an instance of Map"],
    ["a circle", circular, "'policyConfiguration.self' .* holds itself"],
  ];
  for (const [what, configuration, message] of INEXPRESSIBLE) {
    it(`refuses ${what} in a configuration, which JSON cannot express`, async () => {
      await assert.rejects(
        previewOffline({
          directory: fixture("ending"),
          policyConfiguration: configuration as PolicyConfiguration,
        }),
        new RegExp(message),
      );
    });
  }
});

/** Whether a process runs. One that waits to be reaped does not. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = `/proc/${pid}/stat`;
  return !existsSync(stat) || !/^\d+ \(.*\) Z/.test(readFileSync(stat, "utf8"));
}

async function isGone(pid: number): Promise<boolean> {
  for (let i = 0; i < 50 && runs(pid); i += 1) await wait(100);
  return !runs(pid);
}

/** Starts a preview of a program that starts a process; gives both, and waits for neither. */
async function started(
  stack: string,
  ...args: string[]
): Promise<{ pid: number; own: number; exited: Promise<unknown[]> }> {
  const all = [CLI, "preview", fixture("ending"), "--offline", "--stack", stack, ...args];
  const child = spawn(process.execPath, all, { stdio: ["ignore", "ignore", "pipe"] });
  const exited = once(child, "exit");
  let text = "";
  for await (const chunk of child.stderr.setEncoding("utf8")) {
    text += String(chunk);
    const [, own] = /started (\d+)\n/.exec(text) ?? [];
    if (own !== undefined) return { pid: child.pid ?? 0, own: Number(own), exited };
  }
  throw new Error(`nothing was started: ${text}`);
}

describe("slipway preview --offline: what a program leaves behind", function () {
  before(function () {
    if (process.platform !== "win32") return;
    console.log("skipped: Windows has no process groups");
    this.skip();
  });

  it("ends the program's own processes at the time limit, though the program spins", async () => {
    const { own, exited } = await started("spinsWithChild", "--timeout-seconds", "4");
    assert.deepEqual(await exited, [1, null]);
    assert.equal(await isGone(own), true);
  });

  it("ends them when it has answered", async () => {
    const { own, exited } = await started("leavesChild");
    assert.deepEqual(await exited, [0, null]);
    assert.equal(await isGone(own), true);
  });

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    it(`ends them at ${signal}`, async () => {
      const { pid, own, exited } = await started("waitsWithChild");
      process.kill(pid, signal);
      assert.deepEqual(await exited, [130, null]);
      assert.equal(await isGone(own), true);
    });
  }

  for (const stack of ["spinsWithChild", "waitsWithChild"]) {
    it(`ends them when the preview itself is killed: ${stack}`, async () => {
      const { pid, own, exited } = await started(stack);
      process.kill(pid, "SIGKILL");
      assert.deepEqual(await exited, [null, "SIGKILL"]);
      assert.equal(await isGone(own), true);
    });
  }
});
