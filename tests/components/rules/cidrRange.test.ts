import assert from "node:assert/strict";

import { isIpv4Range, isIpv6Range } from "../../../components/rules/cidrRange.js";

describe("cidrRange", () => {
  it("knows IPv4 ranges", () => {
    for (const range of ["0.0.0.0/0", "10.0.0.0/8", "192.0.2.1/32"]) {
      assert.ok(isIpv4Range(range), range);
    }
    for (const text of [
      "10.0.0.0",
      "10.0.0/8",
      "10.0.0.256/8",
      "10.0.0.0/33",
      "::/0",
      "1.2.3.4/a",
    ]) {
      assert.ok(!isIpv4Range(text), text);
    }
  });

  it("knows IPv6 ranges", () => {
    for (const range of ["::/0", "2001:db8::/32", "::1/128"]) assert.ok(isIpv6Range(range), range);
    for (const text of ["::", "2001:db8::/129", "10.0.0.0/8", "::/0/0", "x::/8", "::/"]) {
      assert.ok(!isIpv6Range(text), text);
    }
  });
});
