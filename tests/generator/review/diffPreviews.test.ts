import assert from "node:assert/strict";

import type { PreviewedResource, PreviewResult } from "../../../generator/offline/previewResult.js";
import { diffPreviews } from "../../../generator/review/diffPreviews.js";
import { printDiff } from "../../../generator/terminal/printDiff.js";

function resource(stack: string, type: string, name: string, inputs: object): PreviewedResource {
  const urn = `urn:pulumi:${stack}::shop::${type}::${name}`;
  return { urn, type, name, parent: null, inputs: { ...inputs } };
}

const preview = (stack: string, resources: PreviewedResource[], outputs = {}): PreviewResult => ({
  stack,
  resources: [resource(stack, "pulumi:pulumi:Stack", `shop-${stack}`, {}), ...resources],
  policies: { violations: [], undetermined: [], exempted: [], evaluated: 0 },
  outputs,
});

const compare = (before: PreviewResult, after: PreviewResult) =>
  diffPreviews({ source: "a", preview: before }, { source: "b", preview: after });

/** What differs in the one resource that both have. */
const properties = (before: object, after: object, stacks = ["dev", "dev"]) => {
  const [first, second] = [before, after].map((inputs, i) =>
    preview(stacks[i] ?? "", [
      resource(stacks[i] ?? "", "aws:ecs/service:Service", "orders", inputs),
    ]),
  );
  assert.ok(first && second);
  return compare(first, second).changed.flatMap((one) => one.properties);
};

describe("diffPreviews", () => {
  it("names what only one has, in the order of the programs", () => {
    const queue = (name: string) => resource("dev", "aws:sqs/queue:Queue", name, {});
    const result = compare(
      preview("dev", [queue("a"), queue("b")]),
      preview("dev", [queue("c"), queue("b")]),
    );
    assert.deepEqual(
      result.onlyBefore.map(({ name }) => name),
      ["a"],
    );
    assert.deepEqual(
      result.onlyAfter.map(({ name }) => name),
      ["c"],
    );
    assert.equal(result.equal, 1);
  });

  it("tells values, what is new and what is gone, however deep", () => {
    assert.deepEqual(
      properties(
        { desiredCount: 2, network: { subnets: ["a"] }, gone: true },
        { desiredCount: 4, network: { subnets: ["a", "b"] }, fresh: [1] },
      ),
      [
        { path: "desiredCount", before: 2, after: 4 },
        { path: "network.subnets[1]", after: "b" },
        { path: "gone", before: true },
        { path: "fresh", after: [1] },
      ],
    );
  });

  it("looks into texts of JSON, and tells named things by their names", () => {
    const containers = (...list: object[]) => ({ containerDefinitions: JSON.stringify(list) });
    assert.deepEqual(
      properties(
        containers({ name: "app", image: "a:1", environment: [{ name: "A", value: "1" }] }),
        containers(
          { name: "log", image: "l" },
          {
            name: "app",
            image: "a:2",
            environment: [
              { name: "B", value: "2" },
              { name: "A", value: "1" },
            ],
          },
        ),
      ),
      [
        { path: "containerDefinitions[app].image", before: "a:1", after: "a:2" },
        { path: "containerDefinitions[app].environment[B]", after: { name: "B", value: "2" } },
        { path: "containerDefinitions[log]", after: { name: "log", image: "l" } },
      ],
    );
  });

  it("leaves out what follows from the stack's name, between two stacks alone", () => {
    const [dev, prod] = ["orders-dev-93aba9a3", "orders-prod-778d241f"];
    assert.deepEqual(
      properties({ name: dev, size: 1 }, { name: prod, size: 1 }, ["dev", "prod"]),
      [],
    );
    assert.deepEqual(properties({ name: dev }, { name: prod }), [
      { path: "name", before: dev, after: prod },
    ]);
    assert.deepEqual(
      properties({ name: "orders-dev" }, { name: "orders-2-prod" }, ["dev", "prod"]).length,
      1,
    );
  });

  it("takes references to the same stack of two environments for one", () => {
    const reference = (stack: string) =>
      preview(stack, [
        resource(stack, "pulumi:pulumi:StackReference", `acme/platform/${stack}`, {
          name: `acme/platform/${stack}`,
        }),
      ]);
    const { onlyBefore, onlyAfter, equal } = compare(reference("dev"), reference("prod"));
    assert.deepEqual([onlyBefore, onlyAfter, equal], [[], [], 1]);
  });

  it("never tells a secret, and prints what strangers wrote without its control characters", () => {
    assert.deepEqual(properties({ password: "[secret]" }, { password: "[secret]" }), []);
    const before = preview("dev", [], { url: "http://a\u001b[31m" });
    const text = printDiff(compare(before, preview("dev", [], { url: "http://b" })));
    assert.match(
      text,
      /^a → b {2}0 resources differ, 0 only in a, 0 only in b, 0 equal\nOutputs\n/,
    );
    assert.ok(!text.includes("\u001b"));
  });
});
