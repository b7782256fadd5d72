import assert from "node:assert/strict";

import type { LegalNameKind } from "../../../components/rules/legalName.js";
import { legalNameProblem, tagKeyProblem } from "../../../components/rules/legalName.js";
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
    assert.match(
      legalNameProblem("iamRole", "r".repeat(80), "name")?.reason ?? "",
      /got "r{80}" of 80;/,
    );
  });
});

describe("tagKeyProblem", () => {
  it("takes keys of 1 to 128 characters, those of AWS's own aside", () => {
    for (const key of ["a", "k".repeat(128), "my-aws:team"]) {
      assert.equal(tagKeyProblem(key), undefined, key);
    }
    for (const key of ["", "k".repeat(129)]) {
      assert.equal(
        tagKeyProblem(key),
        `a key of 'tags' must have 1 to 128 characters, got "${key.slice(0, 40)}" of ${key.length}; "team" works`,
      );
    }
    for (const key of ["aws:team", "AWS:team"]) {
      assert.match(tagKeyProblem(key) ?? "", /must not begin with "aws:"/);
    }
  });
});
