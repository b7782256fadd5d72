import assert from "node:assert/strict";

import { lifecyclePolicy } from "../../../components/ecr/lifecyclePolicy.js";

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
    assert.deepEqual(rulesOf(lifecyclePolicy(7, true)), [
      UNTAGGED,
      [2, "tagged", ["buildcache"], "imageCountMoreThan", 1, "expire"],
      [3, "tagged", ["*"], "imageCountMoreThan", 8, "expire"],
    ]);
  });
});
