import assert from "node:assert/strict";

import { Reader, UNKNOWN, UnknownLeaf } from "../../../policies/resource/reader.js";
import { lazy } from "../../../policies/views/lazy.js";
import { STACK_VIEWS, VIEWS } from "../../../policies/views/views.js";
import { rules } from "../../../policies/rules/index.js";

describe("lazy", () => {
  const leaf = Reader.of({ port: "80", names: ["a", 1], isOpen: "true", path: UNKNOWN });

  it("reads each property by its kind, and leaves the others be", () => {
    const view = lazy({
      port: "number",
      names: "texts",
      isOpen: "boolean",
      path: "string",
    })(leaf, {});
    assert.deepEqual([view.port, view.names, view.isOpen], [80, ["a", "1"], true]);
    assert.throws(() => view.path, UnknownLeaf);
  });

  it("keeps getters beside them as getters", () => {
    let reads = 0;
    const view = lazy({ port: "number" })(leaf, {
      get own() {
        return ++reads;
      },
    });
    assert.equal(reads, 0);
    assert.deepEqual([view.own, view.own, view.port], [1, 2, 80]);
  });
});

describe("views", () => {
  it("has a rule for each kind, and no rule judges what is no kind of view", () => {
    const kinds = [...Object.keys(VIEWS), ...Object.keys(STACK_VIEWS)];
    const judged = rules.flatMap((rule) =>
      Object.entries(rule).flatMap(([key, value]) => (typeof value === "function" ? [key] : [])),
    );
    assert.deepEqual([...new Set(judged)].sort(), [...kinds, "conflict"].sort());
  });
});
