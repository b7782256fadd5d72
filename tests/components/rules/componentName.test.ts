import assert from "node:assert/strict";

import { componentNameProblem } from "../../../components/rules/componentName.js";

describe("componentName", () => {
  for (const name of ["a", "orders", "Orders-v2", "a".repeat(63)]) {
    it(`takes ${name}`, () => {
      assert.equal(componentNameProblem(name), undefined);
    });
  }

  for (const name of ["", "1a", "-a", "a-", "a--b", "a_b", "a b", "../evil", "ä"]) {
    it(`refuses ${JSON.stringify(name)}`, () => {
      assert.deepEqual(componentNameProblem(name), {
        path: "name",
        reason: `'name' must start with a letter and hold letters, digits and single hyphens, got ${JSON.stringify(name)}; "orders" works`,
      });
    });
  }

  it("refuses 80 characters and says a name that works", () => {
    assert.equal(
      componentNameProblem("a".repeat(80))?.reason,
      `'name' must have at most 63 characters, got 80 ("${"a".repeat(20)}…"); "${"a".repeat(20)}" works`,
    );
  });

  it("says a name without the hyphens that the cut leaves at its end", () => {
    const works = `a-${"b".repeat(16)}`;
    assert.deepEqual(componentNameProblem(`${works}--${"c".repeat(60)}`), {
      path: "name",
      reason: `'name' must have at most 63 characters, got 80 ("${works}--…"); "${works}" works`,
    });
  });

  for (const [name, got] of [
    [3, "3"],
    [undefined, "nothing"],
    [{}, "an empty map"],
  ] as const) {
    it(`refuses ${got}, which is no text`, () => {
      assert.deepEqual(componentNameProblem(name), {
        path: "name",
        reason: `'name' must be a text that is known as the program runs, got ${got}; "orders" works`,
      });
    });
  }
});
