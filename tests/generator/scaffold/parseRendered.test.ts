import assert from "node:assert/strict";

import { parseRendered } from "../../../generator/scaffold/parseRendered.js";

describe("parseRendered", () => {
  const right: [string, string][] = [
    ["a.json", '{"a":1}'],
    ["a.yaml", "a: 1"],
    ["a.yml", "a: 1"],
    ["a.ts", "const a: number = 1;"],
    ["src/a.mts", "export const a = 1 as number;"],
    ["app/Dockerfile", "FROM scratch\nUSER 1"],
    ["README.md", "{{{"],
  ];
  for (const [path, text] of right) {
    it(`takes ${path}`, () => {
      parseRendered(path, text);
    });
  }

  const wrong: [string, string, RegExp][] = [
    ["a.json", "{", /^the template renders an invalid a\.json: /],
    ["a.yaml", "a: [", /invalid a\.yaml: /],
    ["a.yaml", "a: 1\na: 2", /invalid a\.yaml: .*unique/s],
    ["a.ts", "const = 1", /invalid a\.ts: /],
    ["src/a.mts", "const a = 'x", /invalid src\/a\.mts: /],
    ["Dockerfile", "USER 1", /invalid Dockerfile: it has no FROM/],
    [
      "Dockerfile",
      "FROM scratch\nRUNN x",
      /invalid Dockerfile: it has RUNN, which is no instruction/,
    ],
  ];
  for (const [path, text, message] of wrong) {
    it(`refuses ${path} with ${JSON.stringify(text)}`, () => {
      assert.throws(
        () => {
          parseRendered(path, text);
        },
        { message },
      );
    });
  }
});
