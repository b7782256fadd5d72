import assert from "node:assert/strict";

import * as dynamodb from "@pulumi/aws/dynamodb";
import * as ecs from "@pulumi/aws/ecs";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";

import { mockPulumi, valueOf } from "../../../generator/testing/index.js";

class Team extends pulumi.ComponentResource {
  public readonly arn: pulumi.Output<string>;

  constructor(name: string, args: { size: number }, opts?: pulumi.ComponentResourceOptions) {
    super("acme:index:Team", name, args, opts);
    const cluster = new ecs.Cluster(name, {}, { parent: this, protect: true });
    this.arn = cluster.arn;
    this.registerOutputs({});
  }
}

describe("mockPulumi", () => {
  it("records resources with the engine's URNs, their parents, inputs and options", async () => {
    const mock = await mockPulumi({ project: "shop", stack: "dev" });
    new Team("blue", { size: 3 });
    await mock.settled();

    assert.deepEqual(mock.resources, [
      {
        urn: "urn:pulumi:dev::shop::acme:index:Team::blue",
        type: "acme:index:Team",
        name: "blue",
        parent: null,
        inputs: { size: 3 },
        secretInputs: [],
        options: {},
      },
      {
        urn: "urn:pulumi:dev::shop::acme:index:Team$aws:ecs/cluster:Cluster::blue",
        type: "aws:ecs/cluster:Cluster",
        name: "blue",
        parent: "urn:pulumi:dev::shop::acme:index:Team::blue",
        inputs: {},
        secretInputs: [],
        options: {
          protect: true,
          version: mock.resource("aws:ecs/cluster:Cluster").options.version,
        },
      },
    ]);
  });

  it("answers with outputs as AWS gives them, or with the test's own", async () => {
    await mockPulumi({ region: "eu-west-1" });
    const arn = await valueOf(new Team("blue", { size: 3 }).arn);
    assert.match(arn, /^arn:aws:ecs:eu-west-1:123456789012:cluster\/blue-[0-9a-f]{7}$/);

    await mockPulumi({ outputs: ({ type }) => (type.startsWith("aws:") ? { arn: "mine" } : {}) });
    assert.equal(await valueOf(new Team("blue", { size: 3 }).arn), "mine");
  });

  it("opens secrets, names the inputs that hold one, and shows what is unknown in a preview", async () => {
    const mock = await mockPulumi({ preview: true });
    const table = new dynamodb.Table("t", {
      hashKey: "id",
      attributes: [{ name: "id", type: "S" }],
    });
    new ssm.Parameter("p", {
      type: "SecureString",
      name: "/orders/key",
      value: pulumi.secret("hush"),
      description: table.streamLabel,
    });
    await mock.settled();

    const parameter = mock.resource("aws:ssm/parameter:Parameter", "p");
    assert.deepEqual(parameter.inputs, {
      type: "SecureString",
      name: "/orders/key",
      value: "hush",
      description: "[unknown]",
    });
    assert.deepEqual(parameter.secretInputs, ["value"]);
    assert.equal(await valueOf(table.streamLabel), undefined);
  });

  it("gives configuration to the program", async () => {
    await mockPulumi({ project: "shop", config: { "shop:memory": "512" } });
    assert.equal(new pulumi.Config("shop").requireNumber("memory"), 512);
  });

  it("rejects what an output fails with", async () => {
    await mockPulumi();
    const failing = pulumi.output(1).apply((): number => {
      throw new Error("no such luck");
    });
    await assert.rejects(valueOf(failing), { message: "no such luck" });
  });

  it("names what is registered when the resource asked for is not", async () => {
    const mock = await mockPulumi();
    new Team("blue", { size: 3 });
    await mock.settled();
    assert.throws(() => mock.resource("aws:ecs/service:Service", "orders"), {
      message:
        '0 resources are aws:ecs/service:Service "orders", not 1; ' +
        'registered are: acme:index:Team "blue", aws:ecs/cluster:Cluster "blue"',
    });
  });

  const twice: [string, () => void][] = [
    ["component", () => new Team("blue", { size: 3 })],
    ["resource", () => new ecs.Cluster("blue")],
    ["resource that is read", () => ecs.Cluster.get("blue", "blue")],
  ];
  for (const [what, make] of twice) {
    it(`says that a ${what} has the name of another, and waits for nothing`, async () => {
      const mock = await mockPulumi();
      make();
      make();
      await assert.rejects(mock.settled(), /^Error: Duplicate resource URN '.*::blue'/);
      // What waits for ever in one recording holds up no other.
      const next = await mockPulumi();
      make();
      await next.settled();
    });
  }
});
