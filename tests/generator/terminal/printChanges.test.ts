import assert from "node:assert/strict";

import { changesJson, changesText } from "../../../generator/terminal/printChanges.js";

const CHANGES = [
  { path: "infra/tests/a.ts", after: "a\n" },
  { path: ".dockerignore", before: "dist\n", after: "dist\ninfra\n" },
  { path: "infra/index.ts", after: "i\n" },
  { path: "infra/old.ts", before: "old\n" },
  { path: "z", after: "" },
];

describe("changesText", () => {
  it("is a tree of what happens to each file, and a diff of what is there", () => {
    assert.deepEqual(changesText(CHANGES).split("\n"), [
      "~ .dockerignore",
      "  infra/",
      "+   index.ts",
      "-   old.ts",
      "    tests/",
      "+     a.ts",
      "+ z",
      "",
      "  --- a/.dockerignore",
      "  +++ b/.dockerignore",
      "  @@ -1,1 +1,2 @@",
      "   dist",
      "  +infra",
      "",
    ]);
  });

  it("shows what a terminal would obey", () => {
    const text = changesText([{ path: "a", before: "x\n", after: "\u001b]0;evil\u0007\u202e\n" }]);
    assert.doesNotMatch(text, /[\u001b\u0007\u202e]/);
    assert.match(text, /^ {2}\+\\u001b\]0;evil\\u0007\\u202e$/m);
  });

  it("is nothing of nothing", () => {
    assert.equal(changesText([]), "");
  });
});

describe("changesJson", () => {
  it("says what happens to each file, with the diff of what is there", () => {
    const printed = changesJson(CHANGES);
    assert.deepEqual(
      printed.map(({ path, change }) => [path, change]),
      [
        [".dockerignore", "modify"],
        ["infra/index.ts", "add"],
        ["infra/old.ts", "remove"],
        ["infra/tests/a.ts", "add"],
        ["z", "add"],
      ],
    );
    assert.match(printed[0]?.diff ?? "", /^\+infra$/m);
    assert.match(printed[2]?.diff ?? "", /^-old$/m);
    assert.equal(printed[1]?.diff, undefined);
  });
});
