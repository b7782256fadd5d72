import assert from "node:assert/strict";

import type { RouteOutline } from "../../../../components/network/rules/subnetReach.js";
import {
  lacksService,
  NEEDED_SERVICES,
  strandedReason,
} from "../../../../components/network/rules/subnetReach.js";

const local: RouteOutline = { isForIpv6: false, toInternetGateway: false, isLocal: true };
const internet: RouteOutline = { isForIpv6: false, toInternetGateway: true, isLocal: false };
const all = NEEDED_SERVICES.map((service) => `com.amazonaws.eu-west-1.${service}`);

describe("what tasks reach from a subnet", () => {
  it("is a service that has an endpoint, and none that has not", () => {
    for (const [i, needed] of NEEDED_SERVICES.entries()) {
      const others = all.filter((_, at) => at !== i);
      assert.equal(lacksService([local, internet], all, needed), false, needed);
      assert.equal(lacksService([local, internet], others, needed), true, needed);
    }
  });

  it("may be any where a route leads out without a public address", () => {
    const way = { ...internet, toInternetGateway: false };
    assert.equal(lacksService([local, way], [], "logs"), false);
    assert.equal(lacksService([local, { ...internet, isForIpv6: true }], [], "logs"), false);
  });

  it("is said by what is missing, and by nothing else", () => {
    assert.match(
      strandedReason("a", ["ecr.dkr"]),
      /pull their image, .* lacks the endpoint of ecr\.dkr;/,
    );
    assert.match(strandedReason("a", ["s3", "logs"]), /lacks endpoints of s3 and logs;/);
    assert.match(strandedReason("a", ["logs"]), /write their log, .* lacks the endpoint of logs;/);
  });
});
