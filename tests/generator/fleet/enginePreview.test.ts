import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import {
  drift,
  type EnginePreviewTask,
  type FleetReport,
  list,
  preview,
  up,
} from "../../../generator/fleet/index.js";
import { fleetBlocks } from "../../../generator/fleet/preview/fleetBlocks.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import { renderMarkdown } from "../../../generator/review/renderMarkdown.js";
import { printFleetReport } from "../../../generator/terminal/printFleet.js";
import { ends, starts, summary } from "../automation/engineEvents.js";
import { withFakePulumi } from "../automation/fakePulumi.js";
import { FleetFolder } from "./fleetFolder.js";

const COMPONENT = `
const pulumi = require("@pulumi/pulumi");
new pulumi.ComponentResource("acme:index:Team", pulumi.getStack(), {});
`;

const FLEET = `name: shop
defaults: { preview: offline }
stacks:
  - path: platform
  - { path: orders, preview: engine }
  - path: mails
`;

const PREVIEW = {
  events: [
    ...[starts("create", "a"), ends("create", "a")],
    ...[starts("create-replacement", "b"), starts("delete-replaced", "b")],
    ...[starts("delete", "c"), starts("update", "d"), starts("update", "e")],
    ...summary({ create: 1, replace: 1, delete: 1, update: 2 }),
  ],
};

const schemaFile = join(packageRoot(), "generator/fleet/preview/fleetReport.schema.json");
const isReport = new Ajv().compile(JSON.parse(readFileSync(schemaFile, "utf8")) as object);

describe("slipway fleet preview by the engine", function () {
  this.timeout(60_000);
  let folder: FleetFolder;

  before(() => {
    folder = new FleetFolder();
    for (const path of ["platform", "orders", "mails"]) folder.project(path, ["dev"], COMPONENT);
    folder.write({ "fleet.yaml": FLEET });
  });

  after(() => {
    folder.delete();
  });

  const byId = ({ waves }: FleetReport) =>
    Object.fromEntries(
      waves
        .flatMap(({ stacks }) => stacks)
        .map(({ id, engine, failure }) => [id, engine ?? failure]),
    );

  it("asks the engine for the stacks that want it, and counts what it would do", async () => {
    const changes = { creates: 1, updates: 2, replaces: 1, deletes: 1 };
    await withFakePulumi({ preview: PREVIEW }, async () => {
      const report = await preview({ file: folder.file, jobs: 2 });
      assert.deepEqual(byId(report), {
        ...{ "platform:dev": undefined, "mails:dev": undefined, "orders:dev": changes },
      });
      assert.deepEqual(report.totals.engine, { stacks: 1, ...changes });
      assert.equal(report.totals.stacks, 3);
      assert.ok(isReport(report), JSON.stringify(isReport.errors));
      assert.match(printFleetReport(report), /^shop \(offline and by the engine\)$/m);
      const text = renderMarkdown(fleetBlocks(report, { rows: 10, characters: 100 }));
      assert.match(text, /1 create, 2 updates, 1 replace, 1 delete by the engine in 1 stack/);
      assert.match(text, /\| orders:dev \| \d+ \| 1 \| 2 \| 1 \| 1 \|/);
      assert.match(text, /\| mails:dev \| 1 \| {2}\| {2}\| {2}\| {2}\|/);
    });
  });

  it("asks it for all by the flag, and has the sums of each wave", async () => {
    const tasks: EnginePreviewTask[] = [];
    const report = await preview({
      ...{ file: folder.file, engine: true, jobs: 1 },
      previewer: (task) => {
        tasks.push(task);
        const { stack, project } = task.stack;
        if (project === "mails") return Promise.resolve({ failure: "no such backend" });
        const policies = { violations: [], undetermined: [], exempted: [], evaluated: 0 };
        return Promise.resolve({
          preview: { stack, resources: [], policies, outputs: {} },
          changes: { creates: 3, updates: 0, replaces: 0, deletes: tasks.length },
        });
      },
    });
    assert.deepEqual(tasks.map(({ stack }) => stack.id).sort(), [
      ...["mails:dev", "orders:dev", "platform:dev"],
    ]);
    assert.equal(byId(report)["mails:dev"], "no such backend");
    assert.deepEqual([report.totals.failed, report.totals.engine?.stacks], [1, 2]);
    assert.deepEqual(
      report.waves.map(({ totals }) => totals.engine?.creates),
      [3, 3],
    );
    assert.ok(isReport(report), JSON.stringify(isReport.errors));
  });

  it("ends a preview that takes too long, and goes on with the others", async () => {
    const report = await preview({
      ...{ file: folder.file, engine: true, jobs: 3, timeoutSeconds: 0.05 },
      previewer: async (task, { signal }) => {
        if (task.stack.project === "mails") await once(signal, "abort");
        return { failure: task.stack.project };
      },
    });
    assert.deepEqual(byId(report), {
      ...{ "platform:dev": "platform", "orders:dev": "orders" },
      "mails:dev": "its preview by the engine took longer than 0.05 s ('--timeout-seconds')",
    });
    await assert.rejects(
      Promise.resolve(preview({ file: folder.file, engine: true, timeoutSeconds: -1 })),
      /'timeoutSeconds' must be a number of seconds above 0/,
    );
  });

  it("lists who previews a stack", async () => {
    const { waves } = await list({ file: folder.file });
    assert.deepEqual(
      waves.flat().map(({ id, preview: by }) => [id, by]),
      [
        ["platform:dev", undefined],
        ["orders:dev", "engine"],
        ["mails:dev", undefined],
      ],
    );
  });

  it("is cancelled while the engine works", async () => {
    const cancelling = new AbortController();
    const running = preview({
      ...{ file: folder.file, engine: true, jobs: 1, signal: cancelling.signal },
      previewer: () => {
        cancelling.abort();
        return Promise.resolve({ failure: "broken off" });
      },
    });
    await assert.rejects(Promise.resolve(running), /the preview was cancelled/);
  });

  for (const [what, script, expected] of [
    [
      "too old",
      { version: "v3.1.0" },
      /^the Pulumi CLI must be of version [\d.]+ or later, got 3\.1\.0: /,
    ],
    ["missing", undefined, /^there is no 'pulumi' on the PATH: /],
  ] as const) {
    it(`says once that the CLI is ${what}, before anything is begun`, async () => {
      const { file } = folder;
      await withFakePulumi(script ?? {}, async (fake) => {
        if (script === undefined) process.env["PATH"] = "/nowhere";
        const message = (error: unknown) => expected.test((error as Error).message);
        await assert.rejects(Promise.resolve(up({ file })), message);
        await assert.rejects(Promise.resolve(drift({ file })), message);
        await assert.rejects(Promise.resolve(preview({ file, engine: true })), message);
        assert.equal(existsSync(join(folder.root, ".slipway")), false, "no journal, no lock");
        if (script === undefined) return;
        const asked = await fake.log();
        assert.deepEqual([...new Set(asked)], ["version"]);
      });
    });
  }
});
