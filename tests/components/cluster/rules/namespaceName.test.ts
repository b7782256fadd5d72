import assert from "node:assert/strict";

import { namespaceNameProblem } from "../../../../components/cluster/rules/namespaceName.js";

describe("namespaceName", () => {
  it("takes visible ASCII up to 1024 characters", () => {
    for (const name of ["a", "shop.internal", "~!", "x".repeat(1024)]) {
      assert.equal(namespaceNameProblem(name, "namespace"), undefined);
    }
  });

  for (const name of ["", "my shop", "größe", "x".repeat(1025)]) {
    it(`refuses ${JSON.stringify(name.slice(0, 20))} of ${name.length} characters`, () => {
      assert.deepEqual(namespaceNameProblem(name, "namespace"), {
        path: "namespace",
        reason: `'namespace' must hold 1 to 1024 visible ASCII characters without spaces, got ${JSON.stringify(name.slice(0, 40))}; "platform.internal" works`,
      });
    });
  }
});
