import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import {
  Cluster,
  DockerImage,
  LoadBalancer,
  Network,
  NetworkLoadBalancer,
  ScheduledTask,
  Service,
  TaskDefinition,
} from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi } from "../../../generator/testing/index.js";
import { cluster, loadBalancer, network } from "../support/platform.js";
import { DIGEST } from "../support/imageDigest.js";

class Outer extends pulumi.ComponentResource {
  constructor(type: string, name: string, opts?: pulumi.ComponentResourceOptions) {
    super(type, name, {}, opts);
  }
}

let context: string;
before(() => {
  context = mkdtempSync(join(tmpdir(), "slipway-names-"));
  writeFileSync(join(context, "Dockerfile"), "FROM scratch\n");
});
after(() => {
  rmSync(context, { recursive: true });
});

/** Inputs that hold names which AWS takes once. */
const NAMES = ["name", "family", "bucket", "ecrRepositoryPrefix"] as const;

describe("physical names of components in components", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi();
  });

  const namesOf = (of: (type: string) => boolean) =>
    mock.resources
      .filter(({ type }) => of(type))
      .flatMap(({ type, inputs }) =>
        NAMES.filter((key) => inputs[key] !== undefined).map(
          (key) => `${type} ${String(inputs[key])}`,
        ),
      );
  const twice = (names: string[]) => names.filter((name, i) => names.indexOf(name) !== i);

  /** One of each component that makes physical names. */
  function makeAll(opts: pulumi.ComponentResourceOptions) {
    const containers = [
      { name: "main", image: `main@${DIGEST}`, portMappings: [{ containerPort: 80 }] },
    ];
    const task = new TaskDefinition(
      "main",
      { containers, volumes: [{ name: "disk", ebs: { sizeGiB: 10 } }] },
      opts,
    );
    const run = { ...task.ref };
    delete run.ebsVolume;
    new Service(
      "main",
      {
        cluster,
        taskDefinition: task.ref,
        loadBalancer: {
          ref: loadBalancer,
          path: opts.parent ? "/inner/*" : "/main/*",
          healthCheckPath: "/",
        },
      },
      opts,
    );
    new ScheduledTask("main", { cluster, taskDefinition: run, schedule: "rate(1 hour)" }, opts);
    new LoadBalancer("main", { network, accessLogs: {} }, opts);
    new NetworkLoadBalancer("streams", { network }, opts);
    new DockerImage("main", { context }, opts);
    new Network(
      "main",
      {
        vpc: { id: "vpc-1", cidrBlock: "10.0.0.0/16", publicSubnetIds: [], privateSubnetIds: [] },
        flowLogs: {},
      },
      opts,
    );
    new Cluster(
      "main",
      {
        network,
        instanceGroups: [{ name: "workers", instanceTypes: ["m7i.large"], minSize: 0, maxSize: 1 }],
        managedInstances: [{ name: "managed" }],
      },
      opts,
    );
  }

  it("a component at the top of the stack has the names that it had", async () => {
    new TaskDefinition("main", { containers: [{ name: "main", image: `main@${DIGEST}` }] });
    new LoadBalancer("main", { network });
    await mock.settled();
    assert.deepEqual(namesOf((type) => !type.includes("iam")).sort(), [
      "aws:cloudwatch/logGroup:LogGroup /ecs/main-stack-project-0939f77b",
      "aws:ecs/taskDefinition:TaskDefinition main-stack-project-0939f77b",
      "aws:lb/loadBalancer:LoadBalancer main-stack-project-cb3e37e6",
    ]);
  });

  it("two of one name in different components have names of their own, of every kind", async () => {
    makeAll({});
    await mock.settled();
    const top = namesOf(() => true);
    assert.ok(top.length > 20, `only ${top.length} names`);
    assert.deepEqual(twice(top), []);
    makeAll({ parent: new Outer("shop:index:Api", "orders") });
    await mock.settled();
    assert.equal(namesOf(() => true).length, 2 * top.length);
    assert.deepEqual(twice(namesOf(() => true)), []);
  });

  it("Api and Worker of one name, and the same in components around them", async () => {
    const containers = [{ name: "main", image: `main@${DIGEST}` }];
    const make = (parent: pulumi.Resource) =>
      new TaskDefinition("main", { containers }, { parent });
    make(new Outer("shop:index:Api", "orders"));
    make(new Outer("shop:index:Worker", "orders"));
    const inner = (type: string) =>
      new Outer("shop:index:Api", "orders", { parent: new Outer(type, "whole") });
    make(inner("shop:index:Europe"));
    make(inner("shop:index:America"));
    await mock.settled();
    const families = namesOf((type) => type === "aws:ecs/taskDefinition:TaskDefinition");
    assert.equal(new Set(families).size, 4);
    assert.match(families[0] ?? "", /main-shop-index-Api-/);
  });
});

describe("names that are pinned", () => {
  it("a rename by alias, or of the stack, replaces no load balancer, repository or log group", async () => {
    const pinned = {
      loadBalancerName: "main-dev-shop-1a2b3c4d",
      repositoryName: "main-dev-shop-2b3c4d5e",
      logGroupName: "/ecs/main-dev-shop-3c4d5e6f",
    };
    for (const { stack, name } of [
      { stack: "dev", name: "main" },
      { stack: "dev", name: "orders" },
      { stack: "staging", name: "main" },
    ]) {
      const mock = await mockPulumi({ stack });
      const { loadBalancerName, repositoryName, logGroupName } = pinned;
      const opts = { aliases: [{ name: "main" }] };
      new LoadBalancer(name, { network, loadBalancerName }, opts);
      new NetworkLoadBalancer(`${name}-streams`, { network, loadBalancerName }, opts);
      new DockerImage(name, { context, repositoryName }, opts);
      const containers = [{ name: "main", image: `main@${DIGEST}` }];
      new TaskDefinition(name, { containers, logGroupName }, opts);
      await mock.settled();
      const nameOf = (type: string, of = name) => mock.resource(type, of).inputs.name;
      assert.equal(nameOf("aws:lb/loadBalancer:LoadBalancer"), loadBalancerName);
      assert.equal(nameOf("aws:lb/loadBalancer:LoadBalancer", `${name}-streams`), loadBalancerName);
      assert.equal(nameOf("aws:ecr/repository:Repository"), repositoryName);
      assert.equal(nameOf("aws:cloudwatch/logGroup:LogGroup"), logGroupName);
    }
  });

  it("a name that AWS would not take is refused", async () => {
    const mock = await mockPulumi();
    const faults: [string, () => pulumi.Resource][] = [
      [
        "loadBalancerName",
        () => new LoadBalancer("main", { network, loadBalancerName: "internal-a" }),
      ],
      [
        "loadBalancerName",
        () => new NetworkLoadBalancer("main", { network, loadBalancerName: "a_b" }),
      ],
      ["repositoryName", () => new DockerImage("main", { context, repositoryName: "Main" })],
      [
        "logGroupName",
        () =>
          new TaskDefinition("main", {
            containers: [{ name: "a", image: "a" }],
            logGroupName: "a b",
          }),
      ],
    ];
    for (const [propertyPath, make] of faults) assert.throws(make, { propertyPath });
    assert.deepEqual(mock.resources, []);
  });
});
