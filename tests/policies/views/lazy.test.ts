import assert from "node:assert/strict";

import { Reader, UNKNOWN, UnknownLeaf } from "../../../policies/resource/reader.js";
import { lazy } from "../../../policies/views/lazy.js";
import { STACK_VIEWS, VIEWS } from "../../../policies/views/views.js";
import { rules } from "../../../policies/rules/index.js";

describe("lazy", () => {
  const leaf = Reader.of({ port: "80", names: ["a", 1], isOpen: "true", path: UNKNOWN });

  it("reads each property by its kind, and leaves the others be", () => {
    const View = lazy({ port: "number", names: "texts", isOpen: "boolean", path: "string" });
    const view = new View(leaf);
    assert.deepEqual([view.port, view.names, view.isOpen], [80, ["a", "1"], true]);
    assert.throws(() => view.path, UnknownLeaf);
  });

  it("reads by a function what the value does not say by a property of that name", () => {
    const View = lazy({
      count: (value: Reader) => value.get("names").list()?.length,
      last: (value: Reader) => value.get("path").string(),
      port: "number",
    });
    const view = new View(leaf);
    assert.deepEqual([view.count, view.port], [2, 80]);
    assert.throws(() => view.last, UnknownLeaf);
  });

  it("is a class that others extend by what is read in a way of its own", () => {
    class Extended extends lazy({ port: "number" }) {
      get first() {
        return this.leaf.get("names").list()?.[0]?.string();
      }
    }
    const view = new Extended(leaf);
    assert.deepEqual([view.first, view.port], ["a", 80]);
  });
});

describe("views", () => {
  it("has a rule for each kind, and no rule judges what is no kind of view", () => {
    // Those of any resource are for policies of other people.
    const kinds = [...Object.keys(VIEWS), ...Object.keys(STACK_VIEWS)].filter(
      (kind) => kind !== "resource" && kind !== "resourceInStack",
    );
    const judged = rules.flatMap((rule) =>
      Object.entries(rule).flatMap(([key, value]) => (typeof value === "function" ? [key] : [])),
    );
    assert.deepEqual([...new Set(judged)].sort(), [...kinds, "conflict"].sort());
  });
});
