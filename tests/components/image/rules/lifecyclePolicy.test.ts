import assert from "node:assert/strict";

import {
  cacheLifecyclePolicy,
  lifecyclePolicy,
} from "../../../../components/image/rules/lifecyclePolicy.js";

interface Rule {
  rulePriority: number;
  selection: Record<string, unknown>;
  action: { type: string };
}

function rulesOf(policy: string) {
  const { rules } = JSON.parse(policy) as { rules: Rule[] };
  return rules.map(({ rulePriority, selection, action }) => [
    rulePriority,
    selection.tagStatus,
    selection.tagPatternList,
    selection.countType,
    selection.countNumber,
    action.type,
  ]);
}

const UNTAGGED = [1, "untagged", undefined, "sinceImagePushed", 1, "expire"];

describe("lifecyclePolicy", () => {
  it("pain 11: counts releases by their tags, so that untagged parts push none of them out", () => {
    assert.deepEqual(rulesOf(lifecyclePolicy(7)), [
      UNTAGGED,
      [2, "tagged", ["*"], "imageCountMoreThan", 7, "expire"],
    ]);
  });

  it("pain 11: keeps the cache beside so many releases, not instead of one", () => {
    assert.deepEqual(rulesOf(lifecyclePolicy(7, { cache: true })), [
      UNTAGGED,
      [2, "tagged", ["buildcache"], "imageCountMoreThan", 1, "expire"],
      [3, "tagged", ["*"], "imageCountMoreThan", 8, "expire"],
    ]);
  });

  it("pain 11: keeps what stacks run beside so many releases, however old", () => {
    assert.deepEqual(rulesOf(lifecyclePolicy(7, { keepLive: true })), [
      UNTAGGED,
      [2, "tagged", ["live-*"], "imageCountMoreThan", 1000, "expire"],
      [3, "tagged", ["*"], "imageCountMoreThan", 7, "expire"],
    ]);
    assert.deepEqual(
      rulesOf(lifecyclePolicy(7, { keepLive: true, cache: true })).map(([priority, , tags]) => [
        priority,
        tags,
      ]),
      [
        [1, undefined],
        [2, ["buildcache"]],
        [3, ["live-*"]],
        [4, ["*"]],
      ],
    );
  });

  it("is the same text as ever where nothing else is asked for", () => {
    assert.equal(
      lifecyclePolicy(50),
      '{"rules":[{"rulePriority":1,"description":"Untagged images go after a day","selection":{"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":1},"action":{"type":"expire"}},{"rulePriority":2,"description":"The newest 50 images stay","selection":{"tagStatus":"tagged","tagPatternList":["*"],"countType":"imageCountMoreThan","countNumber":50},"action":{"type":"expire"}}]}',
    );
  });
});

describe("cacheLifecyclePolicy", () => {
  it("counts images without tags too, as copies are pulled by digest", () => {
    assert.deepEqual(rulesOf(cacheLifecyclePolicy(7)), [
      [1, "any", undefined, "imageCountMoreThan", 7, "expire"],
    ]);
  });
});
