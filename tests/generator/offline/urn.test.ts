import assert from "node:assert/strict";

import { nameInUrn, urnOf } from "../../../generator/offline/urn.js";

const STACK = { stack: "dev", project: "shop" };
const ROOT = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";

describe("urnOf", () => {
  it("leaves the stack's type out of a top-level resource", () => {
    const parts = { ...STACK, type: "aws:sqs/queue:Queue", name: "q" };
    const urn = "urn:pulumi:dev::shop::aws:sqs/queue:Queue::q";
    assert.equal(urnOf({ ...parts, parent: ROOT }), urn);
    assert.equal(urnOf(parts), urn);
  });

  it("has the types of all parents", () => {
    const outer = urnOf({ ...STACK, type: "a:b:Outer", name: "o", parent: ROOT });
    const inner = urnOf({ ...STACK, type: "a:b:Inner", name: "i", parent: outer });
    assert.equal(
      urnOf({ ...STACK, type: "aws:sqs/queue:Queue", name: "q", parent: inner }),
      "urn:pulumi:dev::shop::a:b:Outer$a:b:Inner$aws:sqs/queue:Queue::q",
    );
  });
});

describe("nameInUrn", () => {
  it("is the last part, with the colons that it may have itself", () => {
    assert.equal(nameInUrn("urn:pulumi:dev::shop::a:b:C::one"), "one");
    assert.equal(nameInUrn("urn:pulumi:dev::shop::a:b:C::one::two"), "one::two");
  });
});
