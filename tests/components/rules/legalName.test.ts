import assert from "node:assert/strict";

import type { LegalNameKind } from "../../../components/rules/legalName.js";
import { legalNameProblem } from "../../../components/rules/legalName.js";
import { physicalName } from "../../../components/rules/physicalName.js";

const KINDS = [
  "loadBalancer",
  "targetGroup",
  "service",
  "taskFamily",
  "capacityProvider",
  "ecrRepository",
  "logGroup",
  "iamRole",
  "codeDeploy",
] as const satisfies LegalNameKind[];

describe("legalNameProblem", () => {
  for (const kind of KINDS) {
    it(`takes what Slipway names a ${kind}, whatever it is made of`, () => {
      for (const parts of [["orders"], ["internal-ecs", "Größe 9!"], ["x".repeat(600)], ["-_."]]) {
        assert.equal(legalNameProblem(kind, physicalName(kind, parts), "name"), undefined);
      }
    });
  }

  it("shows the beginning of a name that is far too long", () => {
    assert.equal(
      legalNameProblem("iamRole", "r".repeat(100), "name")?.reason,
      `'name' must be 1 to 64 letters, digits and characters of _ + = , . @ -, got "${"r".repeat(80)}…" of 100; "orders-task" works`,
    );
  });
});
