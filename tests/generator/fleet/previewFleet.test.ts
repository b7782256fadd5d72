import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Ajv } from "ajv";

import type { FleetPreviewEvent, FleetReport } from "../../../generator/fleet/index.js";
import { preview } from "../../../generator/fleet/index.js";
import { previewOffline } from "../../../generator/offline/previewOffline.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import { runSlipway } from "../offline/runSlipway.js";
import { FleetFolder } from "./fleetFolder.js";

const COMPONENT = `
const pulumi = require("@pulumi/pulumi");
new pulumi.ComponentResource("acme:index:Team", pulumi.getStack(), {});
console.log("made " + pulumi.getStack());
module.exports = { stack: pulumi.getStack() };
`;

/** A cluster without Container Insights is advice; a listener that is open is a violation. */
const OPEN = `
const pulumi = require("@pulumi/pulumi");
class TaskDefinition extends pulumi.CustomResource {}
new TaskDefinition("aws:ecs/taskDefinition:TaskDefinition", "loose", {
  family: "loose", cpu: "256", memory: "512", networkMode: "awsvpc", requiresCompatibilities: ["EC2"],
  containerDefinitions: JSON.stringify([{ name: "loose", image: "nginx:1", memory: 512, essential: true, privileged: true }]),
});
`;

describe("slipway fleet preview", () => {
  let folder: FleetFolder;

  before(() => {
    folder = new FleetFolder()
      .project("platform", ["dev", "prod"], COMPONENT)
      .project("services/orders", ["dev", "prod"], COMPONENT)
      .project("services/broken", ["dev"], `console.log("before");\nthrow new Error("on purpose");`)
      .project("services/open", ["dev"], OPEN)
      .write({
        "fleet.yaml": `name: shop
defaults: { environment: "{stack}", dependsOn: ["platform:{stack}"] }
stacks: [{ path: platform }, { path: "services/*" }]
rollout: { waveSizes: ["100%"] }
`,
      });
  });

  after(() => {
    folder.delete();
  });

  it("tells of each stack as it goes on, and gives the report at the end", async () => {
    const run = preview({ file: folder.file, environments: ["prod"], jobs: 1 });
    const events: FleetPreviewEvent[] = [];
    for await (const event of run) events.push(event);
    assert.deepEqual(
      events.map((event) => [
        event.kind,
        "id" in event ? event.id : "stack" in event ? [event.stack.id, event.wave] : "",
      ]),
      [
        ["queued", ["platform:prod", 1]],
        ["queued", ["services/orders:prod", 2]],
        ["started", "platform:prod"],
        ["previewed", "platform:prod"],
        ["started", "services/orders:prod"],
        ["previewed", "services/orders:prod"],
        ["summary", ""],
      ],
    );
    const report = await run;
    assert.deepEqual([report.totals.stacks, report.totals.creates, report.waves.length], [2, 2, 2]);
    const [, , , platform] = events;
    assert.ok(platform?.kind === "previewed");
    const { cost, ...found } = platform.preview;
    assert.equal(cost?.total.expected, 0);
    const single = await previewOffline({
      directory: join(folder.root, "platform"),
      stack: "prod",
      silent: true,
    });
    assert.equal(JSON.stringify(found), JSON.stringify(single));
  });

  it("previews the others where one fails, and says why with what it printed", async () => {
    const lines: string[] = [];
    const report = await preview({
      ...{ file: folder.file, stacks: ["services/*:dev"] },
      onOutput: (id, line) => lines.push(`${id} ${line}`),
    });
    const [wave] = report.waves;
    assert.deepEqual(
      wave?.stacks.map(({ id, failure, violations }) => [
        id,
        failure?.split("\n").slice(0, 3),
        violations > 0,
      ]),
      [
        [
          "services/broken:dev",
          ["before", "the program failed: on purpose", "    at Object.<anonymous> (index.js:2:7)"],
          false,
        ],
        ["services/open:dev", undefined, true],
        ["services/orders:dev", undefined, false],
      ],
    );
    assert.ok(lines.includes("services/orders:dev made dev"));
    assert.equal(lines.filter((line) => line.endsWith(" before")).length, 1);
  });

  it("is cancelled by its signal, and by who leaves the loop", async () => {
    const cancelling = new AbortController();
    const seen: string[] = [];
    await assert.rejects(async () => {
      for await (const event of preview({
        file: folder.file,
        signal: cancelling.signal,
        jobs: 1,
      })) {
        seen.push(event.kind);
        if (event.kind === "previewed") cancelling.abort();
      }
    }, /the preview was cancelled/);
    assert.ok(!seen.includes("failed"), seen.join());
    for await (const event of preview({ file: folder.file, jobs: 1 }))
      if (event.kind === "started") break;
  });

  it("refuses jobs that are none", async () => {
    await assert.rejects(
      Promise.resolve(preview({ file: folder.file, jobs: 0 })),
      /'jobs' must be a whole number of at least 1, got 0/,
    );
  });

  it("prints one JSON document, and ends with 1 where a program fails and with 2 where a policy is violated", async () => {
    const schema = JSON.parse(
      readFileSync(join(packageRoot(), "generator/fleet/preview/fleetReport.schema.json"), "utf8"),
    ) as object;
    const validate = new Ajv().compile(schema);
    const flags = ["fleet", "preview", "--file", folder.file, "--json", "--jobs", "1"];
    const [failing, violating] = await Promise.all([
      runSlipway([...flags, "--env", "dev"]),
      runSlipway([...flags, "--stack", "services/open:dev"]),
    ]);
    assert.deepEqual([failing.code, violating.code], [1, 2]);
    for (const { stdout } of [failing, violating]) {
      const found = JSON.parse(stdout) as FleetReport;
      assert.deepEqual(validate(found) ? [] : validate.errors, []);
    }
    assert.match(failing.stderr, /\[4\/4\] .*\nslipway: 1 of 4 stacks could not be previewed\n$/);
    assert.match(violating.stderr, /slipway: \d+ violations? of a mandatory policy\n$/);
  });

  it("lists the stacks, and prints an error of the file as JSON", async () => {
    const [listed, wrong] = await Promise.all([
      runSlipway(["fleet", "list", "--file", folder.file, "--json", "--tag", "none=x"]),
      runSlipway(["fleet", "list", "--file", folder.file, "--env", "prod"]),
    ]);
    assert.deepEqual(
      [listed.code, Object.keys(JSON.parse(listed.stdout) as object)],
      [1, ["error"]],
    );
    assert.equal(
      wrong.stdout,
      "shop  2 stacks in 2 waves\nWave 1\n  platform:prod         prod\nWave 2\n  services/orders:prod  prod\n",
    );
  });
});
