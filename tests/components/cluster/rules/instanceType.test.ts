import assert from "node:assert/strict";

import {
  architectureOf,
  hasGpu,
  isInstanceType,
} from "../../../../components/cluster/rules/instanceType.js";

describe("instanceType", () => {
  for (const [types, architecture] of [
    ["a1.large t4g.micro m7g.large c7gn.xlarge r8gd.large g5g.xlarge im4gn.large", "arm64"],
    ["is4gen.large hpc7g.4xlarge x2gd.medium i8ge.large p6e-gb200.36xlarge", "arm64"],
    ["m5.large m7i.large m7i-flex.large c6a.large t3.micro g4dn.xlarge g6e.xlarge", "amd64"],
    ["gr6.4xlarge u-6tb1.metal u7i-12tb.224xlarge p4d.24xlarge inf2.xlarge d3en.xlarge", "amd64"],
  ] as const) {
    it(`knows the ${architecture} of ${types}`, () => {
      for (const type of types.split(" ")) assert.equal(architectureOf(type), architecture, type);
    });
  }

  it("knows which types have a GPU of NVIDIA", () => {
    for (const type of ["p4d.24xlarge", "g4dn.xlarge", "g5g.xlarge", "gr6.4xlarge"]) {
      assert.equal(hasGpu(type), true, type);
    }
    for (const type of ["g4ad.xlarge", "m7g.large", "inf2.xlarge", "m5.large"]) {
      assert.equal(hasGpu(type), false, type);
    }
  });

  it("tells instance types from other text", () => {
    for (const type of ["m7i.large", "u-6tb1.metal", "c7i.metal-24xl"]) {
      assert.equal(isInstanceType(type), true, type);
    }
    for (const text of ["", "m7i", "m7i.", "M7i.large", "m7i.large ", "7m.large"]) {
      assert.equal(isInstanceType(text), false, text);
    }
  });
});
