import assert from "node:assert/strict";

import { unjudgedTypes } from "../../../../generator/offline/engine/autonaming.js";

const QUEUE = { type: "aws:batch/jobQueue:JobQueue", inputs: { priority: 1 } };

describe("names that an offline preview cannot judge", () => {
  const disabled = JSON.stringify({ mode: "disabled" });

  it("are those of types that it does not know, where autonaming is disabled", () => {
    const others = [
      { type: "docker-build:index:Image", inputs: {} },
      { type: "aws:sns/topic:Topic", inputs: {} },
      { type: "pulumi:providers:aws", inputs: {} },
    ];
    assert.deepEqual(unjudgedTypes(disabled, [QUEUE, ...others, QUEUE]), [
      QUEUE.type,
      "docker-build:index:Image",
    ]);
  });

  for (const input of ["name", "bucket", "roleName", "clusterIdentifier", "namePrefix"]) {
    it(`are not those of resources that the program names: ${input}`, () => {
      const named = { ...QUEUE, inputs: { [input]: "orders" } };
      assert.deepEqual(unjudgedTypes(disabled, [named]), []);
    });
  }

  it("follow what is set for a provider and for a type", () => {
    const own = { [QUEUE.type]: { mode: "disabled" } };
    const byType = JSON.stringify({ providers: { aws: { resources: own } } });
    assert.deepEqual(unjudgedTypes(byType, [QUEUE]), [QUEUE.type]);
    const byProvider = JSON.stringify({
      mode: "disabled",
      providers: { aws: { mode: "default" } },
    });
    assert.deepEqual(unjudgedTypes(byProvider, [QUEUE]), []);
    for (const text of [undefined, "{", JSON.stringify({ mode: "verbatim" })]) {
      assert.deepEqual(unjudgedTypes(text, [QUEUE]), []);
    }
  });
});
