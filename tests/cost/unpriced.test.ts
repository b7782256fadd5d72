import assert from "node:assert/strict";

import { costOf, resource, service, taskDefinition } from "./costCases.js";

const reasons = (...args: Parameters<typeof costOf>) =>
  costOf(...args).unpriced.map(({ item, reason }) => `${item}: ${reason}`);

describe("what has no price", () => {
  it("is told of a region that the table does not have, and is in no sum", () => {
    const resources = [
      resource("aws:lb/loadBalancer:LoadBalancer", "lb", { internal: true }),
      resource("aws:ecr/repository:Repository", "r"),
    ];
    const cost = costOf(resources, { region: "us-gov-west-1" });
    assert.deepEqual(cost.lines, []);
    assert.deepEqual(
      cost.unpriced.map(({ reason }) => reason),
      Array(2).fill("the table of 2026-10-09 has no prices of us-gov-west-1"),
    );
  });

  it("is told of an item that the table lacks in a region", () => {
    const volume = resource("aws:ebs/volume:Volume", "v", { type: "gp3", size: 10 });
    assert.deepEqual(reasons([volume], { region: "mx-central-1" }), [
      "aws:ebs/volume:Volume: the table of 2026-10-09 has no 'ebs.gp3GbMonth' of mx-central-1",
    ]);
  });

  it("is told of a size, a count and a task definition that are not known yet", () => {
    const unknown = "[unknown]";
    assert.deepEqual(
      reasons([taskDefinition("a", [256, 512], { memory: unknown }), service("a", 1)]),
      ["Fargate: 'memory' is not known before the update"],
    );
    assert.deepEqual(
      reasons([taskDefinition("a", [256, 512]), service("a", 1, { desiredCount: unknown })]),
      ["Tasks: 'desiredCount' is not known before the update"],
    );
    const two = [taskDefinition("b", [256, 512]), taskDefinition("c", [256, 512])];
    assert.deepEqual(reasons([...two, service("a", 1, { taskDefinition: unknown })]), [
      "Tasks: which task definition it has is not known before the update",
    ]);
    assert.deepEqual(reasons([service("a", 1)]), [
      "Tasks: its task definition 'a' is not of this stack",
    ]);
  });

  it("is told of types that it knows nothing of, each once, and not of those that are free", () => {
    const types = ["aws:rds/instance:Instance", "aws:rds/instance:Instance", "aws:iam/role:Role"];
    const more = ["aws:s3/bucket:Bucket", "aws:s3/bucketPolicy:BucketPolicy", "aws:ec2/vpc:Vpc"];
    const all = [...types, ...more].map((type, i) => resource(type, `r${i}`));
    assert.deepEqual(reasons(all), [
      "aws:rds/instance:Instance: what 2 of this type cost is not worked out",
      "aws:s3/bucket:Bucket: what 1 of this type cost is not worked out",
    ]);
  });

  it("is told of components whose plugin makes what is in them", () => {
    const remote = resource("awsx:ecs:FargateService", "web", {}, { remote: true });
    assert.deepEqual(reasons([remote]), [
      "awsx:ecs:FargateService: a plugin makes what is in it, which is not seen offline",
    ]);
  });

  it("is told of instances and volumes whose type nobody knows", () => {
    const managed = resource("aws:ecs/capacityProvider:CapacityProvider", "m", {
      managedInstancesProvider: {},
    });
    assert.deepEqual(reasons([managed]), [
      "Managed Instances: ECS chooses instances by the tasks: say 'instances' and 'instanceType' in slipway.usage.yaml",
    ]);
    const group = resource("aws:autoscaling/group:Group", "g", { minSize: 1, maxSize: 1 });
    assert.deepEqual(reasons([group]), [
      "EC2: its instance type is not known: say 'instanceType' in slipway.usage.yaml",
    ]);
    assert.deepEqual(reasons([group], { usage: { instanceType: "m9z.large" } }), [
      "EC2: the table of 2026-10-09 has no 'ec2.m9z.large' of us-east-1",
    ]);
    assert.deepEqual(reasons([resource("aws:ebs/volume:Volume", "v", { type: "io2", size: 1 })]), [
      "aws:ebs/volume:Volume: there is no price of volumes of type io2",
    ]);
  });

  it("prices each resource in its own region", () => {
    const at = (region: string) =>
      resource("aws:lb/loadBalancer:LoadBalancer", region, { internal: true }, { region });
    const { lines } = costOf([at("eu-west-1"), at("us-east-1")], { region: "sa-east-1" });
    assert.deepEqual(
      lines.map(({ region, expected }) => [region, expected]),
      [
        ["eu-west-1", 18.4],
        ["eu-west-1", 5.84],
        ["us-east-1", 16.43],
        ["us-east-1", 5.84],
      ],
    );
  });
});
