import assert from "node:assert/strict";

import { comparedRuns } from "./patchedRuntime.js";

/** What a script prints as JSON, with properties as Pulumi's runtime serializes them and lightly, which must be the same. */
function run(script: string): unknown {
  const scriptOf = (patch: string) => `
    const pulumi = require("@pulumi/pulumi");
    const rpc = require("@pulumi/pulumi/runtime/rpc");
    const dependsOn = require("@pulumi/pulumi/runtime/dependsOn");
    const original = rpc.serializeResourceProperties;
    ${patch}
    const isReplaced = rpc.serializeResourceProperties !== original;
    /** How many steps of promises something takes, and what it comes to. */
    const stepped = async (start) => {
      let count = 0, isDone = false;
      const promise = start();
      promise.then(() => { isDone = true; }, () => { isDone = true; });
      while (!isDone) { await undefined; count++; }
      return [count, await promise.catch((error) => [error.name, error.message, error.own])];
    };
    const plain = (result) => result.map((one) => one instanceof Map
      ? [...one].map(([key, set]) => [key, [...set].map(({ __name }) => __name)]) : one);
    (async () => { ${script} })().then((result) => console.log(JSON.stringify({ result, isReplaced })));
  `;
  const { own, pulumis } = comparedRuns<{ result: unknown; isReplaced: boolean }>(
    "lightProperties",
    scriptOf,
  );
  assert.deepEqual([own.isReplaced, pulumis.isReplaced], [true, false]);
  return own.result;
}

describe("serializeLightly", () => {
  it("gives what Pulumi gives, and in as many steps", () => {
    const result = run(`
      const results = [];
      const all = {
        id: "left out", urn: "left out", text: "a", empty: "", number: 0, no: false, nothing: null, open: undefined,
        method: () => 1, list: ["a", { b: undefined, c: [1] }], map: { a: 1 }, promise: Promise.resolve("p"),
        output: pulumi.output("o"), secret: pulumi.secret({ a: "s" }), asset: new pulumi.asset.StringAsset("x"),
      };
      for (const properties of [{}, all, ...Object.keys(all).map((key) => ({ [key]: all[key], last: 1 }))]) {
        const [count, result] = await stepped(() => rpc.serializeResourceProperties("label", properties, {}));
        results.push([count, plain(result)]);
      }
      return results;
    `) as unknown[];
    assert.equal(result.length, 17);
    const [values, dependencies] = (result[1] as [number, [Record<string, unknown>, unknown[]]])[1];
    assert.equal(values.text, "a");
    assert.equal("open" in values, false);
    assert.equal(dependencies.length, Object.keys(values).length);
  });

  it("tells resources that values come from", () => {
    const result = run(`
      await pulumi.runtime.setMocks({ newResource: ({ name }) => ({ id: name + "-id", state: {} }), call: () => ({}) });
      const made = new pulumi.CustomResource("a:b:C", "made");
      const [, result] = await stepped(() => rpc.serializeResourceProperties("label", { a: 1, b: made.id }, {}));
      const exclude = new Set();
      const found = [];
      for (const set of [new Set(), new Set([made])]) {
        const [count, urns] = await stepped(() => dependsOn.getAllTransitivelyReferencedResourceURNs(set, exclude));
        found.push([count, [...urns]]);
      }
      return [plain(result), found];
    `);
    const urn = "urn:pulumi:stack::project::a:b:C::made";
    const [, [none, one]] = result as [unknown, [[number, string[]], [number, string[]]]];
    assert.deepEqual((result as unknown[])[0], [
      { a: 1, b: "made-id" },
      [
        ["a", []],
        ["b", ["made"]],
      ],
    ]);
    assert.deepEqual([none[1], one[1]], [[], [urn]]);
  });

  it("fails in Pulumi's words, with the error that the program made", () => {
    const result = run(`
      const error = Object.assign(new TypeError("no"), { own: "mine" });
      const [, failed] = await stepped(() => rpc.serializeResourceProperties("label", { a: 1, b: Promise.reject(error) }, {}));
      return failed;
    `);
    assert.deepEqual(result, ["TypeError", 'error serializing property "b": no', "mine"]);
  });
});
