import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { ClusterArgs } from "../../../components/index.js";
import { Cluster, ScheduledTask, Service, Task } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";
import { network } from "../support/platform.js";

const ASSOCIATION = "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders";
const DYNAMIC = "pulumi-nodejs:dynamic:Resource";
const workers = { name: "workers", instanceTypes: ["m7i.large"], minSize: 0, maxSize: 4 };
const taskDefinition = {
  arn: "arn:aws:ecs:us-east-1:1:task-definition/orders:1",
  family: "orders",
  containers: [],
};
const forInstances = { ...taskDefinition, requiresCompatibilities: ["EC2"] };

describe("Cluster's capacityProviders", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi();
  });

  const make = (args: Partial<ClusterArgs>) => new Cluster("platform", { network, ...args });
  const refOf = async ({ ref }: Cluster) => valueOf(pulumi.output(ref));

  const alone: [string, Partial<ClusterArgs>, object[]][] = [
    ["Fargate", { capacityProviders: ["FARGATE"] }, [{ capacityProvider: "FARGATE", weight: 1 }]],
    [
      "Fargate Spot",
      { capacityProviders: ["FARGATE_SPOT"] },
      [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
    ],
    [
      "both, in an order of their own",
      { capacityProviders: ["FARGATE_SPOT", "FARGATE"] },
      [{ capacityProvider: "FARGATE", weight: 1 }],
    ],
    ["nothing, for instances that register themselves", { capacityProviders: [] }, []],
  ];
  for (const [title, args, strategy] of alone) {
    it(`are ${title} alone, which a deployed cluster follows`, async () => {
      const ref = await refOf(make(args));
      await mock.settled();
      const { inputs } = mock.resource(ASSOCIATION);
      assert.deepEqual(inputs.capacityProviders, args.capacityProviders);
      assert.deepEqual(inputs.defaultCapacityProviderStrategies, strategy);
      assert.deepEqual(ref.defaultCapacityProviderStrategies, strategy);
      assert.deepEqual(ref.fargateCapacityProviders, args.capacityProviders);
    });
  }

  const beside: [string, Partial<ClusterArgs>, string[], string[], string][] = [
    [
      "instance groups alone",
      { capacityProviders: [], instanceGroups: [workers] },
      [],
      ["FARGATE", "FARGATE_SPOT"],
      "workers",
    ],
    [
      "Fargate and instance groups",
      { capacityProviders: ["FARGATE"], instanceGroups: [workers] },
      ["FARGATE"],
      ["FARGATE_SPOT"],
      "FARGATE",
    ],
    [
      "managed instances alone",
      { capacityProviders: [], managedInstances: [{ name: "flex" }] },
      [],
      ["FARGATE", "FARGATE_SPOT"],
      "flex",
    ],
  ];
  for (const [title, args, fargate, detached, first] of beside) {
    it(`leave ${title}, and detach the rest from a deployed cluster`, async () => {
      const ref = await refOf(make(args));
      await mock.settled();
      const { inputs } = mock.resource(DYNAMIC, "platform");
      const ofInstances = Object.values(ref.capacityProviders ?? {});
      assert.deepEqual(inputs.capacityProviders, [...fargate, ...ofInstances]);
      assert.deepEqual(inputs.detachedCapacityProviders, detached);
      const named = ref.capacityProviders?.[first] ?? first;
      const strategy = [{ capacityProvider: named, weight: 1 }];
      assert.deepEqual(inputs.defaultCapacityProviderStrategies, strategy);
      assert.deepEqual(ref.defaultCapacityProviderStrategies, strategy);
    });
  }

  it("change nothing of a cluster that does not say them", async () => {
    const ref = await refOf(make({ instanceGroups: [workers] }));
    await mock.settled();
    assert.ok(!("detachedCapacityProviders" in mock.resource(DYNAMIC, "platform").inputs));
    assert.ok(!("fargateCapacityProviders" in ref));
    assert.deepEqual(mock.resource(ASSOCIATION).inputs.capacityProviders, [
      "FARGATE",
      "FARGATE_SPOT",
    ]);
  });

  const faults: [string, object, string, string][] = [
    [
      "a group in the place of Fargate",
      { capacityProviders: ["workers"], instanceGroups: [workers] },
      "capacityProviders[0]",
      `'capacityProviders[0]' must be "FARGATE" or "FARGATE_SPOT", got "workers"`,
    ],
    [
      "a provider twice",
      { capacityProviders: ["FARGATE", "FARGATE"] },
      "capacityProviders[1]",
      `'capacityProviders' must hold each provider once, got "FARGATE" twice; leave one out`,
    ],
    [
      "a default strategy of what is left out",
      {
        capacityProviders: ["FARGATE"],
        defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
      },
      "defaultCapacityProviderStrategies[0]",
      `'defaultCapacityProviderStrategies': 'capacityProvider' must be FARGATE, got "FARGATE_SPOT"; the cluster's 'capacityProviders' leave it out`,
    ],
    [
      "a mix with Spot that is left out",
      { capacityProviders: ["FARGATE"], spotAboveTasks: 2 },
      "spotAboveTasks",
      `'spotAboveTasks' runs tasks on FARGATE_SPOT, got 2 on a cluster whose 'capacityProviders' are ["FARGATE"]; add "FARGATE_SPOT" there`,
    ],
  ];
  for (const [title, args, propertyPath, reason] of faults) {
    it(`refuse ${title}`, () => {
      const message = `Cluster "platform": ${reason}`;
      assert.throws(() => make(args), { name: "ArgumentError", propertyPath, message });
      assert.deepEqual(mock.resources, []);
    });
  }

  const onSpot = { capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }] };
  const left = `'capacityProviderStrategies': 'capacityProvider' must be %, got "FARGATE_SPOT"; the cluster's 'capacityProviders' leave it out`;

  it("have a service refused that names what is left out", () => {
    const { ref } = make({ capacityProviders: ["FARGATE"] });
    assert.throws(() => new Service("orders", { cluster: ref, taskDefinition, ...onSpot }), {
      propertyPath: "capacityProviderStrategies[0]",
      message: `Service "orders": ${left.replace("%", "FARGATE")}`,
    });
  });

  it("have a task refused that names Fargate where the cluster has nothing", () => {
    const { ref } = make({ capacityProviders: [] });
    assert.throws(() => new Task("orders", { cluster: ref, taskDefinition, ...onSpot }), {
      propertyPath: "capacityProviderStrategies[0]",
      message: `Task "orders": ${left.replace("%", "one that the cluster has, which has none")}`,
    });
  });

  it("have a schedule's mix refused where there is no Spot", () => {
    const { ref } = make({ capacityProviders: ["FARGATE"] });
    const args = { cluster: ref, taskDefinition, schedule: "rate(1 day)", spotAboveTasks: 1 };
    assert.throws(() => new ScheduledTask("report", args), {
      propertyPath: "spotAboveTasks",
      message: `ScheduledTask "report": 'spotAboveTasks' runs tasks on FARGATE_SPOT, got 1 on a cluster whose 'capacityProviders' are ["FARGATE"]; add "FARGATE_SPOT" there`,
    });
  });

  it("have a service for Fargate refused on a cluster without capacity", async () => {
    const { ref } = make({ capacityProviders: [] });
    assert.throws(() => new Service("orders", { cluster: ref, taskDefinition }), {
      propertyPath: "cluster",
      message: `Service "orders": 'cluster' has no capacity provider for tasks of FARGATE, got none in its 'capacityProviders', 'instanceGroups' and 'managedInstances'; give the cluster one, such as capacityProviders ["FARGATE"]`,
    });
    new Service("agents", { cluster: ref, taskDefinition: forInstances });
    await mock.settled();
    const { inputs } = mock.resource("aws:ecs/service:Service", "agents");
    assert.deepEqual(inputs.capacityProviderStrategies ?? [], []);
  });

  it("let a service of instances follow the first group", async () => {
    const { ref } = make({ capacityProviders: [], instanceGroups: [workers] });
    new Service("agents", { cluster: ref, taskDefinition: forInstances });
    await mock.settled();
    const { capacityProviders } = await valueOf(pulumi.output(ref));
    assert.deepEqual(
      mock.resource("aws:ecs/service:Service", "agents").inputs.capacityProviderStrategies,
      [{ capacityProvider: capacityProviders?.workers, weight: 1 }],
    );
  });
});
