import assert from "node:assert/strict";

import { parseRendered } from "../../../generator/scaffold/parseRendered.js";

const VALID: readonly [string, string][] = [
  ["package.json", "{}"],
  ["infra/Pulumi.yaml", "name: orders\n"],
  [".github/workflows/deploy.yml", "on: push\n"],
  ["infra/index.ts", "const a: number = 1;"],
  ["Dockerfile", "FROM scratch\nUSER 1\n"],
  ["README.md", "{ ``` <"],
];

const INVALID: readonly [string, string, RegExp][] = [
  ["package.json", "{", /invalid package\.json/],
  ["infra/Pulumi.yaml", "a: [", /invalid infra\/Pulumi\.yaml/],
  ["infra/Pulumi.yaml", "a: 1\na: 2\n", /invalid infra\/Pulumi\.yaml/],
  ["infra/index.ts", "const = ;", /invalid infra\/index\.ts/],
  ["Dockerfile", "RUN id\n", /it has no FROM/],
  ["Dockerfile", "FROM scratch\nRUNS id\n", /RUNS, which is no instruction/],
];

describe("parseRendered", () => {
  for (const [path, text] of VALID) {
    it(`takes a valid ${path}`, () => {
      assert.equal(parseRendered(path, text), undefined);
    });
  }

  for (const [path, text, message] of INVALID) {
    it(`refuses ${path} with ${JSON.stringify(text)}`, () => {
      assert.throws(() => {
        parseRendered(path, text);
      }, { message });
    });
  }
});
