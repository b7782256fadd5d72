import { getManagedPrefixListOutput, ManagedPrefixList, VpcEndpoint } from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { LoadBalancerArgs, ServiceArgs } from "../../../components/index.js";
import { LoadBalancer, Service } from "../../../components/index.js";
import { awsListRule } from "../../../components/rules/awsPrefixList.js";
import type { GroupRule } from "../../../components/rules/groupRuleCount.js";
import { groupRuleAdvice, unknownListNote } from "../../../components/rules/groupRuleCount.js";
import { OfflineEngine } from "../../../generator/offline/engine/engine.js";
import { installMonitor } from "../../../generator/offline/monitor/installMonitor.js";
import { OfflineMonitor } from "../../../generator/offline/monitor/monitor.js";
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

  const cloudFront = () => pulumi.output("pl-3b927c52");
  for (const [at, id] of [
    ["an id", () => "pl-4fa04526"],
    ["an output", cloudFront],
  ] as const) {
    it(`count CloudFront's list as AWS does, by ${at}`, async () => {
      assert.deepEqual(await balanced({ ingressPrefixListIds: [id()], certificateArn }), [
        advice('LoadBalancer "platform"', 110, "IPv4", ", at each of 2 ports"),
      ]);
    });
  }

  it("need no word about CloudFront's list at one port", async () => {
    assert.deepEqual(await balanced({ ingressPrefixListIds: [cloudFront()] }), []);
  });

  it("count lists of AWS by their names", () => {
    const rules = (name: string) => awsListRule(`com.amazonaws.${name}`);
    assert.deepEqual(rules("global.ipv6.cloudfront.origin-facing"), {
      entries: 55,
      family: "IPv6",
    });
    assert.deepEqual(rules("eu-west-1.route53-healthchecks"), { entries: 25, family: "IPv4" });
    assert.deepEqual(rules("us-gov-west-1.s3"), { entries: 1, family: "IPv4" });
    assert.equal(rules("eu-west-1.unheard-of"), undefined);
    assert.equal(awsListRule("offices"), undefined);
  });

  it("count the list of a gateway endpoint, and of AWS by a resource that reads it", async () => {
    const endpoint = new VpcEndpoint("s3", {
      vpcId: "vpc-1",
      serviceName: "com.amazonaws.eu-west-1.s3",
    });
    const health = new ManagedPrefixList("health", {
      name: "com.amazonaws.eu-west-1.route53-healthchecks",
      maxEntries: 0,
      addressFamily: "IPv4",
    });
    const ingressCidrBlocks = ranges(35);
    assert.deepEqual(
      await balanced({
        ingressPrefixListIds: [health.id, endpoint.prefixListId],
        ingressCidrBlocks,
      }),
      [advice('LoadBalancer "platform"', 61, "IPv4")],
    );
  });

  it("count a list that the program looks up by what AWS says of it", async () => {
    const answer = { id: "pl-7", name: "offices", maxEntries: 61, addressFamily: "IPv4" };
    const invokes = { "aws:ec2/getManagedPrefixList:getManagedPrefixList": answer };
    const place = { project: "project", stack: "stack" };
    const engine = new OfflineEngine({ ...place, mocks: { invokes } });
    const run = { ...place, preview: false, organization: "organization" };
    await installMonitor(pulumi.runtime, new OfflineMonitor(engine), run);
    const { id } = getManagedPrefixListOutput({ name: "offices" });
    assert.deepEqual(await balanced({ ingressPrefixListIds: [id] }), [
      advice('LoadBalancer "platform"', 61, "IPv4"),
    ]);
    assert.deepEqual(await reached([{ destination: "offices", prefixListId: "pl-7", port: 443 }]), [
      advice("'egress' of orders", 61, "IPv4"),
    ]);
  });

  it("need no word about a list that is read, and that nothing is said of", async () => {
    for (const id of ["pl-1", "pl-2"]) {
      const read = ManagedPrefixList.get("offices", id);
      assert.deepEqual(await balanced({ ingressPrefixListIds: [read.id] }), []);
      mock = await mockPulumi();
    }
  });

  it("count a list of AWS that the program looks up as AWS does", async () => {
    for (const [name, entries] of [
      ["com.amazonaws.global.cloudfront.origin-facing", 110],
      ["com.amazonaws.us-east-1.groundstation", 70],
    ] as const) {
      const { id } = getManagedPrefixListOutput({ name });
      const ingressCidrBlocks = ranges(entries === 70 ? 30 : 0);
      assert.deepEqual(
        await balanced({ ingressPrefixListIds: [id], ingressCidrBlocks, certificateArn }),
        [advice('LoadBalancer "platform"', entries, "IPv4", ", at each of 2 ports")],
      );
      mock = await mockPulumi();
    }
  });

  it("say of a list of others that its size is not known", () => {
    const rules: GroupRule[] = [
      { family: "IPv4", entries: 3 },
      { entries: 1, unknownListId: "pl-9" },
    ];
    assert.equal(
      unknownListNote("it", rules, 2),
      "it has a prefix list of which the program does not know how many entries it may have, pl-9, and 6 rules beside: a list counts as the most entries that it may have, at each of 2 ports, and the quota \"Inbound or outbound rules per security group\" is 60; 'aws ec2 describe-managed-prefix-lists --prefix-list-ids pl-9' says it",
    );
    assert.equal(unknownListNote("it", rules.slice(0, 1), 2), undefined);
  });

  it("say so once the id is known, and not as a warning", async () => {
    const notes: string[] = [];
    const { info } = pulumi.log;
    const log = pulumi.log as { info: typeof info };
    log.info = (text) => Promise.resolve(void notes.push(text));
    try {
      const ids = ["pl-1", pulumi.output(Promise.resolve("pl-2")), pulumi.secret("pl-3")];
      assert.deepEqual(await balanced({ ingressPrefixListIds: ids }), []);
    } finally {
      log.info = info;
    }
    assert.equal(notes.length, 1);
    assert.match(
      notes[0] ?? "",
      /^LoadBalancer "platform" has prefix lists of which .*, pl-1, pl-2, \[secret\], and 0 rules/,
    );
  });

  it("are counted of both kinds where they are of a security group", () => {
    const groups = [{ family: "IPv6", entries: 60 } as const, { entries: 1 }];
    assert.match(groupRuleAdvice("it", groups, 1) ?? "", /^it comes to 61 rules of IPv6/);
    assert.equal(groupRuleAdvice("it", groups.slice(0, 1), 1), undefined);
  });
});
