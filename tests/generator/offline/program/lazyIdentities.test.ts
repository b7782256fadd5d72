import assert from "node:assert/strict";

import { comparedRuns } from "./patchedRuntime.js";

/** What a program prints as JSON that registers resources with Pulumi's mocks, with outputs made late and as Pulumi makes them. */
function run(script: string): unknown {
  const scriptOf = (patch: string) => `
    const pulumi = require("@pulumi/pulumi");
    const outputs = require("@pulumi/pulumi/output");
    let made = 0;
    outputs.Output = new Proxy(outputs.Output, {
      construct: (target, parts) => { made++; return Reflect.construct(target, parts); },
    });
    ${patch}
    const state = async (output) => {
      const resources = [...await output.allResources()].map((one) => one.__name);
      return [await output.promise(true), await output.isKnown, await output.isSecret, resources];
    };
    const create = (name, parent) => new pulumi.CustomResource("a:b:C", name, {}, { parent });
    const failed = [];
    process.on("unhandledRejection", (error) => failed.push(error.message));
    const newResource = ({ name }) => {
      if (name === "refused") throw new Error("no");
      return { id: name === "open" ? undefined : name + "-id", state: {} };
    };
    const settled = () => new Promise((resolve) => setTimeout(resolve, 50));
    (async () => {
      await pulumi.runtime.setMocks({ newResource, call: () => ({}) }, "project", "stack", true);
      ${script}
    })().then((result) => console.log(JSON.stringify({ result, made })));
  `;
  const { own, pulumis } = comparedRuns<{ result: unknown; made: number }>(
    "lazyIdentities",
    scriptOf,
  );
  assert.ok(own.made < pulumis.made, `${own.made} and ${pulumis.made}`);
  return own.result;
}

describe("makeIdentitiesLazily", () => {
  it("gives the outputs that Pulumi gives, whether they are read before or after they are known", () => {
    const result = run(`
      const [early, late, open, unread] = ["early", "late", "open", "unread"].map((name) => create(name));
      const before = [early.urn, early.id, open.id];
      await settled();
      const states = [];
      for (const output of [...before, late.urn, late.id, open.urn]) states.push(await state(output));
      return [states, late.urn === late.urn, pulumi.Output.isInstance(late.id), Object.keys(late).filter((key) => !key.startsWith("_"))];
    `);
    const urn = "urn:pulumi:stack::project::a:b:C::";
    assert.deepEqual(result, [
      [
        [`${urn}early`, true, false, ["early"]],
        ["early-id", true, false, ["early"]],
        [null, false, false, ["open"]],
        [`${urn}late`, true, false, ["late"]],
        ["late-id", true, false, ["late"]],
        [`${urn}open`, true, false, ["open"]],
      ],
      true,
      true,
      ["urn", "id"],
    ]);
  });

  it("lets nobody wait longer for what is known", () => {
    const result = run(`
      const [known, other] = ["known", "other", "unread"].map((name) => create(name));
      await settled();
      const steps = async (promise) => {
        let count = 0, isDone = false;
        promise.then(() => { isDone = true; });
        while (!isDone) { await undefined; count++; }
        return count;
      };
      return [
        await steps(known.urn.promise()),
        await steps(known.id.apply((id) => id).promise()),
        await steps(other.id.isKnown),
        await steps(other.urn.allResources()),
      ];
    `);
    assert.ok(Array.isArray(result) && result.length === 4);
  });

  it("knows parents and components, and lets a name be set", () => {
    const result = run(`
      const parent = new pulumi.ComponentResource("a:b:Parent", "parent");
      const child = create("child", parent);
      child.id = "own";
      await settled();
      return [(await state(child.urn))[0], child.id, "id" in parent, Object.keys(parent).includes("urn")];
    `);
    const urn = "urn:pulumi:stack::project::a:b:Parent$a:b:C::child";
    assert.deepEqual(result, [urn, "own", false, true]);
  });

  it("has a registration that fails end the program as Pulumi does, though nobody reads what it is called", () => {
    const result = run(`
      create("refused");
      create("taken");
      await settled();
      return [failed.some((message) => message.includes("no")), [...new Set(failed)]];
    `) as [boolean];
    assert.equal(result[0], true);
  });
});
