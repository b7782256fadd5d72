import assert from "node:assert/strict";

import {
  rolePriority,
  rulePriorities,
  rulePriorityProblem,
  standbyPriority,
} from "../../../../../components/service/rules/deployment/rulePriorities.js";

describe("rulePriorities", () => {
  it("has test requests first, then the rule of the owner that comes with healthy tasks", () => {
    const roles = ["test", "external", "codeDeploy", "ecs", "program"] as const;
    assert.deepEqual(
      roles.map((role) => rolePriority(100, role)),
      [96, 97, 98, 99, 100],
    );
  });

  it("has the standing-in rule behind every other, for each priority that it takes", () => {
    for (const base of [5, 9_999, 20_000, 40_000]) {
      assert.equal(rulePriorityProblem(base), undefined);
      const numbers = [standbyPriority(base, "codeDeploy"), standbyPriority(base, "external")];
      assert.equal(new Set(numbers).size, 2);
      for (const standby of numbers) {
        assert.ok(standby > 40_000 && standby <= 50_000, String(standby));
      }
    }
  });

  it("refuses a priority without room before or behind it", () => {
    for (const base of [4, 40_001]) {
      assert.deepEqual(rulePriorityProblem(base), {
        path: "loadBalancer.priority",
        reason: `'loadBalancer.priority' must be from 5 to 40000 for a strategy that moves requests, whose rules stand just before it, got ${base}; 100 works`,
      });
    }
  });

  const services: [string, ReturnType<typeof rulePriorities>, ReturnType<typeof rulePriorities>][] =
    [
      [
        "a rolling service",
        rulePriorities(100, "program", undefined),
        { listener: [100], testListener: [] },
      ],
      [
        "one that ECS shifts",
        rulePriorities(100, "ecs", undefined),
        { listener: [99], testListener: [] },
      ],
      [
        "one with a test header",
        rulePriorities(100, "ecs", "header"),
        { listener: [99, 96], testListener: [] },
      ],
      [
        "one with a test listener",
        rulePriorities(100, "codeDeploy", "listener"),
        { listener: [98, 40_201], testListener: [98] },
      ],
      [
        "one of a tool",
        rulePriorities(100, "external", undefined),
        { listener: [97, 40_202], testListener: [] },
      ],
      ["one without room", rulePriorities(4, "ecs", "header"), { listener: [], testListener: [] }],
    ];
  for (const [what, made, expected] of services) {
    it(`has all rules of ${what}`, () => {
      assert.deepEqual(made, expected);
    });
  }
});
