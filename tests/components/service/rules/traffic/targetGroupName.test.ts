import assert from "node:assert/strict";

import type { TargetGroupShape } from "../../../../../components/service/rules/traffic/targetGroupName.js";
import {
  isTargetGroupOf,
  targetGroupName,
} from "../../../../../components/service/rules/traffic/targetGroupName.js";

const http: TargetGroupShape = {
  port: 8080,
  protocol: "HTTP",
  vpcId: "vpc-1",
  targetType: "ip",
  protocolVersion: "HTTP1",
};
const LONG = "orders-of-customers-that-come-back";

describe("targetGroupName", () => {
  const group = (name: string, shape = http, stack = "dev", project = "shop") => ({
    ...shape,
    name: targetGroupName([name, stack, project], shape),
  });
  const of = (targets: string[]) => ({
    places: [
      ["dev", "shop"],
      ["my:index:Shop", "dev", "shop"],
    ],
    targets,
  });

  it("shows service, stack and project, and has the version of HTTP only where it is another", () => {
    assert.equal(group("orders").name, "orders-dev-shop-9fcf2486");
    assert.notEqual(
      group("orders", { ...http, protocolVersion: "GRPC" }).name,
      group("orders").name,
    );
  });

  const own: [string, ReturnType<typeof group>, string[]][] = [
    ["a service of the program", group("orders"), ["orders"]],
    [
      "a service in a component of the program",
      { ...http, name: targetGroupName(["orders", "my:index:Shop", "dev", "shop"], http) },
      ["orders"],
    ],
    ["its group from before its port changed", group("orders", { ...http, port: 80 }), ["orders"]],
    ["its group for gRPC", group("orders", { ...http, protocolVersion: "GRPC" }), ["orders"]],
    ["the other group of its pair", group("orders-alternate"), ["orders"]],
    ["its group with CodeDeploy", group("orders-codedeploy-alternate"), ["orders"]],
    ["a service that the program has no longer", group("billing"), ["orders"]],
    ["one of the program's own name", group("shop"), []],
    ["a service with a long name", group(`${LONG}-external-alternate`), [LONG]],
  ];
  for (const [what, live, targets] of own) {
    it(`knows ${what}`, () => {
      assert.equal(isTargetGroupOf(of(targets), live), true);
    });
  }

  const foreign: [string, ReturnType<typeof group>, string[]][] = [
    ["the same service of another stack", group("orders", http, "prod"), ["orders"]],
    ["the same service of another project", group("orders", http, "dev", "other"), ["orders"]],
    ["one whose name is made by hand", { ...http, name: "orders-dev-shop" }, ["orders"]],
    ["one with another hash", { ...http, name: "orders-dev-shop-00000000" }, ["orders"]],
    ["one of another shape than its name says", { ...group("orders"), port: 81 }, ["orders"]],
    // Its name is too short to tell whose it is.
    ["a long name that the program has no longer", group(LONG), ["orders"]],
  ];
  for (const [what, live, targets] of foreign) {
    it(`does not take ${what} for its own`, () => {
      assert.equal(isTargetGroupOf(of(targets), live), false);
    });
  }
});
