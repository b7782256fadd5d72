import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Ajv } from "ajv";

import type { FleetPreviewEvent, FleetReport, FleetStack } from "../../../generator/fleet/index.js";
import { fleetBlocks } from "../../../generator/fleet/preview/fleetBlocks.js";
import {
  failedStack,
  fleetReport,
  previewedStack,
} from "../../../generator/fleet/preview/fleetReport.js";
import type { PreviewResult } from "../../../generator/offline/previewResult.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import { renderHtml } from "../../../generator/review/renderHtml.js";
import { renderMarkdown } from "../../../generator/review/renderMarkdown.js";
import { FleetProgress } from "../../../generator/terminal/fleetProgress.js";
import { LiveLines } from "../../../generator/terminal/liveLines.js";
import { printFleetReport } from "../../../generator/terminal/printFleet.js";
import { PlainOutput, VirtualTerminal } from "../terminal/virtualTerminal.js";

const LIMITS = { rows: 100, characters: 100 };

function stack(id: string): FleetStack {
  const [project = "", name = ""] = id.split(":");
  return {
    id,
    directory: "/x",
    project,
    stack: name,
    tags: { team: "a" },
    region: "eu-west-1",
    dependsOn: [],
  };
}

function found(levels: ("advisory" | "mandatory")[], dollars?: number): PreviewResult {
  const urn = "urn:pulumi:prod::a::aws:ecs/cluster:Cluster::main";
  const root = "urn:pulumi:prod::a::pulumi:pulumi:Stack::a-prod";
  const inputs = {};
  const range = { minimum: 1, expected: dollars ?? 0, maximum: 100.005 };
  return {
    stack: "prod",
    resources: [
      { urn: root, type: "pulumi:pulumi:Stack", name: "a-prod", parent: null, inputs },
      { urn, type: "aws:ecs/cluster:Cluster", name: "main", parent: root, inputs },
      { urn: `${urn}2`, type: "pulumi:pulumi:StackReference", name: "main2", parent: root, inputs },
    ],
    policies: {
      violations: levels.map((enforcementLevel) => ({
        ...{
          policy: "some-rule",
          enforcementLevel,
          severity: "high" as const,
          kind: "security" as const,
        },
        ...{ urn, message: "is <b>open</b> | @all" },
      })),
      undetermined: [{ policy: "other-rule", urn, path: "x" }],
      exempted: [],
      evaluated: 3,
    },
    outputs: {},
    warnings: ["the program may be wrong"],
    ...(dollars !== undefined && {
      cost: {
        ...{ currency: "USD", hoursPerMonth: 730, pricesOf: "2026-01-01", total: range },
        ...{ services: [], lines: [], unpriced: [{ item: "x", urn, reason: "y" }], advice: [] },
      },
    }),
  };
}

const report: FleetReport = fleetReport("shop", [
  [previewedStack(stack("a:prod"), found(["mandatory", "advisory"], 10.1))],
  [
    previewedStack(stack("b:prod"), found([])),
    previewedStack(stack("c:prod"), found(["advisory"], 20.2)),
    failedStack(stack("d:prod"), "the program failed: \u001b[2Jx\n  at index.ts:1:1"),
  ],
]);

describe("the report of a fleet", () => {
  it("adds up what the previews of its stacks come to", () => {
    assert.deepEqual(report.totals, {
      ...{ stacks: 4, failed: 1, creates: 3, violations: 1, advice: 2, undetermined: 3 },
      cost: { minimum: 2, expected: 30.3, maximum: 200.01, unpriced: 2 },
    });
    assert.deepEqual(
      report.waves.map(({ wave, totals }) => [
        wave,
        totals.stacks,
        totals.failed,
        totals.violations,
      ]),
      [
        [1, 1, 0, 1],
        [2, 3, 1, 0],
      ],
    );
  });

  it("is as its published schema says, which has the definitions of a preview's", () => {
    const read = (...path: string[]) =>
      JSON.parse(readFileSync(join(packageRoot(), "generator", ...path), "utf8")) as {
        definitions: Record<string, unknown>;
      };
    const schema = read("fleet", "preview", "fleetReport.schema.json");
    const validate = new Ajv({ allErrors: true }).compile(schema);
    assert.deepEqual(validate(report) ? [] : validate.errors, []);
    assert.ok(!validate({ ...report, extra: 1 }));
    assert.ok(validate({ error: { message: "no fleet" } }));
    const { definitions } = read("offline", "preview.schema.json");
    for (const name of ["failure", "urn", "violation", "location", "amount", "warnings"]) {
      assert.deepEqual(schema.definitions[name], definitions[name], name);
    }
  });

  it("is told on a terminal without what a terminal would obey", () => {
    const lines = printFleetReport(report).split("\n");
    assert.deepEqual(lines.slice(0, 4), [
      "shop (offline)",
      "Wave 1  1 stack · 1 resource created · 1 violation · 1 advice · 1 undetermined · $10.10 ($1.00 to 100.01) a month, without what has no price",
      "  a:prod  violated  1 created, 1 violations, 1 advice, 1 undetermined, $10.10 ($1.00 to 100.00) a month",
      "Wave 2  3 stacks · 1 failed · 2 resources created · 0 violations · 1 advice · 2 undetermined · $20.20 ($1.00 to 100.01) a month, without what has no price",
    ]);
    assert.deepEqual(lines.slice(6, 10), [
      "  d:prod  failed",
      "failed  d:prod: the program failed: \\u001b[2Jx",
      "  at index.ts:1:1",
      "violation  a:prod  some-rule  main: is <b>open</b> | @all",
    ]);
    assert.match(lines.at(-1) ?? "", /^All {2}4 stacks · 1 failed · 3 resources created · /);
  });

  it("is Markdown in which nothing of others is a mark, a tag or a mention", () => {
    const text = renderMarkdown(fleetBlocks(report, LIMITS));
    assert.match(text, /^## slipway fleet: shop\n\n4 stacks · 1 failed/);
    assert.match(text, /\| a:prod \| some-rule \| main \| is &lt;b>open&lt;\/b> \\\| &#64;all \|/);
    assert.match(text, /### Wave 2: 3 stacks/);
    assert.match(text, /\| d:prod \| {2}\| {2}\| {2}\| {2}\| {2}\| failed \|/);
  });

  it("is one page of HTML without scripts", async () => {
    const text = await renderHtml("x", fleetBlocks(report, LIMITS));
    assert.match(text, /<td>is &lt;b&gt;open&lt;\/b&gt; \| @all<\/td>/);
    assert.match(text, /color-scheme:light dark/);
    assert.doesNotMatch(text, /<script|src=|href=/);
  });

  it("says how much a long table leaves out", () => {
    const text = renderMarkdown(fleetBlocks(report, { rows: 2, characters: 5 }));
    assert.match(text, /1 more, which --format json has\./);
    assert.match(text, /\| d:pr… \| the … \|/);
  });
});

describe("the progress of a fleet", () => {
  const [a, b, c, d] = report.waves.flatMap(({ stacks }) => stacks);
  assert.ok(a && b && c && d);
  const done = (one: typeof a): FleetPreviewEvent =>
    one.failure === undefined
      ? { kind: "previewed", id: one.id, preview: found([]), report: one }
      : { kind: "failed", id: one.id, report: one, error: new Error() };
  const events: FleetPreviewEvent[] = [
    ...[a, b, d].map(({ id }) => ({ kind: "queued" as const, stack: stack(id), wave: 1 })),
    { kind: "started", id: "a:prod" },
    { kind: "started", id: "b:prod" },
    done(a),
    done(b),
    { kind: "started", id: "d:prod" },
    done(d),
    { kind: "summary", report },
  ];

  it("is a line for each stack without a terminal", async () => {
    const output = new PlainOutput();
    const progress = new FleetProgress(await LiveLines.on(output));
    for (const event of events) progress.tell(event);
    assert.equal(
      output.text,
      "[1/3] a:prod: 1 created, 1 violations\n[2/3] b:prod: 1 created\n[3/3] d:prod: failed\n",
    );
  });

  it("is renewed in place on a terminal, where bad news stays", async () => {
    const terminal = new VirtualTerminal(40);
    const progress = new FleetProgress(await LiveLines.on(terminal));
    const shown: string[][] = [];
    for (const event of events) {
      progress.tell(event);
      shown.push(await terminal.lines());
    }
    const news = "[1/3] a:prod: 1 created, 1 violations";
    assert.deepEqual(shown.slice(3), [
      ["  a:prod", "0 of 3 previewed, 0 failed, 0 violated"],
      ["  a:prod", "  b:prod", "0 of 3 previewed, 0 failed, 0 violated"],
      [news, "  b:prod", "1 of 3 previewed, 0 failed, 1 violated"],
      [news, "2 of 3 previewed, 0 failed, 1 violated"],
      [news, "  d:prod", "2 of 3 previewed, 0 failed, 1 violated"],
      [news, "[3/3] d:prod: failed", "3 of 3 previewed, 1 failed, 1 violated"],
      [news, "[3/3] d:prod: failed"],
    ]);
  });
});
