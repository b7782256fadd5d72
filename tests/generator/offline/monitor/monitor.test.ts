import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { OfflineEngine } from "../../../../generator/offline/engine/engine.js";
import { installMonitor } from "../../../../generator/offline/monitor/installMonitor.js";
import { OfflineMonitor } from "../../../../generator/offline/monitor/monitor.js";
import type { Registration } from "../../../../generator/offline/engine/recording.js";
import { decodeProperties, SHOWN } from "../../../../generator/offline/wireValue.js";

class Queue extends pulumi.CustomResource {
  declare readonly arn: pulumi.Output<string>;

  constructor(name: string, props: pulumi.Inputs = {}, opts?: pulumi.CustomResourceOptions) {
    super("aws:sqs/queue:Queue", name, { arn: undefined, ...props }, opts);
  }
}

class Team extends pulumi.ComponentResource {
  constructor(name: string, args: pulumi.Inputs, opts?: pulumi.ComponentResourceOptions) {
    super("acme:index:Team", name, args, opts);
    new Queue(name, args, { parent: this });
  }
}

/** Runs a program as a stack, and gives what it registered and exported. */
async function run(
  program: () => unknown,
): Promise<{ registered: Registration[]; outputs: unknown; find: (name: string) => Registration }> {
  const engine = new OfflineEngine({ project: "shop", stack: "dev" });
  const deployment = { project: "shop", stack: "dev", organization: "acme", preview: true };
  await installMonitor(pulumi.runtime, new OfflineMonitor(engine), deployment);
  await pulumi.runtime.runInPulumiStack(() => Promise.resolve(program()));
  await pulumi.runtime.disconnect();
  const { registrations, stackOutputs } = engine.recording;
  const find = (name: string) => {
    const found = registrations.find((r) => r.type === "aws:sqs/queue:Queue" && r.name === name);
    return found ?? assert.fail(`no queue ${name}`);
  };
  return { registered: registrations, outputs: decodeProperties(stackOutputs, SHOWN), find };
}

describe("OfflineMonitor", () => {
  it("has the stack as the root of all resources", async () => {
    const { registered } = await run(() => new Team("blue", { size: 3 }));
    assert.deepEqual(
      registered.map(({ urn, parent }) => [urn, parent]),
      [
        ["urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", null],
        [
          "urn:pulumi:dev::shop::acme:index:Team::blue",
          "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev",
        ],
        [
          "urn:pulumi:dev::shop::acme:index:Team$aws:sqs/queue:Queue::blue",
          "urn:pulumi:dev::shop::acme:index:Team::blue",
        ],
      ],
    );
  });

  it("keeps the outputs of the stack, secret and unknown ones too", async () => {
    const { outputs } = await run(() => ({
      arn: new Queue("a", { name: "a" }).arn,
      password: pulumi.secret("hush"),
      later: pulumi.output(pulumi.unknown),
      organization: pulumi.getOrganization(),
    }));
    assert.deepEqual(outputs, {
      arn: "arn:aws:sqs:us-east-1:123456789012:a",
      password: "[secret]",
      later: "[unknown]",
      organization: "acme",
    });
  });

  it("has the options of a registration that were set", async () => {
    const { registered } = await run(() => {
      const first = new Queue("first");
      new Queue(
        "second",
        {},
        {
          dependsOn: first,
          ignoreChanges: ["tags"],
          deleteBeforeReplace: false,
          retainOnDelete: true,
          aliases: [{ name: "old" }, "urn:pulumi:dev::shop::a:b:C::older"],
          additionalSecretOutputs: ["arn"],
          replaceOnChanges: ["name"],
          deletedWith: first,
        },
      );
    });
    const urn = "urn:pulumi:dev::shop::aws:sqs/queue:Queue::first";
    assert.deepEqual(registered.at(-1)?.options, {
      aliases: [
        '{"name":"old","parent":"urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev"}',
        "urn:pulumi:dev::shop::a:b:C::older",
      ],
      additionalSecretOutputs: ["arn"],
      deleteBeforeReplace: false,
      deletedWith: urn,
      dependsOn: [urn],
      ignoreChanges: ["tags"],
      replaceOnChanges: ["name"],
      retainOnDelete: true,
    });
  });

  it("answers functions, and methods of resources with an unknown value", async () => {
    const { outputs } = await run(() => {
      const args = { name: "admin" };
      return {
        role: pulumi.runtime.invokeOutput<{ arn: string }>("aws:iam/getRole:getRole", args).arn,
        kubeconfig: pulumi.runtime.callSingle("eks:index:Cluster/getKubeconfig", {}),
      };
    });
    assert.deepEqual(outputs, {
      role: "arn:aws:iam::123456789012:role/admin",
      kubeconfig: "[unknown]",
    });
  });

  it("lets a program look its own resources up by URN", async () => {
    const { outputs } = await run(() => {
      const urn = new Queue("a", { name: "a" }).urn;
      return { arn: urn.apply((known) => new Queue("copy", {}, { urn: known }).arn) };
    });
    assert.deepEqual(outputs, { arn: "arn:aws:sqs:us-east-1:123456789012:a" });
  });

  it("applies a resource's transforms, then its parents', then the stack's", async () => {
    const step =
      (name: string): pulumi.ResourceTransform =>
      ({ type, props, opts }) =>
        type === "aws:sqs/queue:Queue"
          ? {
              props: { ...props, steps: [...((props.steps as string[] | undefined) ?? []), name] },
              opts,
            }
          : undefined;
    const { find } = await run(() => {
      pulumi.runtime.registerResourceTransform(step("stack"));
      new Team("blue", { size: 3 }, { transforms: [step("parent")] });
      new Queue("own", { size: 1 }, { transforms: [step("own")] });
    });
    assert.deepEqual(find("blue").inputs, { size: 3, steps: ["parent", "stack"] });
    assert.deepEqual(find("own").inputs, { size: 1, steps: ["own", "stack"] });
  });

  it("takes options from a transform", async () => {
    const protect: pulumi.ResourceTransform = ({ props, opts }) => ({
      props,
      opts: pulumi.mergeOptions(opts, { protect: true, ignoreChanges: ["tags"] }),
    });
    const { find } = await run(() => new Queue("a", {}, { transforms: [protect] }));
    assert.deepEqual(find("a").options, {
      protect: true,
      ignoreChanges: ["tags"],
      retainOnDelete: false,
    });
  });

  it("accepts hooks, which run around changes alone", async () => {
    let runs = 0;
    const hook = () => {
      runs += 1;
    };
    const { find } = await run(() => new Queue("a", {}, { hooks: { beforeCreate: [hook] } }));
    assert.equal(find("a").name, "a");
    assert.equal(runs, 0);
  });
});
