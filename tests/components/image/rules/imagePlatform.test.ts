import assert from "node:assert/strict";

import type { ImagePlatform } from "../../../../components/image/rules/imagePlatform.js";
import {
  imagePlatformProblem,
  taskArchitecture,
} from "../../../../components/image/rules/imagePlatform.js";

const platforms = (...names: string[]): ImagePlatform[] =>
  names.map((name) => {
    const [os = "", architecture = ""] = name.split("/");
    return { os, architecture };
  });

describe("imagePlatformProblem", () => {
  it("takes an image that has the architecture, or does not say", () => {
    const both = platforms("linux/amd64", "linux/arm64", "unknown/unknown");
    assert.equal(imagePlatformProblem("a:1", both, "arm64"), undefined);
    assert.equal(imagePlatformProblem("a:1", both, undefined), undefined);
    assert.equal(imagePlatformProblem("a:1", platforms("linux/arm64"), undefined), undefined);
    assert.equal(imagePlatformProblem("a:1", [], "arm64"), undefined);
  });

  const refused: [string[], "amd64" | "arm64" | undefined, string, string][] = [
    [
      ["linux/amd64", "linux/386"],
      "arm64",
      "architecture",
      `'architecture' must be one that 'image' has, got "arm64", and "a:1" has linux/amd64, linux/386: its tasks would stop with "exec format error"; architecture: "amd64" works`,
    ],
    [
      ["windows/amd64"],
      "amd64",
      "architecture",
      `'architecture' must be one that 'image' has, got "amd64", and "a:1" has windows/amd64: its tasks would stop with "exec format error"; another image works`,
    ],
    [
      ["linux/s390x"],
      undefined,
      "image",
      `'image' must have linux/amd64 or linux/arm64 for Fargate, got "a:1", which has linux/s390x; build one by 'context'`,
    ],
  ];
  for (const [names, stated, path, reason] of refused) {
    it(`refuses ${String(stated)} of ${names.join(" and ")}`, () => {
      const problem = imagePlatformProblem("a:1", platforms(...names), stated);
      assert.deepEqual(problem, { path, reason });
    });
  }
});

describe("taskArchitecture", () => {
  const cases: [string[], string | undefined][] = [
    [["linux/arm64", "linux/amd64"], "amd64"],
    [["linux/arm64", "windows/amd64"], "arm64"],
    [["linux/s390x"], undefined],
    [[], undefined],
  ];
  for (const [names, expected] of cases) {
    it(`is ${String(expected)} of ${names.join(" and ") || "an unknown list"}`, () => {
      assert.equal(taskArchitecture(platforms(...names)), expected);
    });
  }
});
