import { ManagedPrefixList } from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { LoadBalancerArgs, ServiceArgs } from "../../../components/index.js";
import { LoadBalancer, Service } from "../../../components/index.js";
import { groupRuleAdvice } from "../../../components/rules/groupRuleCount.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi } from "../../../generator/testing/index.js";
import { cluster, network } from "../support/platform.js";
import { warningsOf } from "../support/warnings.js";

const taskDefinition = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  family: "orders",
  containers: [],
};
const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/1";
const ranges = (count: number) => Array.from({ length: count }, (_, i) => `10.0.${i}.0/24`);

describe("rules of a security group", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi();
  });

  const list = (maxEntries: pulumi.Input<number>, addressFamily = "IPv4") =>
    new ManagedPrefixList(`offices-${addressFamily}`, { maxEntries, addressFamily });

  const balanced = (args: Partial<LoadBalancerArgs>) =>
    warningsOf(async () => {
      new LoadBalancer("platform", { network, ...args });
      await mock.settled();
    });

  const reached = (egress: ServiceArgs["egress"]) =>
    warningsOf(async () => {
      new Service("orders", { cluster, taskDefinition, ...(egress && { egress }) });
      await mock.settled();
    });

  const advice = (owner: string, count: number, family: string, each = "") =>
    `${owner} comes to ${count} rules of ${family} in one security group, which AWS takes where the quota "Inbound or outbound rules per security group" of 60 is raised: a prefix list counts as the most entries that it may have${each}; fewer or wider ranges, or a list with a smaller 'maxEntries', work without`;

  it("count a prefix list of the program as the most entries that it may have, at each port", async () => {
    const ingressPrefixListIds = [list(31).id];
    assert.deepEqual(await balanced({ ingressPrefixListIds, certificateArn }), [
      advice('LoadBalancer "platform"', 62, "IPv4", ", at each of 2 ports"),
    ]);
  });

  it("count a list by what it says when it is known, beside ranges and groups", async () => {
    const maxEntries = pulumi.output(Promise.resolve(50));
    const args = {
      ingressPrefixListIds: [list(maxEntries).id.apply((id) => id)],
      ingressCidrBlocks: ranges(10),
      ingressSecurityGroupIds: ["sg-1"],
    };
    assert.deepEqual(await balanced(args), [advice('LoadBalancer "platform"', 61, "IPv4")]);
  });

  it("count the destinations of tasks", async () => {
    const egress = [
      { destination: "offices", prefixListId: list(61, "IPv6").id, port: 443 },
      { destination: "mail", cidrBlock: "192.0.2.0/24", port: 587 },
    ];
    assert.deepEqual(await reached(egress), [advice("'egress' of orders", 61, "IPv6")]);
  });

  const enough: [string, Partial<LoadBalancerArgs>][] = [
    ["60 ranges at one port", { ingressCidrBlocks: ranges(60) }],
    ["30 ranges at two ports", { ingressCidrBlocks: ranges(30), certificateArn }],
    [
      "a list of AWS, of which the program knows no size",
      { ingressPrefixListIds: ["pl-1", pulumi.output("pl-2")] },
    ],
    ["what is open to nobody but itself", {}],
  ];
  for (const [title, args] of enough) {
    it(`need no word about ${title}`, async () => {
      assert.deepEqual(await balanced(args), []);
    });
  }

  it("need no word about lists of 60 for each kind of addresses, which AWS counts apart", async () => {
    const ingressPrefixListIds = [list(60).id, list(60, "IPv6").id];
    assert.deepEqual(await balanced({ ingressPrefixListIds }), []);
    assert.deepEqual(await reached(undefined), []);
  });

  it("are counted of both kinds where they are of a security group", () => {
    const groups = [{ family: "IPv6", entries: 60 } as const, { entries: 1 }];
    assert.match(groupRuleAdvice("it", groups, 1) ?? "", /^it comes to 61 rules of IPv6/);
    assert.equal(groupRuleAdvice("it", groups.slice(0, 1), 1), undefined);
  });
});
