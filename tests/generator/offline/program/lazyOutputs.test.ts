import assert from "node:assert/strict";

import { comparedRuns } from "./patchedRuntime.js";

/** What a script prints as JSON, in a process of its own, as what is judged changes Pulumi's runtime. */
function run(script: string): unknown {
  const scriptOf = (patch: string) => `
    const { Output } = require("@pulumi/pulumi/output");
    const rpc = require("@pulumi/pulumi/runtime/rpc");
    let made = 0;
    const outputs = require("@pulumi/pulumi/output");
    Object.defineProperty(outputs, "Output", { value: new Proxy(Output, {
      construct: (target, parts) => { made++; return Reflect.construct(target, parts); },
    }) });
    ${patch}
    const state = async (output) => {
      const resources = [...await output.allResources()].length;
      return [await output.promise(true), await output.isKnown, await output.isSecret, resources];
    };
    const transfer = (onto, ...keys) =>
      rpc.transferProperties(onto, "a", Object.fromEntries(keys.map((key) => [key, undefined])));
    (async () => { ${script} })().then((value) => console.log(JSON.stringify(value)));
  `;
  const { own, pulumis } = comparedRuns<{ result: unknown; made: number }>("lazyOutputs", scriptOf);
  assert.ok(own.made < pulumis.made, `${own.made} and ${pulumis.made}`);
  return own.result;
}

describe("makeOutputsLazily", () => {
  it("gives the outputs that Pulumi gives, whether they are read before or after they are known", () => {
    const result = run(`
      const onto = { __pulumiResource: true };
      const resolvers = transfer(onto, "early", "late", "never", "secret", "unknown", "gone", "id");
      const early = [onto.early, onto.gone];
      const keys = Object.keys(onto);
      resolvers.early(1, true, false);
      resolvers.late({ a: [2] }, true, false, [{ __pulumiResource: true }]);
      resolvers.never(3, true, false);
      resolvers.secret("x", true, true);
      resolvers.unknown(undefined, false, false);
      resolvers.gone(undefined, false, false);
      const states = [];
      for (const output of [...early, onto.late, onto.secret, onto.unknown]) states.push(await state(output));
      return { result: [keys, states, onto.late === onto.late, "id" in onto], made };
    `);
    assert.deepEqual(result, [
      ["__pulumiResource", "early", "late", "never", "secret", "unknown", "gone"],
      [
        [1, true, false, 1],
        [null, false, false, 1],
        [{ a: [2] }, true, false, 2],
        ["x", true, true, 1],
        [null, false, false, 1],
      ],
      true,
      false,
    ]);
  });

  it("hears of all properties at once, as the runtime tells of them", () => {
    const result = run(`
      const results = [];
      for (const failure of [undefined, new Error("no")]) {
        for (const keepUnknowns of [false, true]) {
          const onto = { __pulumiResource: true };
          const resolvers = transfer(onto, "early", "late", "open", "openEarly", "unread", "id");
          const early = [onto.openEarly, onto.early];
          const heard = [];
          onto.openEarly.promise().then(() => heard.push("openEarly"), () => heard.push("no openEarly"));
          onto.early.promise().then(() => heard.push("early"), () => heard.push("no early"));
          process.removeAllListeners("unhandledRejection").on("unhandledRejection", () => undefined);
          rpc.resolveProperties(onto, resolvers, "t", "n", { early: 1, late: { a: 2 }, other: 3 }, {}, failure, keepUnknowns);
          for (const output of [...early, onto.late, onto.open]) {
            results.push(await state(output).catch(({ message }) => message));
          }
          results.push(heard, "other" in onto);
        }
      }
      const plain = {};
      rpc.resolveProperties({}, { a: (...given) => { plain.a = given; } }, "t", "n", { a: 1 }, {}, undefined, false);
      return { result: [results, plain], made };
    `) as [unknown[], unknown];
    assert.deepEqual(result[0].slice(0, 2), [
      [null, true, false, 1],
      [1, true, false, 1],
    ]);
    assert.deepEqual(result[1], { a: [1, true, false, null] });
  });

  it("keeps resources apart that have properties of one name, also behind a proxy", () => {
    const result = run(`
      const [one, other] = [{ __pulumiResource: true }, { __pulumiResource: true }];
      const resolvers = [one, other].map((onto) => transfer(onto, "a", "b"));
      const behind = new Proxy(one, {});
      const early = [behind.a, Object.create(other).a];
      resolvers.forEach(({ a, b }, i) => [a(i, true, false), b(i + 10, true, false)]);
      behind.b = "own";
      const states = await Promise.all([...early, other.b].map(state));
      return { result: [states, behind.a === one.a, one.b], made };
    `);
    assert.deepEqual(result, [
      [
        [0, true, false, 1],
        [1, true, false, 1],
        [11, true, false, 1],
      ],
      true,
      "own",
    ]);
  });

  it("fails as Pulumi does, and lets a property be set", () => {
    const result = run(`
      const onto = { __pulumiResource: true };
      const resolvers = transfer(onto, "a", "b", "c", "d");
      const early = onto.a.promise().catch(({ message }) => message);
      for (const key of ["a", "b"]) resolvers[key](undefined, true, false, [], new Error("no"));
      onto.c = "own";
      for (const key of ["c", "d"]) resolvers[key](1, true, false);
      process.removeAllListeners("unhandledRejection").on("unhandledRejection", () => undefined);
      const late = await onto.b.promise().catch(({ message }) => message);
      let twice;
      try { transfer(onto, "c"); } catch ({ message }) { twice = message; }
      return { result: [await early, late, onto.c, Object.keys(onto), twice], made };
    `);
    const twice = "Property 'c' is already initialized on target 'a";
    assert.deepEqual(result, ["no", "no", "own", ["__pulumiResource", "a", "b", "c", "d"], twice]);
  });
});
