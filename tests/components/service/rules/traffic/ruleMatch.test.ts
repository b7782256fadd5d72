import assert from "node:assert/strict";

import type { RuleMatch } from "../../../../../components/service/rules/traffic/ruleMatch.js";
import {
  matchProblem,
  ruleConditions,
} from "../../../../../components/service/rules/traffic/ruleMatch.js";

describe("ruleMatch", () => {
  it("gives each kind of condition as AWS takes it", () => {
    assert.deepEqual(
      ruleConditions({
        path: "/a/*",
        paths: ["/b/*"],
        host: "a.example.com",
        hosts: ["b.example.com"],
        httpHeaders: [{ name: "X-Version", values: ["2", "3"] }],
        queryStrings: [{ key: "beta", values: ["1"] }, { values: ["x"] }],
        httpMethods: ["GET", "HEAD"],
        sourceCidrBlocks: ["192.0.2.0/24"],
      }),
      [
        { hostHeader: { values: ["a.example.com", "b.example.com"] } },
        { pathPattern: { values: ["/a/*", "/b/*"] } },
        { httpHeader: { httpHeaderName: "X-Version", values: ["2", "3"] } },
        { queryStrings: [{ key: "beta", value: "1" }] },
        { queryStrings: [{ value: "x" }] },
        { httpRequestMethod: { values: ["GET", "HEAD"] } },
        { sourceIp: { values: ["192.0.2.0/24"] } },
      ],
    );
  });

  it("asks for every path where it asks for nothing else", () => {
    const every = [{ pathPattern: { values: ["/*"] } }];
    assert.deepEqual(ruleConditions({}), every);
    assert.deepEqual(ruleConditions({ paths: [], hosts: [], httpMethods: [] }), every);
    assert.deepEqual(ruleConditions({ httpMethods: ["GET"] }), [
      { httpRequestMethod: { values: ["GET"] } },
    ]);
  });

  it("finds no fault in usual matches", () => {
    const match = {
      hosts: ["*.example.com"],
      paths: ["/a/*"],
      httpHeaders: [{ name: "X-Version", values: ["2"] }],
      queryStrings: [{ key: "beta", values: ["*"] }],
      sourceCidrBlocks: ["2001:db8::/32"],
    };
    assert.equal(matchProblem(match, "loadBalancer"), undefined);
  });

  const faults: [RuleMatch, string, string][] = [
    [
      { paths: ["/a", "b"] },
      "paths[1]",
      `must start with a slash and have at most 128 characters, got "b"; "/orders/*" works`,
    ],
    [
      { hosts: ["https://a"] },
      "hosts[0]",
      `must be a host name of at most 128 characters, got "https://a"; "orders.example.com" works`,
    ],
    [
      { httpHeaders: [{ name: "Host", values: ["a"] }] },
      "httpHeaders[0].name",
      `must be the name of a header other than Host, of at most 40 characters, got "Host"; "X-Version" works`,
    ],
    [
      { httpHeaders: [{ name: "a b", values: ["a"] }] },
      "httpHeaders[0].name",
      `must be the name of a header other than Host, of at most 40 characters, got "a b"; "X-Version" works`,
    ],
    [
      { httpHeaders: [{ name: "X-A", values: [] }] },
      "httpHeaders[0].values",
      `must hold a value; ["beta"] works`,
    ],
    [
      { httpHeaders: [{ name: "X-A", values: ["a".repeat(129)] }] },
      "httpHeaders[0].values",
      `must hold values of 1 to 128 characters, got one of 129; ["beta"] works`,
    ],
    [
      { queryStrings: [{ key: "", values: ["a"] }] },
      "queryStrings[0].key",
      `must have 1 to 128 characters, got 0; "version" works`,
    ],
    [
      { queryStrings: [{ values: [] }] },
      "queryStrings[0].values",
      `must hold a value; ["beta"] works`,
    ],
    [
      { httpMethods: ["get"] },
      "httpMethods[0]",
      `must be an HTTP method in upper case, got "get"; "POST" works`,
    ],
    [
      { sourceCidrBlocks: ["192.0.2.1"] },
      "sourceCidrBlocks[0]",
      `must be an IPv4 or IPv6 range, got "192.0.2.1"; "192.0.2.0/24" works`,
    ],
  ];
  for (const [match, argument, rule] of faults) {
    it(`refuses ${JSON.stringify(match).slice(0, 60)}`, () => {
      const path = `loadBalancer.${argument}`;
      assert.deepEqual(matchProblem(match, "loadBalancer"), { path, reason: `'${path}' ${rule}` });
    });
  }

  it("refuses more than 5 values in all conditions", () => {
    const match = { paths: ["/a", "/b", "/c"], hosts: ["a"], httpMethods: ["GET", "HEAD"] };
    assert.deepEqual(matchProblem(match, "loadBalancer"), {
      path: "loadBalancer",
      reason:
        "'loadBalancer' may have at most 5 values in its conditions, got 6; a pattern with * takes several, as does a second entry of 'additionalLoadBalancers'",
    });
    assert.equal(matchProblem({ ...match, httpMethods: ["GET"] }, "loadBalancer"), undefined);
  });

  const wildcards: [string, RuleMatch, number][] = [
    ["in paths and hosts", { paths: ["/*/a/*", "/*/b/*"], hosts: ["*.a.*", "*.b"] }, 7],
    ["of one character", { path: "/???????" }, 7],
    [
      "in headers and query strings",
      {
        httpHeaders: [{ name: "X-V", values: ["*1*2*"] }],
        queryStrings: [{ values: ["*a*b*c*"] }],
      },
      7,
    ],
  ];
  for (const [title, match, count] of wildcards) {
    it(`refuses more than 6 wildcards ${title}`, () => {
      assert.deepEqual(matchProblem(match, "loadBalancer"), {
        path: "loadBalancer",
        reason: `'loadBalancer' may have at most 6 wildcards in its conditions, got ${count}; one * takes any number of characters, and a second entry of 'additionalLoadBalancers' has 6 of its own`,
      });
    });
  }

  it("takes 6 wildcards, and no count of those that stand for themselves", () => {
    assert.equal(matchProblem({ path: "/??????" }, "loadBalancer"), undefined);
    const queryStrings = [{ values: ["\\*\\*\\?\\*", "******"] }];
    assert.equal(matchProblem({ queryStrings }, "loadBalancer"), undefined);
  });
});
