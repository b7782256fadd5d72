import assert from "node:assert/strict";

import {
  rewriteProblem,
  ruleChanges,
} from "../../../../../components/service/rules/traffic/urlRewrite.js";

const strip = { regex: "^/orders/(.*)$", replace: "/$1" };

describe("urlRewrite", () => {
  it("leaves URLs alone where it is not asked", () => {
    assert.deepEqual(ruleChanges(undefined), {});
    assert.equal(rewriteProblem(undefined, "loadBalancer"), undefined);
  });

  it("is a transform of the rule", () => {
    assert.deepEqual(ruleChanges(strip), {
      transforms: [{ type: "url-rewrite", urlRewriteConfig: { rewrite: strip } }],
    });
    assert.equal(rewriteProblem({ ...strip, replace: "" }, "loadBalancer"), undefined);
  });

  it("refuses what AWS does", () => {
    assert.deepEqual(rewriteProblem({ ...strip, regex: "" }, "loadBalancer"), {
      path: "loadBalancer.urlRewrite.regex",
      reason: `'loadBalancer.urlRewrite.regex' must have 1 to 1024 characters, got 0; "^/orders/(.*)$" works`,
    });
    const long = { ...strip, replace: "/".repeat(1025) };
    assert.deepEqual(rewriteProblem(long, "additionalLoadBalancers[0]"), {
      path: "additionalLoadBalancers[0].urlRewrite.replace",
      reason: `'additionalLoadBalancers[0].urlRewrite.replace' must have at most 1024 characters, got 1025; "/$1" works`,
    });
  });
});
