import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { Checks } from "../../../components/argument/checks.js";
import { foundRouteTableIds } from "../../../components/network/routeTables.js";
import { valueOf } from "../../../generator/testing/index.js";

/** What a look-up of route tables asks for. */
interface Lookup {
  vpcId: string;
  filters: [{ name: string; values: [string] }];
}

describe("foundRouteTableIds", () => {
  /** The tables of two subnets, when AWS finds these by subnet, and `main` for the VPC. */
  async function tablesFor(bySubnet: Record<string, string[]>, main: string[]) {
    await pulumi.runtime.setMocks({
      newResource: ({ name }) => ({ id: name, state: {} }),
      call: ({ inputs }) => {
        const { vpcId, filters } = inputs as Lookup;
        assert.equal(vpcId, "vpc-1");
        const [{ name, values }] = filters;
        if (name === "association.subnet-id") return { ids: bySubnet[values[0]] ?? [] };
        assert.deepEqual([name, values], ["association.main", ["true"]]);
        return { ids: main };
      },
    });
    const parent = new pulumi.ComponentResource("test:index:Network", "platform");
    const checks = new Checks("Network", "platform");
    const subnetIds = ["subnet-a", pulumi.output("subnet-b")];
    return valueOf(foundRouteTableIds(checks, "vpc-1", subnetIds, parent));
  }

  it("finds each table once, in a settled order", async () => {
    const own = { "subnet-a": ["rtb-b"], "subnet-b": ["rtb-a"] };
    assert.deepEqual(await tablesFor(own, ["rtb-main"]), ["rtb-a", "rtb-b"]);
    const shared = { "subnet-a": ["rtb-b"], "subnet-b": ["rtb-b"] };
    assert.deepEqual(await tablesFor(shared, ["rtb-main"]), ["rtb-b"]);
  });

  it("takes the main table for a subnet without one of its own", async () => {
    const some = { "subnet-a": ["rtb-b"] };
    assert.deepEqual(await tablesFor(some, ["rtb-main"]), ["rtb-b", "rtb-main"]);
  });

  it("refuses subnets without any table, whose endpoint would route nothing", async () => {
    await assert.rejects(tablesFor({}, []), {
      name: "ArgumentError",
      propertyPath: "vpc.privateRouteTableIds",
      message:
        /^Network "platform": 'vpc\.privateRouteTableIds' must be given where neither the private/,
    });
  });
});
