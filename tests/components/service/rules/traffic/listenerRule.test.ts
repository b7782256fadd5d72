import assert from "node:assert/strict";

import {
  pathPrefix,
  rulePriority,
  ruleProblem,
} from "../../../../../components/service/rules/traffic/listenerRule.js";

describe("listenerRule", () => {
  it("puts the specific before the general", () => {
    const matches = [
      { host: "a.example.com", path: "/a/*" },
      { host: "a.example.com" },
      { path: "/a/*" },
      {},
    ];
    for (let i = 0; i < 200; i++) {
      const priorities = matches.map((match) => rulePriority(match, [`service-${i}`]));
      const bands = priorities.map((priority) => Math.floor((priority - 1) / 10_000));
      assert.deepEqual(bands, [0, 1, 2, 3]);
    }
  });

  it("gives a service the same priority on every run, and others another", () => {
    const match = { path: "/orders/*" };
    assert.equal(rulePriority(match, ["orders"]), rulePriority(match, ["orders"]));
    assert.notEqual(rulePriority(match, ["orders"]), rulePriority(match, ["billing"]));
  });

  it("keeps the priorities of rules for a host and a path, which are deployed", () => {
    const owner = ["orders", "shop", "prod"];
    const host = "a.example.com";
    assert.equal(rulePriority({ path: "/orders/*", host }, owner), 7955);
    assert.equal(rulePriority({ path: undefined, host, hosts: [] }, owner), 14_156);
    assert.equal(rulePriority({ host: undefined, path: "/orders/*" }, owner), 28_422);
    assert.equal(rulePriority({}, owner), 32_087);
  });

  it("puts a rule with further conditions among the first of its class", () => {
    for (let i = 0; i < 200; i++) {
      const owner = [`service-${i}`];
      const httpMethods = ["GET"];
      const orders = rulePriority({ path: "/orders/*", httpMethods }, owner);
      assert.ok(orders > 20_000 && orders <= 20_500, String(orders));
      const all = rulePriority({ httpMethods }, owner);
      assert.ok(all > 30_000 && all <= 30_500, String(all));
    }
  });

  it("counts further hosts and paths to the class", () => {
    const classOf = (match: Parameters<typeof rulePriority>[0]) =>
      Math.floor((rulePriority(match, ["orders"]) - 1) / 10_000);
    assert.equal(classOf({ hosts: ["a.example.com"], paths: ["/a/*"] }), 0);
    assert.equal(classOf({ hosts: ["a.example.com"] }), 1);
    assert.equal(classOf({ paths: ["/a/*", "/b/*"] }), 2);
    assert.equal(classOf({ paths: ["/a/*", "/*"] }), 3);
  });

  it("takes the rule for everything last, however it is written", () => {
    assert.ok(rulePriority({ path: "/*" }, ["orders"]) > 30_000);
  });

  it("finds no fault in usual rules", () => {
    assert.equal(ruleProblem({ path: "/orders/*", host: "*.example.com", priority: 1 }), undefined);
    assert.equal(ruleProblem({}), undefined);
  });

  const faults: [Parameters<typeof ruleProblem>[0], string, string][] = [
    [
      { path: "orders" },
      "loadBalancer.path",
      `'loadBalancer.path' must start with a slash and have at most 128 characters, got "orders"; "/orders/*" works`,
    ],
    [
      { host: "https://example.com" },
      "loadBalancer.host",
      `'loadBalancer.host' must be a host name of at most 128 characters, got "https://example.com"; "orders.example.com" works`,
    ],
    [
      { priority: 50_001 },
      "loadBalancer.priority",
      "'loadBalancer.priority' must be a whole number from 1 to 50000, got 50001; leave it out to have one chosen",
    ],
    [
      { priority: 0 },
      "loadBalancer.priority",
      "'loadBalancer.priority' must be a whole number from 1 to 50000, got 0; leave it out to have one chosen",
    ],
  ];
  for (const [rule, path, reason] of faults) {
    it(`refuses ${JSON.stringify(rule)}`, () => {
      assert.deepEqual(ruleProblem(rule), { path, reason });
    });
  }

  it("refuses a path of 129 characters", () => {
    assert.equal(ruleProblem({ path: `/${"a".repeat(128)}` })?.path, "loadBalancer.path");
    assert.equal(ruleProblem({ path: `/${"a".repeat(127)}` }), undefined);
  });

  it("tells the path that a service answers on", () => {
    assert.equal(pathPrefix("/orders/*"), "/orders/");
    assert.equal(pathPrefix("/orders?x"), "/orders");
    assert.equal(pathPrefix(undefined), "/");
  });
});
