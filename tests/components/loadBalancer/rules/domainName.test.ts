import assert from "node:assert/strict";

import {
  domainProblem,
  hostRecordsProblem,
  isDomainName,
  namesToProve,
} from "../../../../components/loadBalancer/rules/domainName.js";

describe("domainName", () => {
  it("knows domain names", () => {
    for (const name of ["example.com", "*.example.com", "a-b.c1.Example.co", "xn--a.example.com"]) {
      assert.ok(isDomainName(name), name);
    }
    const bad = ["com", "a..b", "-a.com", "a-.com", "a.*.com", "a?.com", "https://a.com", "a.1"];
    for (const name of [...bad, `${"a.".repeat(126)}com`]) assert.ok(!isDomainName(name), name);
  });

  it("proves a wildcard by the name that it stands below", () => {
    const names = namesToProve("api.example.com", ["*.API.example.com", "*.example.com"]);
    assert.deepEqual(names, ["api.example.com", "example.com"]);
  });

  it("refuses names that ACM refuses", () => {
    assert.equal(domainProblem("api.example.com", ["*.example.com"]), undefined);
    const longest = `${"a".repeat(52)}.example.com`;
    assert.deepEqual([longest.length, domainProblem(longest, [])], [64, undefined]);
    assert.deepEqual(domainProblem("api", []), {
      path: "domain.name",
      reason: `'domain.name' must be a domain name of at most 64 characters, got "api"; "api.example.com" works`,
    });
    const long = `${"a".repeat(60)}.example.com`;
    assert.equal(domainProblem(long, [])?.path, "domain.name");
    assert.equal(domainProblem("a.example.com", [long]), undefined);
    assert.deepEqual(domainProblem("a.example.com", ["b.example.com", "b"]), {
      path: "domain.alternativeNames[1]",
      reason: `'domain.alternativeNames[1]' must be a domain name, got "b"; "*.api.example.com" works`,
    });
  });

  it("refuses hosts that can have no record", () => {
    const path = "loadBalancer.zoneId";
    assert.equal(hostRecordsProblem(["*.example.com"], "loadBalancer"), undefined);
    assert.deepEqual(hostRecordsProblem([], "loadBalancer"), {
      path,
      reason: `'${path}' needs a 'host' to make a record for, got none; "orders.example.com" works`,
    });
    assert.deepEqual(hostRecordsProblem(["a.example.com", "a?.example.com"], "loadBalancer"), {
      path,
      reason: `'${path}' needs hosts that a record can have, got "a?.example.com"; "*.example.com" works`,
    });
  });
});
