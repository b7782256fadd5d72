import assert from "node:assert/strict";

import type { RuleClaim } from "../../../../../components/service/rules/traffic/ruleClash.js";
import type { LiveRule } from "../../../../../components/service/rules/traffic/liveRule.js";
import {
  holdersOf,
  liveRuleProblem,
  ruleText,
} from "../../../../../components/service/rules/traffic/liveRule.js";

const at = "loadBalancer";
const path = "loadBalancer.priority";
const GROUP = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/billing-prod/0123";

function live(priority: number, change: Partial<LiveRule> = {}): LiveRule {
  return {
    arn: `arn:rule/${priority}`,
    priority,
    conditions: [{ field: "path-pattern", values: ["/billing/*"] }],
    actions: ["forward"],
    targetGroupArns: [GROUP],
    ...change,
  };
}

function claim(priority: number, rulesAt: RuleClaim["rulesAt"] = (base) => [base]): RuleClaim {
  return {
    service: "orders",
    target: "orders",
    place: [],
    match: {},
    targetGroups: 1,
    priority,
    isExplicit: true,
    rulesAt,
  };
}
const shifted = (base: number) => [base - 1, base - 4];

describe("liveRule", () => {
  it("finds the rules that stand where a claim's shall, and no others", () => {
    const rules = [live(96), live(99), live(100)];
    assert.deepEqual(holdersOf(claim(100), rules), [live(100)]);
    assert.deepEqual(holdersOf(claim(100, shifted), rules), [live(96), live(99)]);
    assert.deepEqual(holdersOf(claim(101), rules), []);
  });

  it("names the argument, the rule that stands there, its tags and a free priority", () => {
    const clash = { holder: live(100), tags: { team: "billing" }, live: [live(100)], taken: [] };
    assert.deepEqual(liveRuleProblem(claim(100), clash, at), {
      path,
      reason: `'${path}' must be its own on the listener, got 100, which a live rule of another program (path "/billing/*", to target group billing-prod, tags team=billing) has; 101 works`,
    });
  });

  it("offers a priority that neither a live rule nor another service of the program has", () => {
    const clash = { holder: live(100), tags: {}, live: [live(100), live(102)], taken: [101, 103] };
    assert.match(liveRuleProblem(claim(100), clash, at).reason, /, got 100, .*; 104 works$/);
    assert.match(
      liveRuleProblem(claim(104, shifted), clash, at).reason,
      /, got 104, whose rules need 100, .*; 108 works$/,
    );
  });

  const texts: [Partial<LiveRule>, string][] = [
    [
      { conditions: [{ field: "host-header", values: ["a.example.com", "b.example.com"] }] },
      'host "a.example.com" or "b.example.com", to target group billing-prod',
    ],
    [
      {
        conditions: [
          { field: "http-header", values: ["X-Version: 2"] },
          { field: "new-field", values: ["1"] },
        ],
        actions: ["redirect"],
        targetGroupArns: [],
      },
      'header "X-Version: 2", new-field "1", which does redirect',
    ],
    [
      { conditions: [], targetGroupArns: [GROUP, GROUP.replace("billing", "shop")] },
      "to target group billing-prod or shop-prod",
    ],
  ];
  for (const [change, text] of texts) {
    it(`says ${text}`, () => {
      assert.equal(ruleText(live(1, change)), text);
    });
  }
});
