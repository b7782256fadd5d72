import assert from "node:assert/strict";

import type { Exemption } from "../../../policies/configuration/exemption.js";
import { judgeExemptions } from "../../../policies/configuration/exemption.js";

const RESOURCE = {
  urn: "urn:pulumi:prod::shop::aws:ecs/service:Service::orders",
  type: "aws:ecs/service:Service",
  name: "orders",
  properties: {},
};
const TODAY = new Date("2026-05-31T23:59:59Z");
const VALID = { reason: "moves in May", expires: "2026-05-31" };

function judge(...exemptions: Exemption[]) {
  const { by, problems } = judgeExemptions(exemptions, RESOURCE, TODAY);
  return { isExempt: by !== undefined, problems };
}

describe("judgeExemptions", () => {
  const exempting: [string, Exemption][] = [
    ["by its name", { ...VALID, name: "orders" }],
    ["by a pattern of its name", { ...VALID, name: "ord*" }],
    ["by a pattern of its URN", { ...VALID, urn: "urn:pulumi:prod::*::orders" }],
    ["by both", { ...VALID, name: "orders", urn: "*" }],
  ];
  for (const [how, exemption] of exempting) {
    it(`exempts a resource ${how}, on the last day too`, () => {
      assert.deepEqual(judge(exemption), { isExempt: true, problems: [] });
    });
  }

  const others: [string, Exemption][] = [
    ["another name", { ...VALID, name: "order" }],
    ["another URN", { ...VALID, urn: "urn:pulumi:dev::*" }],
    ["its name and another URN", { ...VALID, name: "orders", urn: "urn:pulumi:dev::*" }],
    ["neither name nor URN", VALID],
    ["another name, and has no reason", { name: "carts", expires: "2026-05-31" }],
  ];
  for (const [what, exemption] of others) {
    it(`says nothing of a resource when an exemption has ${what}`, () => {
      assert.deepEqual(judge(exemption), { isExempt: false, problems: [] });
    });
  }

  it("does not exempt after the last day", () => {
    assert.deepEqual(judge({ name: "orders", reason: "moves in May", expires: "2026-05-30" }), {
      isExempt: false,
      problems: [
        "the exemption of 'orders' ended on 2026-05-30: remove it, or set 'expires' to a later date",
      ],
    });
  });

  it("does not exempt without a reason", () => {
    const problems = ["the exemption of 'ord*' has no reason: set its 'reason'"];
    assert.deepEqual(judge({ name: "ord*", expires: "2026-05-31" }), {
      isExempt: false,
      problems,
    });
    assert.deepEqual(judge({ ...VALID, name: "ord*", reason: " " }), { isExempt: false, problems });
  });

  it("does not exempt without an end", () => {
    assert.deepEqual(judge({ urn: "*::orders", reason: "moves in May" }), {
      isExempt: false,
      problems: [
        "the exemption of '*::orders' never ends: set 'expires' to a date such as 2027-06-30",
      ],
    });
  });

  it("exempts by one exemption that holds, and tells of one that does not", () => {
    assert.deepEqual(judge({ ...VALID, name: "*" }, { name: "orders", expires: "2026-05-31" }), {
      isExempt: true,
      problems: ["the exemption of 'orders' has no reason: set its 'reason'"],
    });
  });
});
