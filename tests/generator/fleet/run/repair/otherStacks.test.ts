import assert from "node:assert/strict";
import { isSameStack, otherStacks } from "../../../../../generator/fleet/run/repair/otherStacks.js";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const provider = { urn: "urn:p", type: "pulumi:providers:aws", id: "1" };

describe("what other stacks have", () => {
  it("is what their states have, and what these or a run's failures tell to have begun, with its region", () => {
    const inputs = { family: "web" };
    const resource = { urn: "urn:t", type: TASK, custom: true, inputs, provider: "urn:p::1" };
    const made = { ...resource, id: "web", outputs: { arn: "arn:web:1" } };
    const failed = { urn: "urn:f", type: TASK, parent: "", inputs };
    const found = otherStacks(
      [
        {
          resources: [{ ...provider, inputs: { region: "eu-west-1" } }, made],
          pending_operations: [{ type: "creating", resource }],
        },
        { resources: [] },
      ],
      [
        { ...failed, provider: "urn:p::1" },
        { ...failed, provider: "urn:elsewhere::2" },
      ],
    );
    assert.deepEqual([...found.known], ["1", "web", "arn:web:1"]);
    assert.deepEqual(
      found.begun,
      ["eu-west-1", "eu-west-1", undefined].map((region) => ({ type: TASK, inputs, region })),
    );
  });

  const names: [string, string, boolean][] = [
    ["dev", "dev", true],
    ["dev", "prod", false],
    ["acme/dev", "dev", true],
    ["dev", "acme/orders/dev", true],
    ["acme/dev", "acme/orders/dev", true],
    ["acme/dev", "other/dev", false],
    ["acme/dev", "acme/prod", false],
  ];
  for (const [some, other, isSame] of names) {
    it(`is ${isSame ? "not " : ""}that of ${some} to ${other}`, () => {
      assert.equal(isSameStack(some, other), isSame);
    });
  }
});
