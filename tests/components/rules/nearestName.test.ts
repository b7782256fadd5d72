import assert from "node:assert/strict";

import { legalNames, nearestName, nearestNames } from "../../../components/rules/nearestName.js";

describe("nearestName", () => {
  const names = ["task-memory-limits", "task-resource-sums", "image-pinned"];
  const cases: [string, string][] = [
    ["task-memory-limit", "task-memory-limits"],
    ["taskResourceSums", "task-resource-sums"],
    ["pinned-image", "image-pinned"],
    ["pinned-imag", "image-pinned"],
    // Near by its letters alone: its words are in another order than they would be without the slip.
    ["aask-memory-limits", "task-memory-limits"],
    ["image-pinned", "image-pinned"],
    ["IMAGE_PINNED", "image-pinned"],
    ["imagesPinned", "image-pinned"],
  ];
  for (const [name, nearest] of cases) {
    it(`takes ${name} for ${nearest}`, () => {
      assert.equal(nearestName(name, names), nearest);
    });
  }

  it("gives nothing where there are no names", () => {
    assert.equal(nearestName("image-pinned", []), undefined);
  });
});

describe("names of more or fewer words", () => {
  const names = ["targetCpuPercent", "minCapacity", "desiredCount"];
  const cases: [string, string | undefined][] = [
    ["targetCpu", "targetCpuPercent"],
    ["cpuTarget", "targetCpuPercent"],
    ["target--cpu", "targetCpuPercent"],
    ["minimumCapacityOfDesiredCount", "desiredCount"],
    ["target", undefined],
    ["count", undefined],
    ["somethingElseAltogether", undefined],
  ];
  for (const [name, nearest] of cases) {
    it(`${name} is ${String(nearest)}`, () => {
      assert.equal(nearestName(name, names), nearest);
    });
  }

  it("is none of a text that is no name", () => {
    assert.equal(nearestName("ab".repeat(3), ["a"]), undefined);
    assert.equal(nearestName("qqqabc", ["abc"]), undefined);
    assert.equal(nearestName(`a-b-${"c".repeat(8)}`, ["a-b"]), "a-b");
    assert.equal(nearestName(`a-b-${"c".repeat(9)}`, ["a-b"]), undefined);
    assert.equal(nearestName("abcd", ["abc"]), "abc");
  });
});

describe("nearestNames", () => {
  it("are the nearest first, each once, and as many as are asked for", () => {
    const names = ["cost", "cast", "costs", "cost", "unlike"];
    assert.deepEqual(nearestNames("costs", names, 5), ["costs", "cost", "cast"]);
    assert.deepEqual(nearestNames("costs", names, 2), ["costs", "cost"]);
    assert.deepEqual(nearestNames("zzzzz", names, 5), []);
    // Two of five letters is as far as a misspelling goes.
    assert.deepEqual(nearestNames("abcde", ["abcxy"], 1), ["abcxy"]);
    assert.equal(nearestName("abcde", ["abcxy"]), "abcxy");
    assert.deepEqual(nearestNames("abcde", ["abxyz"], 1), []);
  });
});

describe("legalNames", () => {
  it("are the nearest, else all", () => {
    assert.equal(legalNames("vlaue", ["value", "name"]), "'value' is one");
    assert.equal(legalNames("vlaue", ["value", "name"], "item."), "'item.value' is one");
    assert.equal(legalNames("zzzzz", ["value", "name"]), "there are 'value', 'name'");
  });
});
