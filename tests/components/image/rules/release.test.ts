import assert from "node:assert/strict";

import {
  releaseParameterProblem,
  promotedUriProblem,
} from "../../../../components/image/rules/release.js";

const DIGEST = `sha256:${"a".repeat(64)}`;

describe("promotedUriProblem", () => {
  it("takes an image by digest, with a tag or without", () => {
    for (const uri of [`registry.test/orders@${DIGEST}`, `registry.test:5000/a/b:1@${DIGEST}`]) {
      assert.equal(promotedUriProblem(uri, "promoteFrom.uri"), undefined);
    }
  });

  it("refuses a tag, which may stand for other bytes tomorrow", () => {
    for (const uri of ["registry.test/orders:1", `@${DIGEST}`, "orders@sha256:abc", ""]) {
      assert.deepEqual(promotedUriProblem(uri, "promoteFrom.uri"), {
        path: "promoteFrom.uri",
        reason: `'promoteFrom.uri' must give an image by digest, got "${uri}"; the 'uri' of the DockerImage that built it works`,
      });
    }
  });
});

describe("releaseParameterProblem", () => {
  it("takes what Systems Manager takes", () => {
    for (const name of ["/orders/release", "orders.release_1", `/${"a".repeat(1010)}`]) {
      assert.equal(releaseParameterProblem(name, "p"), undefined);
    }
    assert.equal(releaseParameterProblem("/a".repeat(15), "p"), undefined);
  });

  const illegal = [
    ["no name", ""],
    ["a space", "/orders release"],
    ["a slash at the end", "/orders/"],
    ["levels without a slash in front", "orders/release"],
    ["a name of AWS", "/aws/release"],
    ["a name of Systems Manager", "ssm-release"],
    ["16 levels", "/a".repeat(16)],
    ["1012 characters", `/${"a".repeat(1011)}`],
  ] as const;
  for (const [fault, name] of illegal) {
    it(`refuses ${fault}`, () => {
      const problem = releaseParameterProblem(name, "releaseParameterName");
      assert.equal(problem?.path, "releaseParameterName");
      assert.ok(problem.reason.endsWith(`got "${name}"; "/orders/release" works`), problem.reason);
    });
  }
});
