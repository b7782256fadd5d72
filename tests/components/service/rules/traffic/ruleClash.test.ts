import fc from "fast-check";
import assert from "node:assert/strict";

import type { RuleClaim } from "../../../../../components/service/rules/traffic/ruleClash.js";
import {
  coversMatch,
  ruleClashProblem,
} from "../../../../../components/service/rules/traffic/ruleClash.js";
import type { RuleMatch } from "../../../../../components/service/rules/traffic/ruleMatch.js";

const at = "loadBalancer";
const path = "loadBalancer.priority";

function claim(service: string, priority: number, match: RuleMatch, isExplicit = false): RuleClaim {
  return {
    service,
    target: service,
    place: ["dev", "shop"],
    match,
    targetGroups: 1,
    priority,
    isExplicit,
    rulesAt: (base) => [base],
  };
}

describe("ruleClash", () => {
  it("finds no fault in rules for different requests", () => {
    const others = [claim("billing", 20_001, { path: "/billing/*" })];
    const mine = claim("orders", 20_002, { path: "/orders/*" });
    assert.equal(ruleClashProblem(mine, others, at), undefined);
  });

  it("names both services and the next free priority", () => {
    const others = [claim("billing", 7, { path: "/b" }), claim("users", 8, { path: "/u" })];
    assert.deepEqual(ruleClashProblem(claim("orders", 7, { path: "/o" }), others, at), {
      path,
      reason: `'${path}' must be its own on the listener, got 7, which the rule of Service "billing" has; 9 works`,
    });
  });

  it("goes round when the largest priority is taken", () => {
    const others = [claim("billing", 50_000, { path: "/b" }), claim("users", 1, { path: "/u" })];
    assert.match(
      ruleClashProblem(claim("orders", 50_000, { path: "/o" }), others, at)?.reason ?? "",
      /; 2 works$/,
    );
  });

  /** A service whose rules are just before its priority, with room for them up to 40000. */
  const shifted = (service: string, priority: number): RuleClaim => ({
    ...claim(service, priority, { path: `/${service}` }, true),
    rulesAt: (base) => (base > 4 && base <= 40_000 ? [base - 1, base - 4] : []),
  });

  it("pain 16: sees all rules of a strategy that moves requests", () => {
    const others = [claim("billing", 99, { path: "/b" }), claim("users", 103, { path: "/u" })];
    assert.deepEqual(ruleClashProblem(shifted("orders", 103), others, at), {
      path,
      reason: `'${path}' must be its own on the listener, got 103, whose rules need 99, which the rule of Service "billing" has; 105 works`,
    });
    assert.deepEqual(ruleClashProblem(others[0] ?? assert.fail(), [shifted("orders", 100)], at), {
      path,
      reason: `'${path}' must be its own on the listener, got 99, which the rule of Service "orders" has; 100 works`,
    });
    assert.equal(ruleClashProblem(shifted("orders", 102), others, at), undefined);
    assert.equal(ruleClashProblem(shifted("orders", 101), [shifted("users", 100)], at), undefined);
  });

  it("offers no priority without room for all rules", () => {
    const end = ruleClashProblem(shifted("orders", 40_000), [shifted("users", 40_000)], at);
    assert.match(end?.reason ?? "", /, got 40000, whose rules need 39999, .*; 5 works$/);
    const full = { ...claim("users", 5, {}, true), rulesAt: () => [1, 2] };
    const mine = { ...claim("orders", 5, {}, true), rulesAt: () => [2] };
    assert.match(ruleClashProblem(mine, [full], at)?.reason ?? "", /; no other is free$/);
  });

  it("finds a rule that another would leave no request", () => {
    const others = [claim("all", 20_100, { path: "/api/*" }), claim("a", 20_099, { path: "/a" })];
    const mine = claim("orders", 20_200, { path: "/api/orders/*" });
    assert.deepEqual(ruleClashProblem(mine, others, at), {
      path,
      reason: `'${path}' must be smaller than 20100, got 20200: the rule of Service "all" would take every request of this one; 20098 works`,
    });
  });

  it("says who has the requests of two rules for the same, which no priority helps", () => {
    const theirs = claim("users", 20_100, { path: "/orders/*", host: "shop.example.com" });
    const mine = claim("orders", 20_200, { paths: ["/orders/*"], hosts: ["SHOP.example.com"] });
    const reason = `'loadBalancer' must ask for requests of its own, got path "/orders/*" and host "SHOP.example.com", which Service "users" has on this listener; another 'path' or 'host' works, and a 'priority' for both where one takes over from the other`;
    assert.deepEqual(ruleClashProblem(mine, [theirs], at), { path: at, reason });
    const all = ruleClashProblem(claim("orders", 30_001, {}), [claim("all", 30_002, {})], at);
    assert.match(all?.reason ?? "", /got path "\/\*", which Service "all" has/);
    const further = { path: "/orders/*", httpMethods: ["GET"] };
    const gets = ruleClashProblem(claim("a", 20_001, further), [claim("b", 20_002, further)], at);
    assert.match(gets?.reason ?? "", /which Service "b" has/);
    // While one takes over from another, both have a priority.
    assert.equal(
      ruleClashProblem(claim("a", 1, {}, true), [claim("b", 2, {}, true)], at),
      undefined,
    );
  });

  it("finds a rule that would leave another no request", () => {
    const others = [claim("orders", 20_200, { path: "/api/orders/*" })];
    const mine = claim("all", 20_100, { path: "/api/*" });
    assert.deepEqual(ruleClashProblem(mine, others, at), {
      path,
      reason: `'${path}' must be larger than 20200, got 20100: this rule would take every request of Service "orders"; 20201 works`,
    });
  });

  it("has no priority to offer before the first", () => {
    const mine = claim("orders", 2, { path: "/api/orders/*" });
    const problem = ruleClashProblem(mine, [claim("all", 1, { path: "/api/*" })], at);
    assert.match(problem?.reason ?? "", /; a 'priority' for the other rule works$/);
  });

  it("lets chosen priorities stand, as while one service takes over from another", () => {
    const match = { path: "/orders/*" };
    const old = claim("old", 20_100, match);
    assert.equal(ruleClashProblem(claim("new", 5, match, true), [old], at), undefined);
    const chosen = claim("old", 5, match, true);
    assert.equal(ruleClashProblem(claim("new", 20_100, match), [chosen], at), undefined);
  });

  const covered: [RuleMatch, RuleMatch][] = [
    [{}, { path: "/a", host: "b" }],
    [{ path: "/*" }, {}],
    [{ path: "/a*" }, { path: "/a?*" }],
    [{ path: "/a?" }, { path: "/ab" }],
    [{ host: "*.Example.com" }, { host: "a.example.com" }],
    [{ paths: ["/a/*", "/b/*"] }, { paths: ["/b/c", "/a/d"] }],
    [{ path: "/a" }, { path: "/a", httpHeaders: [{ name: "X", values: ["1"] }] }],
    [
      { httpHeaders: [{ name: "x-a", values: ["1", "2"] }] },
      { httpHeaders: [{ name: "X-A", values: ["1"] }] },
    ],
    [
      { queryStrings: [{ key: "k", values: ["1"] }] },
      { queryStrings: [{ key: "k", values: ["1"] }] },
    ],
    [{ httpMethods: ["GET", "PUT"] }, { httpMethods: ["GET"] }],
    [{ sourceCidrBlocks: ["10.0.0.0/8"] }, { sourceCidrBlocks: ["10.0.0.0/8"] }],
  ];
  for (const [wide, narrow] of covered) {
    it(`sees that ${JSON.stringify(wide)} covers ${JSON.stringify(narrow)}`, () => {
      assert.equal(coversMatch(wide, narrow), true);
    });
  }

  const uncovered: [RuleMatch, RuleMatch][] = [
    [{ path: "/a" }, {}],
    [{ path: "/a?" }, { path: "/a*" }],
    [{ path: "/A" }, { path: "/a" }],
    [{ path: "/a.b" }, { path: "/axb" }],
    [{ host: "a.example.com" }, { path: "/a" }],
    [{ host: "a.b" }, { hosts: ["a.b", "c.b"] }],
    [{ httpHeaders: [{ name: "X", values: ["1"] }] }, {}],
    [
      { httpHeaders: [{ name: "X", values: ["1"] }] },
      { httpHeaders: [{ name: "X", values: ["2"] }] },
    ],
    [{ queryStrings: [{ key: "k", values: ["1"] }] }, { queryStrings: [{ values: ["1"] }] }],
    [{ httpMethods: ["GET"] }, { path: "/a" }],
    [{ sourceCidrBlocks: ["10.0.0.0/8"] }, { sourceCidrBlocks: ["192.0.2.0/24"] }],
  ];
  for (const [wide, narrow] of uncovered) {
    it(`sees that ${JSON.stringify(wide)} does not cover ${JSON.stringify(narrow)}`, () => {
      assert.equal(coversMatch(wide, narrow), false);
    });
  }

  it("never says that a pattern covers another that takes a path which it does not", () => {
    const texts = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 4 });
    const requests = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 5 });
    const matches = (pattern: string, path: string): boolean => {
      if (pattern === "") return path === "";
      const [first, rest] = [pattern.slice(0, 1), pattern.slice(1)];
      if (first === "*") {
        return matches(rest, path) || (path !== "" && matches(pattern, path.slice(1)));
      }
      if (path === "" || (first !== "?" && first !== path[0])) return false;
      return matches(rest, path.slice(1));
    };
    fc.assert(
      fc.property(texts, texts, requests, (wide, narrow, request) => {
        fc.pre(coversMatch({ path: `/${wide}` }, { path: `/${narrow}` }));
        fc.pre(matches(narrow, request));
        return matches(wide, request);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
