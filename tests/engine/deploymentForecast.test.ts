import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

import fc from "fast-check";

import { canProgress } from "../../components/service/rules/deployment/deploymentProgress.js";
import { packageRoot } from "../../generator/project/packageRoot.js";
import { emulatorPython, engineSuite, works } from "./support/engine.js";
import type { RolloutCase } from "./support/rolloutCases.js";
import { foretold, rolloutCases, settingsOf, tagOf } from "./support/rolloutCases.js";

/** Seconds between two looks of the emulator at its tasks: no figure may be further from what it finds. */
const STEP = 5;

/** How the emulator carried a deployment out. */
interface Rollout {
  state: "SUCCEEDED" | "ROLLED_BACK" | "IN_PROGRESS";
  ended: number | null;
  fewest: number;
  most: number;
}

/** Carries deployments out by the emulator's own state machine, all in one process. */
function carriedOut(cases: readonly { one: RolloutCase; before: string; after: string }[]) {
  const input = cases.map(({ one, ...tags }) => ({ settings: settingsOf(one), ...tags }));
  const script = join(packageRoot(), "tests", "engine", "emulated", "rollouts.py");
  const { status, stdout, stderr } = spawnSync(emulatorPython(), [script], {
    input: JSON.stringify(input),
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as Rollout[];
}

function within(what: string, ended: number | null, seconds: number, one: RolloutCase): void {
  const distance = Math.abs((ended ?? Infinity) - seconds);
  assert.ok(
    distance <= STEP,
    `${what}: foretold ${seconds}, carried out in ${ended}: ${JSON.stringify(one)}`,
  );
}

/** The state machine needs no more than a Python: it has nothing of moto, and makes no calls. */
function pythonMissing(): string | undefined {
  return works(emulatorPython(), "--version") ? undefined : `there is no '${emulatorPython()}'`;
}

function suite(): void {
  const drawn = fc
    .sample(rolloutCases, { seed: 12, numRuns: 250 })
    .filter((one) => one.strategy !== "ROLLING" || canProgress(one));

  for (const strategy of ["ROLLING", "BLUE_GREEN", "CANARY", "LINEAR", "CODE_DEPLOY"] as const) {
    const cases = drawn.filter((one) => one.strategy === strategy);

    it(`${strategy}: a good version, at the fastest and at the slowest`, () => {
      assert.ok(cases.length > 20, `${cases.length} draws`);
      for (const pace of ["idle", "busy"] as const) {
        const runs = carriedOut(
          cases.map((one) => {
            const tag = tagOf(one, pace, "good");
            return { one, before: tag, after: tag };
          }),
        );
        for (const [i, one] of cases.entries()) {
          const run = runs[i] ?? assert.fail();
          const { good, fewestHealthy, mostTasks } = foretold(one);
          assert.equal(run.state, "SUCCEEDED", JSON.stringify(one));
          within(pace, run.ended, pace === "idle" ? good.least : good.most, one);
          assert.deepEqual([run.fewest, run.most], [fewestHealthy, mostTasks], JSON.stringify(one));
        }
      }
    });

    it(`${strategy}: one that never becomes healthy, taken back at the soonest and at the latest`, () => {
      // A day of tasks that come and go takes its time.
      const some = strategy === "ROLLING" ? cases : cases.slice(0, 8);
      for (const pace of ["idle", "busy"] as const) {
        const runs = carriedOut(
          some.map((one) => ({
            one,
            before: tagOf(one, pace, "good"),
            // Without a health check a task fails when it ends, and not otherwise.
            after: tagOf(one, pace, pace === "idle" || one.checks === "none" ? "exits" : "never"),
          })),
        );
        for (const [i, one] of some.entries()) {
          const run = runs[i] ?? assert.fail();
          const { broken, fewestHealthy } = foretold(one);
          assert.ok(broken, JSON.stringify(one));
          assert.equal(run.state, "ROLLED_BACK", JSON.stringify(one));
          within(pace, run.ended, pace === "idle" ? broken.least : broken.most, one);
          assert.ok(run.fewest >= fewestHealthy, JSON.stringify(one));
        }
      }
    });
  }
}

engineSuite("deployments, as foretold and as the emulator carries them out", suite, pythonMissing);
