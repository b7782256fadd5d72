import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import type { LaneJob } from "../../../generator/fleet/preview/previewLanes.js";
import { previewInLanes } from "../../../generator/fleet/preview/previewLanes.js";
import { WarmWorker } from "../../../generator/fleet/preview/warm/warmWorker.js";
import type { PreviewOptions } from "../../../generator/offline/previewOffline.js";
import { previewOffline } from "../../../generator/offline/previewOffline.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import { IN_FULL } from "../../support/inFull.js";
import { FleetFolder } from "./fleetFolder.js";
import { PROGRAMS } from "./warmPrograms.js";

const { TAME, WILD } = PROGRAMS;

/** Of the examples and of the programs that each run of the tests takes, others each time: all of them take a minute. */
const TAKEN = IN_FULL ? { examples: 8, programs: Infinity } : { examples: 1, programs: 6 };

/** What a preview came to: its JSON, or its error. */
interface Outcome {
  text: string;
  printed: string[];
}

async function alone(options: PreviewOptions): Promise<Outcome> {
  const printed: string[] = [];
  const onOutput = (line: string): number => printed.push(line);
  try {
    const result = await previewOffline({ ...options, onOutput });
    return { text: JSON.stringify(result), printed };
  } catch (error) {
    return { text: String(error), printed };
  }
}

/** One after the other in the same process, as far as they let it live. */
async function inOneLane(all: readonly PreviewOptions[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const jobs = all.map((options): LaneJob => {
    const printed: string[] = [];
    return {
      options: { ...options, onOutput: (line) => printed.push(line) },
      started: () => undefined,
      previewed: (result) => outcomes.push({ text: JSON.stringify(result), printed }),
      failed: (error) => outcomes.push({ text: String(error), printed }),
    };
  });
  await previewInLanes(jobs, 1);
  return outcomes;
}

/** Streams of one process are read in any order. */
function sorted({ text, printed }: Outcome): Outcome {
  return { text, printed: [...printed].sort() };
}

function shuffled<T>(all: readonly T[], seed: number): T[] {
  let state = seed;
  const next = (): number => (state = (state * 48271) % 2147483647);
  return all
    .map((one) => ({ one, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

describe("warm previews", () => {
  let folder: FleetFolder;

  before(() => {
    folder = new FleetFolder();
    for (const [name, program] of Object.entries({ ...TAME, ...WILD })) {
      folder.project(name, ["dev"], program);
      folder.write({ [`${name}/counter.js`]: "let count = 0; exports.next = () => ++count;" });
    }
    folder.project("esModule", ["dev"], "export const count = 1;");
    folder.write({ "esModule/package.json": '{ "type": "module" }' });
    folder.project("python", ["dev"]).write({ "python/Pulumi.yaml": "name: p\nruntime: python\n" });
  });

  after(() => {
    folder.delete();
  });

  const program = (name: string): PreviewOptions => ({ directory: join(folder.root, name) });

  it("gives each program the world as it is at the beginning", async () => {
    const tame = Object.keys(TAME).flatMap((name) => [name, "probe"]);
    const probe = sorted(await alone(program("probe")));
    const outcomes = await inOneLane(tame.map(program));
    for (const [i, name] of tame.entries()) {
      if (name === "probe")
        assert.deepEqual(outcomes[i] && sorted(outcomes[i]), probe, `after ${tame[i - 1] ?? ""}`);
    }
    assert.match(probe.text, /"count":1/);
  }).timeout(120_000);

  it("gives what previews by themselves give, in any order", async () => {
    const examples = join(packageRoot(), "examples");
    const seed = Date.now() % 2147483647;
    const folders = readdirSync(examples)
      .map((name) => ({ directory: join(examples, name), stack: "dev" }))
      .filter(({ directory }) => existsSync(join(directory, "index.ts")));
    const programs = [
      ...[...Object.keys(TAME), ...Object.keys(WILD), "esModule", "python"].map(program),
      { ...program("probe"), stack: "none" },
    ];
    const all = [
      ...shuffled(folders, seed).slice(0, TAKEN.examples),
      ...shuffled(programs, seed).slice(0, TAKEN.programs),
    ];
    const order = shuffled(all, seed);
    const [outcomes, expected] = await Promise.all([
      inOneLane(order),
      (async () => {
        const found: Outcome[] = [];
        for (const one of order) found.push(await alone(one));
        return found;
      })(),
    ]);
    for (const [i, one] of order.entries()) {
      const message = `${one.directory}, seed ${seed}`;
      assert.deepEqual(
        outcomes[i] && sorted(outcomes[i]),
        expected[i] && sorted(expected[i]),
        message,
      );
    }
    assert.equal(outcomes.length, all.length);
    if (IN_FULL) {
      assert.equal(outcomes.filter(({ text }) => text.startsWith("{")).length, all.length - 11);
    }
  }).timeout(240_000);

  describe("a process", () => {
    let worker: WarmWorker;

    afterEach(() => {
      worker.end();
    });

    const ask = (name: string, timeoutSeconds = 60, signal?: AbortSignal) =>
      worker.ask(
        {
          ...{ projectDirectory: join(folder.root, name), stack: "dev", timeoutSeconds },
          ...{ deadline: Date.now() + timeoutSeconds * 1000, withRecord: false },
        },
        signal,
      );

    it("goes on after programs that can be put right, and after a project that is wrong", async () => {
      worker = new WarmWorker(join(folder.root, "probe"));
      for (const name of ["mutates", "listens", "transforms", "python", "esModule", "secrets"]) {
        const found = await ask(name);
        assert.equal(found === undefined, name === "esModule", name);
        assert.ok(worker.canGoOn, name);
      }
    });

    it("is over after a program that leaves something, and answers nothing for one that goes wrong", async () => {
      for (const [name, isAnswered] of [
        ["leavesTimer", true],
        ["exits", false],
        ["throwsLate", false],
      ] as const) {
        worker = new WarmWorker(join(folder.root, name));
        const found = await ask(name);
        assert.equal(found !== undefined && "result" in found.response, isAnswered, name);
        assert.ok(!worker.canGoOn, name);
      }
    });

    it("ends a program that does not end in its time, also one that is busy, and one that is cancelled", async () => {
      folder.project("waits", ["dev"], "setInterval(() => 1, 50);");
      folder.project("busy", ["dev"], "for (;;);");
      worker = new WarmWorker(join(folder.root, "waits"));
      await ask("probe");
      const found = await ask("waits", 0.5);
      assert.ok(found && "error" in found.response);
      assert.match(
        found.response.error.message,
        /has not ended after 0.5 s: it has something open \(1 timer\)/,
      );
      worker = new WarmWorker(join(folder.root, "busy"));
      await assert.rejects(ask("busy", 1.5), /has not ended after 1.5 s; '--timeout-seconds'/);
      worker = new WarmWorker(join(folder.root, "waits"));
      const cancelling = ask("waits", 60, AbortSignal.timeout(700));
      await assert.rejects(cancelling, /the preview was cancelled/);
      assert.ok(!worker.canGoOn);
    });
  });
});
