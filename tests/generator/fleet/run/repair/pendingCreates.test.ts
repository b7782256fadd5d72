import assert from "node:assert/strict";
import {
  type ExportedDeployment,
  isReplacement,
  knownObjects,
  pendingCreates,
  settledDeployment,
} from "../../../../../generator/fleet/run/repair/pendingCreates.js";
import type { LookUpResult } from "../../../../../generator/fleet/run/repair/lookUp.js";

const ROLE = "aws:iam/role:Role";
const kept = {
  ...{ urn: "urn:kept", type: ROLE, custom: true, id: "kept" },
  outputs: { arn: "arn:kept" },
};
const made = { urn: "urn:made", type: ROLE, custom: true, inputs: { name: "made" } };

function deployment(more: Partial<ExportedDeployment> = {}): ExportedDeployment {
  return {
    resources: [kept],
    pending_operations: [
      { type: "creating", resource: made },
      { type: "updating", resource: kept },
      { type: "creating", resource: { urn: "urn:p", type: "pulumi:providers:aws", custom: true } },
      {
        type: "creating",
        resource: { urn: "urn:c", type: "slipway:index:Service", custom: false },
      },
    ],
    ...more,
  };
}

function settled(before: ExportedDeployment, object: LookUpResult): ExportedDeployment {
  return settledDeployment(before, new Map([["urn:made", object]]));
}

describe("pendingCreates", () => {
  it("is what may exist outside of the state", () => {
    assert.deepEqual(pendingCreates(deployment()), [made]);
    assert.deepEqual(pendingCreates({}), []);
  });
});

describe("settledDeployment", () => {
  it("has what was found, for the provider to import, and no pending operation", () => {
    const before = { ...deployment(), metadata: {} };
    assert.deepEqual(settled(before, { importId: "made" }), {
      metadata: {},
      resources: [kept, { ...made, id: "made", outputs: {} }],
    });
  });

  it("forgets what is absent", () => {
    assert.deepEqual(settled(deployment(), "absent"), { resources: [kept] });
  });

  it("has the replaced resource deleted when its replacement is there, and only then", () => {
    const old = { ...made, id: "old" };
    const before = deployment({ resources: [old, kept] });
    assert.equal(isReplacement(before, "urn:made"), true);
    assert.equal(isReplacement(deployment(), "urn:made"), false);
    const { resources = [] } = settled(before, { importId: "new" });
    assert.deepEqual(
      resources.map(({ id, delete: gone }) => [id, gone]),
      [
        ["old", true],
        ["kept", undefined],
        ["new", undefined],
      ],
    );
    assert.deepEqual(settled(before, "absent").resources, [old, kept]);
  });

  it("leaves out a resource that was deleted before its replacement was made under the same name", () => {
    const old = { ...made, id: "made", pendingReplacement: true };
    const before = deployment({ resources: [old, kept] });
    assert.equal(isReplacement(before, "urn:made"), false);
    assert.deepEqual([...knownObjects(before)], ["kept", "arn:kept"]);
    assert.deepEqual(settled(before, { importId: "made" }).resources, [
      kept,
      { ...made, id: "made", outputs: {} },
    ]);
    assert.deepEqual(settled(before, "absent").resources, [old, kept]);
  });

  it("has copies of what was found deleted", () => {
    const { resources = [] } = settled(deployment(), { importId: "new", copies: ["older"] });
    assert.deepEqual(
      resources.map(({ urn, id, delete: gone }) => [urn, id, gone]),
      [
        ["urn:kept", "kept", undefined],
        ["urn:made", "new", undefined],
        ["urn:made", "older", true],
      ],
    );
  });
});

describe("knownObjects", () => {
  it("has the ids and ARNs of the state", () => {
    assert.deepEqual([...knownObjects(deployment())], ["kept", "arn:kept"]);
  });
});
