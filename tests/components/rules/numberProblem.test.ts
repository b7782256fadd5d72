import assert from "node:assert/strict";

import {
  MOST_INTEGER,
  positiveNumberProblem,
  wholeNumberProblem,
  wholeNumberRule,
} from "../../../components/rules/numberProblem.js";

describe("numberProblem", () => {
  it("takes whole numbers within their limits, and none", () => {
    for (const value of [undefined, 1, 5]) {
      assert.equal(wholeNumberProblem("port", value, [1, 5], 3), undefined);
    }
  });

  for (const value of [0, 6, 1.5, Number.NaN]) {
    it(`refuses ${value} as a whole number from 1 to 5`, () => {
      assert.deepEqual(wholeNumberProblem("port", value, [1, 5], 3), {
        path: "port",
        reason: `'port' must be a whole number from 1 to 5, got ${value}; 3 works`,
      });
    });
  }

  it("takes whole numbers up to the largest that AWS has", () => {
    assert.equal(wholeNumberRule(MOST_INTEGER, 1), undefined);
    assert.equal(wholeNumberRule(MOST_INTEGER + 1, 1), "a whole number of at most 2147483647");
    assert.equal(wholeNumberRule(0, 1), "a whole number of at least 1");
  });

  it("takes numbers above 0, up to the largest, and none", () => {
    for (const value of [undefined, 0.1, 100]) {
      assert.equal(positiveNumberProblem("target", value, 60, 100), undefined);
    }
    assert.equal(positiveNumberProblem("target", 1e6, 60), undefined);
  });

  it("refuses what is not above 0, and says the largest where there is one", () => {
    assert.deepEqual(positiveNumberProblem("target", 0, 60), {
      path: "target",
      reason: "'target' must be above 0, got 0; 60 works",
    });
    assert.deepEqual(positiveNumberProblem("target", 101, 60, 100), {
      path: "target",
      reason: "'target' must be above 0 and at most 100, got 101; 60 works",
    });
    assert.notEqual(positiveNumberProblem("target", Number.POSITIVE_INFINITY, 60), undefined);
  });
});
