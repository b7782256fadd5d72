import assert from "node:assert/strict";

import type { RouteOutline } from "../../../../components/network/rules/subnetReach.js";
import { NEEDED_SERVICES, subnetReach } from "../../../../components/network/rules/subnetReach.js";

const local: RouteOutline = { isForIpv6: false, toInternetGateway: false, isLocal: true };
const internet: RouteOutline = { isForIpv6: false, toInternetGateway: true, isLocal: false };
const all = NEEDED_SERVICES.map((service) => `com.amazonaws.eu-west-1.${service}`);

describe("subnetReach", () => {
  it("is AWS's services where each that a task calls has an endpoint, and nothing where one has none", () => {
    assert.equal(subnetReach([local, internet], all), "awsServices");
    for (const service of all) {
      const others = all.filter((other) => other !== service);
      assert.equal(subnetReach([local, internet], others), "nothing", service);
    }
  });

  it("is not known where a route leads out without a public address", () => {
    assert.equal(subnetReach([local, { ...internet, toInternetGateway: false }], []), undefined);
    assert.equal(subnetReach([local, { ...internet, isForIpv6: true }], []), undefined);
  });
});
