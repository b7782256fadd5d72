import assert from "node:assert/strict";
import type { MadeResource } from "../../../../../generator/automation/madeResource.js";
import { rebuiltState } from "../../../../../generator/fleet/run/repair/rebuiltState.js";

const STACK = "urn:pulumi:s::p::pulumi:pulumi:Stack::p-s";
const PROVIDER = "urn:pulumi:s::p::pulumi:providers:aws::default";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

function made(type: string, name: string, more: Partial<MadeResource> = {}): MadeResource {
  const urn = `urn:pulumi:s::p::${type}::${name}`;
  const refers = { parent: STACK, provider: `${PROVIDER}::1` };
  return { urn, type, custom: true, id: `${name}-1`, ...refers, inputs: {}, outputs: {}, ...more };
}

const ALONE = { parent: "", provider: "" };
const stack = made("pulumi:pulumi:Stack", "p-s", { ...ALONE, custom: false, id: "" });
const provider = made("pulumi:providers:aws", "default", { provider: "", id: "1" });
const logs = made(LOG_GROUP, "logs", { inputs: { name: "l" }, outputs: { name: "l" } });

/** Both as a state has them. */
const BASE = {
  resources: [
    { urn: STACK, type: stack.type, custom: false },
    { urn: PROVIDER, type: provider.type, custom: true, id: "1", parent: STACK },
  ],
};

function shown(rebuilt: ReturnType<typeof rebuiltState>): unknown {
  if ("unknown" in rebuilt) return rebuilt.unknown;
  const { resources = [] } = rebuilt.deployment;
  return resources.map(({ urn, id = "", delete: goes }) =>
    [urn.split("::").at(-1), id, ...(goes ? ["delete"] : [])].join(" ").trim(),
  );
}

describe("a state that is put together again", () => {
  it("is the one before, where nothing was made", () => {
    assert.deepEqual(rebuiltState({}, [], []), { deployment: { resources: [] } });
    assert.deepEqual(rebuiltState(BASE, [], []), { deployment: BASE });
  });

  it("has what was made, after what it belongs to", () => {
    const of = rebuiltState({}, [stack, provider, logs], []);
    assert.deepEqual(shown(of), ["p-s", "default 1", "logs logs-1"]);
    assert.ok("deployment" in of);
    const [root, , group] = of.deployment.resources ?? [];
    assert.deepEqual(root, {
      urn: STACK,
      type: stack.type,
      custom: false,
      inputs: {},
      outputs: {},
    });
    const { urn, type, custom, id, inputs, outputs, parent, provider: by } = logs;
    assert.deepEqual(group, { urn, type, custom, inputs, outputs, id, parent, provider: by });
  });

  it("leaves out what is in no place but a state, where nothing belongs to it", () => {
    assert.deepEqual(rebuiltState({}, [stack, { ...provider, hasSecrets: true }], []), {
      deployment: { resources: [] },
    });
  });

  it("knows what the copy has already, and takes each once", () => {
    const base = { resources: [...BASE.resources, { ...logs }] };
    assert.deepEqual(rebuiltState(base, [stack, provider, logs], []), { deployment: base });
    const twice = rebuiltState(BASE, [logs, logs], []);
    assert.deepEqual(shown(twice), ["p-s", "default 1", "logs logs-1"]);
  });

  it("deletes what was replaced, unless it is gone already", () => {
    const base = { resources: [...BASE.resources, { ...logs, id: "logs-0" }] };
    const expected = ["p-s", "default 1", "logs logs-0 delete", "logs logs-1"];
    assert.deepEqual(shown(rebuiltState(base, [logs], [])), expected);
  });

  it("deletes what was made and replaced in the same update", () => {
    const expected = ["p-s", "default 1", "logs logs-0 delete", "logs logs-1"];
    assert.deepEqual(shown(rebuiltState(BASE, [{ ...logs, id: "logs-0" }, logs], [])), expected);
  });

  it("takes what was deleted first and made again for new", () => {
    const gone = { ...logs, pendingReplacement: true };
    const base = { resources: [...BASE.resources, gone] };
    const expected = ["p-s", "default 1", "logs logs-1 delete", "logs logs-1"];
    assert.deepEqual(shown(rebuiltState(base, [logs], [])), expected);
  });

  it("keeps protection", () => {
    const kept = { protect: true, retainOnDelete: true } as const;
    const of = rebuiltState(BASE, [{ ...logs, ...kept }], []);
    assert.ok("deployment" in of);
    const { protect, retainOnDelete } = { ...of.deployment.resources?.at(-1) } as typeof kept;
    assert.deepEqual({ protect, retainOnDelete }, kept);
  });

  it("has providers and parents of creations that failed", () => {
    const group = made("slipway:index:Logs", "group", {
      ...ALONE,
      custom: false,
      id: "",
      parent: STACK,
    });
    const failed = { ...logs, parent: group.urn };
    const of = rebuiltState({}, [stack, provider, group], [failed]);
    assert.deepEqual(shown(of), ["p-s", "default 1", "group"]);
  });

  const unknowns: [string, Parameters<typeof rebuiltState>, string[]][] = [
    ["a secret", [BASE, [{ ...logs, hasSecrets: true }], []], [logs.urn]],
    [
      "a provider with a secret",
      [{}, [stack, { ...provider, hasSecrets: true }, logs], []],
      [PROVIDER],
    ],
    ["a parent that nobody has told of", [{}, [provider, logs], []], [provider.urn, logs.urn]],
    ["a provider that nobody has told of", [{}, [stack, logs], []], [logs.urn]],
    ["one of a creation that failed", [{}, [stack], [logs]], [logs.urn]],
  ];
  for (const [what, given, expected] of unknowns) {
    it(`is none with ${what}`, () => {
      assert.deepEqual((shown(rebuiltState(...given)) as string[]).sort(), expected.sort());
    });
  }

  it("needs no secrets of components", () => {
    const root = { ...stack, hasSecrets: true } as const;
    assert.deepEqual(shown(rebuiltState({}, [root, provider, logs], [])), [
      ...["p-s", "default 1", "logs logs-1"],
    ]);
  });
});
