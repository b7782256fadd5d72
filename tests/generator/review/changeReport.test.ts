import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Ajv } from "ajv";

import type { PricedResource } from "../../../cost/stackResources.js";
import type { EngineChange } from "../../../generator/automation/index.js";
import { withCost } from "../../../generator/cost/withCost.js";
import type { PreviewResult } from "../../../generator/offline/previewResult.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import { changeReport } from "../../../generator/review/changeReport.js";
import { commentText, FEWEST_BYTES } from "../../../generator/review/commentText.js";
import { previewSarif } from "../../../generator/review/previewSarif.js";
import { renderHtml } from "../../../generator/review/renderHtml.js";
import type { Drawing } from "../../../generator/review/reportBlock.js";
import { reportBlocks } from "../../../generator/review/reportBlocks.js";
import { resource, service, taskDefinition } from "../../cost/costCases.js";

const schemaIn = (...path: string[]) =>
  JSON.parse(readFileSync(join(packageRoot(), ...path), "utf8")) as object;
const ajv = new Ajv({ allErrors: true });
ajv.addSchema(schemaIn("generator", "offline", "preview.schema.json"));
ajv.addSchema(schemaIn("generator", "review", "diff.schema.json"));
const validate = ajv.compile(schemaIn("generator", "review", "report.schema.json"));

type Violation = PreviewResult["policies"]["violations"][number];

const violation = (
  name: string,
  message: string,
  level: "mandatory" | "advisory" = "mandatory",
): Violation => ({
  policy: "image-pinned",
  enforcementLevel: level,
  kind: "practice",
  severity: "medium",
  urn: service(name, 1).urn,
  message,
});

function preview(resources: PricedResource[], violations: Violation[] = []): PreviewResult {
  const stack = resource("pulumi:pulumi:Stack", "shop-dev", {}, { parent: null });
  const result = {
    stack: "dev",
    region: "eu-west-1",
    resources: [stack, ...resources].map(({ urn, type, name, parent, inputs }) => ({
      urn,
      type,
      name,
      parent,
      inputs,
    })),
    policies: { violations, undetermined: [], exempted: [], evaluated: 3 },
    outputs: {},
  };
  return withCost(result, packageRoot());
}

function shop(count: number, image = "app:1"): PricedResource[] {
  const containerDefinitions = JSON.stringify([{ name: "app", image }]);
  return [
    taskDefinition("orders", [256, 512], { containerDefinitions }),
    service("orders", count),
    taskDefinition("stock", [256, 512]),
    service("stock", 1),
  ];
}

const report = (after: PreviewResult, before?: PreviewResult, engine?: EngineChange[]) => {
  const made = changeReport(
    { source: "dev", preview: after },
    before && { source: "main", preview: before },
    engine,
  );
  const printed: unknown = JSON.parse(JSON.stringify(made));
  assert.deepEqual(validate(printed) ? [] : validate.errors, []);
  return made;
};

describe("changeReport", () => {
  it("tells what differs, what it costs before and after, and the deployments of what changes", () => {
    const { changes, cost, deployments } = report(preview(shop(3)), preview(shop(1)));
    assert.deepEqual(
      changes?.changed.map(({ name, properties }) => [name, properties]),
      [["orders", [{ path: "desiredCount", before: 1, after: 3 }]]],
    );
    // A task of 0.25 vCPU and 0.5 GB in Ireland: 730 x (0.25 x 0.04048 + 0.5 x 0.004445) = 9.01.
    assert.deepEqual([cost?.before?.expected, cost?.after.expected], [18.02, 36.04]);
    assert.deepEqual(
      cost?.services.map(({ name }) => name),
      ["orders"],
    );
    assert.deepEqual(
      deployments.map((one) => one.service),
      ["orders"],
    );
  });

  it("takes a service for changed whose task definition is", () => {
    const { deployments } = report(preview(shop(1, "app:2")), preview(shop(1, "app:1")));
    assert.deepEqual(
      deployments.map((one) => one.service),
      ["orders"],
    );
    assert.deepEqual(report(preview(shop(1)), preview(shop(1))).deployments, []);
  });

  it("tells new violations from mended ones and from those that stand", () => {
    const before = preview(shop(1), [violation("orders", "old"), violation("stock", "both")]);
    const after = preview(shop(1), [violation("stock", "both"), violation("orders", "new")]);
    const { violations } = report(after, before);
    assert.deepEqual(
      violations.new.map(({ message }) => message),
      ["new"],
    );
    assert.deepEqual(
      violations.mended.map(({ message }) => message),
      ["old"],
    );
    assert.equal(violations.standing, 1);
  });

  it("tells all there is without a base", () => {
    const { base, changes, violations, cost, deployments } = report(
      preview(shop(1), [violation("orders", "x")]),
    );
    assert.deepEqual([base, changes, violations.new.length, cost?.before], [null, null, 1, null]);
    assert.equal(deployments.length, 2);
  });
});

describe("the comment of a pull request", () => {
  it("says in a line what matters, and folds the rest", () => {
    const before = preview(shop(1), [violation("orders", "old")]);
    const after = preview(
      [...shop(3), resource("aws:sqs/queue:Queue", "jobs")],
      [violation("stock", "new", "advisory")],
    );
    const text = commentText(report(after, before));
    assert.deepEqual(text.split("\n").slice(0, 4), [
      "<!-- slipway report: dev -->",
      "## slipway: dev",
      "",
      "1 added, 1 changed, 0 gone against main · 1 new finding, 1 mended, 0 as before · $18.02 → $36.44 a month \\(+$18.42\\)",
    ]);
    assert.match(text, /\| advice \| image-pinned \| stock \| new \|/);
    assert.match(text, /<details><summary>1 mended<\/summary>/);
    assert.match(text, /\| orders \| \$9\.01 \| \$27\.03 \|/);
    assert.match(text, /\| orders \| rolling, 3 tasks \| .* \| is not taken back \| 3 to 6 \|/);
    assert.match(
      text,
      /<summary>2 resources differ<\/summary>\n\n\| {2}\| type .*\n.*\n\| changed \| aws:ecs\/service:Service \| orders \| desiredCount: 1 → 3 \|/,
    );
  });

  it("says that nothing differs", () => {
    const same = preview(shop(1));
    const text = commentText(report(same, same));
    assert.match(
      text,
      /0 added, 0 changed, 0 gone .* \$18\.02 → \$18\.02 a month \\\(no change\\\)/,
    );
    assert.match(text, /Nothing differs from main\.$/);
  });

  it("stays below 60,000 bytes, however much changes", () => {
    for (const [count, length] of [
      [60, 10],
      [1000, 3000],
    ] as const) {
      const many = (image: string) =>
        Array.from({ length: count }, (_, i) => {
          const containerDefinitions = JSON.stringify([{ name: "app", image }]);
          const name = `service${i}`;
          return [taskDefinition(name, [256, 512], { containerDefinitions }), service(name, 2)];
        }).flat();
      const violations = Array.from({ length: count }, (_, i) =>
        violation(`service${i}`, "ü".repeat(length)),
      );
      const text = commentText(
        report(preview(many("b".repeat(length)), violations), preview(many("a"))),
      );
      assert.ok(Buffer.byteLength(text) <= 60_000, String(Buffer.byteLength(text)));
      assert.match(text, new RegExp(`${count} changed`));
      assert.match(text, /service9/);
    }
  });

  it("tells what the engine would do, the gravest first, and by what it is forced", () => {
    const change = (operation: EngineChange["operation"], name: string): EngineChange => ({
      ...{ urn: service(name, 1).urn, type: "aws:ecs/service:Service", name, operation },
      properties: operation === "create" ? [] : ["desiredCount", "name"],
      forcedBy: operation === "replace" ? ["name"] : [],
    });
    const all = [change("create", "a"), change("update", "b"), change("replace", "c")];
    const head = preview(shop(1));
    assert.match(
      commentText(report(head, undefined, all)),
      /### What the engine would do to dev as it is deployed\n\n.*\n.*\n\| replace \| .* \| c \| forced by name \|\n\| update \| .* \| b \| desiredCount, name \|\n\| create \| .* \| a \| {2}\|$/,
    );
    const none = commentText(report(head, undefined, []));
    assert.match(none, /The engine would change nothing of dev as it is deployed\./);
  });

  it("is as short as it is told, where it is a part of a comment", () => {
    const many = (count: number) => {
      const names = Array.from({ length: 60 }, (_, i) => `service${i}`);
      return names.flatMap((name) => [taskDefinition(name, [256, 512]), service(name, count)]);
    };
    const violations = Array.from({ length: 60 }, (_, i) =>
      violation(`service${i}`, "ü".repeat(900)),
    );
    const made = report(preview(many(2), violations), preview(many(3)));
    for (const bytes of [FEWEST_BYTES, 16_000]) {
      const text = commentText(made, undefined, bytes);
      assert.ok(Buffer.byteLength(text) <= bytes, `${Buffer.byteLength(text)} of ${bytes}`);
      assert.match(text, /60 changed/);
    }
  });

  it("has the deployment of a service that changes as a line over time, folded", () => {
    const text = commentText(report(preview(shop(2)), preview(shop(1))));
    assert.match(
      text,
      /<summary>The deployment, at its slowest<\/summary>\n\n```text\norders\n {2}old █[▁▂▃▄▅▆▇█·]{29} {2}new ·[▁▂▃▄▅▆▇█·]{29} {2}\d+ min\n```\n/,
    );
  });

  it("leaves the picture out before anything else, where there is no room for it", () => {
    const made = report(preview(shop(1)), preview(shop(2)));
    const text = `flowchart LR\n${"  n0 --> n1\n".repeat(5000)}`;
    const picture = (length: number): Drawing => ({
      kind: "drawing",
      title: "The stack in a picture",
      language: "mermaid",
      text: text.slice(0, length),
      svg: () => Promise.resolve([]),
    });
    const plain = commentText(made);
    const room = 60_000 - Buffer.byteLength(commentText(made, picture(0)));
    const fitting = commentText(made, picture(room));
    assert.equal(Buffer.byteLength(fitting), 60_000);
    assert.ok(fitting.startsWith(plain) && fitting.includes("```mermaid\nflowchart LR\n"));
    assert.equal(commentText(made, picture(room + 1)), plain);
  });

  it("takes nothing that others wrote for a mark, a tag, a mention or a link", async () => {
    const hostile =
      "<script>alert(1)</script> | ![x](https://evil.example) @everyone `code` <!-- -->\n# title";
    const made = report(preview(shop(1), [violation("orders", hostile)]));
    const text = commentText(made).split("\n").slice(1).join("\n");
    assert.ok(!/<script|<!--|\n# title|@everyone|https:\/\//.test(text), text);
    assert.ok(!/(?<!\\)!\[/.test(text));
    const page = await renderHtml("x", reportBlocks(made, { rows: 10, characters: 200 }));
    assert.ok(!page.includes("<script>") && page.includes("&lt;script&gt;"));
  });
});

describe("previewSarif", () => {
  it("is SARIF 2.1.0, and tells what is new from what the base has", () => {
    const before = preview(shop(1), [violation("stock", "both")]);
    const after = preview(shop(1), [violation("stock", "both"), violation("orders", "new")]);
    const sarif = JSON.parse(JSON.stringify(previewSarif(after, before, "infra", "1.0.0"))) as {
      runs: { results: { message: { text: string }; baselineState: string }[] }[];
    };
    const states = sarif.runs[0]?.results.map(({ message, baselineState }) => [
      message.text,
      baselineState,
    ]);
    assert.deepEqual(states, [
      ["both", "unchanged"],
      ["new", "new"],
    ]);
    const fixture = schemaIn("tests", "generator", "check", "fixtures", "sarif-2.1.0-rtm.5.json");
    // Of draft 4, which Ajv does not know by its name; nothing in it means something else in draft 7.
    const schema: object = { ...fixture, $schema: undefined, id: undefined };
    const isSarif = new Ajv({
      strict: false,
      validateFormats: false,
      unicodeRegExp: false,
    }).compile(schema);
    assert.deepEqual(isSarif(sarif) ? [] : isSarif.errors, []);
  });
});
