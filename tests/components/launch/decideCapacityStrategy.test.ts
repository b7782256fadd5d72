import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { CapacityProviderStrategyArgs, ClusterRef } from "../../../components/index.js";
import { Cluster, ScheduledTask, Service, Task } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";
import { cluster as clusterOfStack, network } from "../support/platform.js";

const PROVIDER = "aws:ecs/capacityProvider:CapacityProvider";
const workers = { name: "workers", instanceTypes: ["m7i.large"], minSize: 0, maxSize: 4 };

const placed = {
  Service: "aws:ecs/service:Service",
  Task: "pulumi-nodejs:dynamic:Resource",
  ScheduledTask: "aws:scheduler/schedule:Schedule",
};

describe("strategy of a Service", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi();
  });

  const taskDefinition = { arn: "arn:aws:ecs:us-east-1:1:task-definition/o:1", family: "o" };
  const on = (capacityProvider: string) => ({
    taskDefinition: { ...taskDefinition, containers: [] },
    capacityProviderStrategies: [{ capacityProvider, weight: 1 }],
  });

  it("is a group's provider by the group's name", async () => {
    const { ref } = new Cluster("platform", { network, instanceGroups: [workers] });
    new Service("orders", { cluster: ref, ...on("workers") });
    await mock.settled();
    assert.deepEqual(mock.resource("aws:ecs/service:Service").inputs.capacityProviderStrategies, [
      { capacityProvider: mock.resource(PROVIDER).inputs.name, weight: 1 },
    ]);
  });

  it("pain 15: changes in place, and the service has no name that a replacement would take", async () => {
    new Service("orders", { cluster: clusterOfStack, ...on("FARGATE_SPOT") });
    await mock.settled();
    const { inputs } = mock.resource("aws:ecs/service:Service");
    assert.deepEqual(
      [inputs.forceNewDeployment, inputs.launchType, inputs.name],
      [true, undefined, undefined],
    );
  });

  it("is found in a cluster of another stack", async () => {
    const known = { ...clusterOfStack, capacityProviders: { workers: "cp-1" } };
    new Service("orders", { cluster: pulumi.output(known), ...on("workers") });
    await mock.settled();
    assert.deepEqual(mock.resource("aws:ecs/service:Service").inputs.capacityProviderStrategies, [
      { capacityProvider: "cp-1", weight: 1 },
    ]);
  });

  it("is known where it is Fargate and the cluster is not known", async () => {
    const cluster = pulumi.output(clusterOfStack);
    new Service("orders", { cluster, ...on("FARGATE_SPOT") });
    await mock.settled();
    assert.deepEqual(mock.resource("aws:ecs/service:Service").inputs.capacityProviderStrategies, [
      { capacityProvider: "FARGATE_SPOT", weight: 1 },
    ]);
  });

  it("mixes no instance groups with managed instances", () => {
    const capacityProviders = { workers: "cp-1", flex: "cp-2" };
    const cluster = { ...clusterOfStack, capacityProviders, managedInstances: ["flex"] };
    const capacityProviderStrategies = [
      { capacityProvider: "workers", weight: 1 },
      { capacityProvider: "flex", weight: 1 },
    ];
    const args = { cluster, ...on("workers"), capacityProviderStrategies };
    assert.throws(() => new Service("orders", args), {
      propertyPath: "capacityProviderStrategies[1]",
      message: `Service "orders": 'capacityProviderStrategies': instance groups and managed instances do not mix, got "workers" and "flex"; leave one out`,
    });
    assert.deepEqual(mock.resources, []);
  });

  it("takes no public addresses on instances", () => {
    const cluster = { ...clusterOfStack, capacityProviders: { workers: "cp-1" } };
    const args = { cluster: pulumi.output(cluster), ...on("workers"), assignPublicIp: true };
    assert.throws(() => new Service("orders", args), {
      propertyPath: "assignPublicIp",
      message: `Service "orders": 'assignPublicIp' is for Fargate, and tasks run on "workers"; leave it out`,
    });
    assert.deepEqual(mock.resources, []);
  });

  it("is refused where the cluster has no such group, and beside Fargate at once", () => {
    const refused = (providers: string[], cluster: pulumi.Input<ClusterRef>) => () => {
      const capacityProviderStrategies = providers.flatMap(
        (provider) => on(provider).capacityProviderStrategies,
      );
      new Service("orders", { ...on("FARGATE"), cluster, capacityProviderStrategies });
    };
    const message = (rule: string) => `Service "orders": 'capacityProviderStrategies': ${rule}`;
    assert.throws(refused(["workers"], clusterOfStack), {
      propertyPath: "capacityProviderStrategies[0]",
      message: message(`'capacityProvider' must be FARGATE or FARGATE_SPOT, got "workers"`),
    });
    assert.throws(refused(["FARGATE", "workers"], pulumi.output(clusterOfStack)), {
      propertyPath: "capacityProviderStrategies[1]",
      message: message(
        `Fargate and instance groups do not mix, got "FARGATE" and "workers"; leave one out`,
      ),
    });
    assert.deepEqual(mock.resources, []);
  });
});

describe("strategy of every kind of task", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi();
  });

  const flex = { workers: "cp-1", flex: "cp-2" };
  const withGroups = { ...clusterOfStack, capacityProviders: flex, managedInstances: ["flex"] };
  const taskDefinition = {
    arn: "arn:aws:ecs:us-east-1:1:task-definition/o:1",
    family: "o",
    containers: pulumi.output([{ name: "app", ports: [] }]),
    executionRoleArn: "arn:aws:iam::1:role/execution",
  };

  interface Args {
    cluster?: pulumi.Input<ClusterRef>;
    capacityProviderStrategies?: CapacityProviderStrategyArgs[];
    spotAboveTasks?: number;
    assignPublicIp?: boolean;
  }

  const makers: Record<keyof typeof placed, (args: Args) => void> = {
    Service: (args) => new Service("orders", { cluster: withGroups, taskDefinition, ...args }),
    Task: (args) => new Task("orders", { cluster: withGroups, taskDefinition, ...args }),
    ScheduledTask: (args) =>
      new ScheduledTask("orders", {
        cluster: withGroups,
        taskDefinition,
        schedule: "rate(1 hour)",
        ...args,
      }),
  };

  async function strategyOf(kind: keyof typeof placed, args: Args): Promise<unknown> {
    mock = await mockPulumi();
    makers[kind](args);
    await mock.settled();
    const { inputs } = mock.resource(placed[kind]);
    if (kind !== "ScheduledTask") return inputs.capacityProviderStrategies;
    const { ecsParameters } = inputs.target as { ecsParameters: Record<string, unknown> };
    return ecsParameters.capacityProviderStrategies;
  }

  for (const kind of Object.keys(placed) as (keyof typeof placed)[]) {
    it(`of a ${kind} names instance groups and managed instances`, async () => {
      for (const [name, capacityProvider] of Object.entries(flex)) {
        const capacityProviderStrategies = [{ capacityProvider: name, weight: 1 }];
        assert.deepEqual(await strategyOf(kind, { capacityProviderStrategies }), [
          { capacityProvider, weight: 1 },
        ]);
      }
    });

    it(`of a ${kind} runs so many tasks on demand, and Spot above`, async () => {
      assert.deepEqual(await strategyOf(kind, { spotAboveTasks: 2 }), [
        { capacityProvider: "FARGATE", base: 2, weight: 0 },
        { capacityProvider: "FARGATE_SPOT", weight: 1 },
      ]);
      assert.deepEqual(await strategyOf(kind, { spotAboveTasks: 0 }), [
        { capacityProvider: "FARGATE_SPOT", weight: 1 },
      ]);
    });

    it(`pain 15: of a ${kind} is always a strategy, never a launch type`, async () => {
      assert.deepEqual(await strategyOf(kind, {}), [{ capacityProvider: "FARGATE", weight: 1 }]);
      const { inputs } = mock.resource(placed[kind]);
      assert.doesNotMatch(JSON.stringify(inputs), /"launchType"/);
    });

    it(`of a ${kind} is refused before anything is registered`, () => {
      const refused = (args: Args, propertyPath: string, reason: string) => {
        assert.throws(
          () => {
            makers[kind](args);
          },
          { propertyPath, message: `${kind} "orders": ${reason}` },
        );
      };
      const onWorkers = [{ capacityProvider: "workers", weight: 1 }];
      refused(
        { spotAboveTasks: 2, capacityProviderStrategies: onWorkers },
        "spotAboveTasks",
        "'spotAboveTasks' is a strategy of its own and does not go with 'capacityProviderStrategies', got 2 beside it; leave one out",
      );
      refused(
        { spotAboveTasks: 1.5 },
        "spotAboveTasks",
        "'spotAboveTasks' must be a whole number of tasks from 0 to 100000, got 1.5; 2 works",
      );
      refused(
        { capacityProviderStrategies: [{ capacityProvider: "spare", weight: 1 }] },
        "capacityProviderStrategies[0]",
        `'capacityProviderStrategies': 'capacityProvider' must be FARGATE, FARGATE_SPOT, an instance group ("workers") or managed instances ("flex"), got "spare"`,
      );
      const onInstances = [{ capacityProvider: "cp-1", weight: 1 }];
      refused(
        {
          cluster: { ...withGroups, defaultCapacityProviderStrategies: onInstances },
          assignPublicIp: true,
        },
        "assignPublicIp",
        `'assignPublicIp' is for Fargate, and tasks run on "cp-1"; leave it out`,
      );
      assert.deepEqual(mock.resources, []);
    });
  }
});

describe("default strategy of a Cluster", () => {
  it("runs so many tasks of each service on demand, and Spot above", async () => {
    const mock = await mockPulumi();
    const { ref } = new Cluster("platform", { network, spotAboveTasks: 2 });
    await mock.settled();
    const mix = [
      { capacityProvider: "FARGATE", base: 2, weight: 0 },
      { capacityProvider: "FARGATE_SPOT", weight: 1 },
    ];
    const association = mock.resource(
      "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
    ).inputs;
    assert.deepEqual(association.defaultCapacityProviderStrategies, mix);
    const known = await valueOf(pulumi.output(ref));
    assert.deepEqual(known.defaultCapacityProviderStrategies, mix);
  });

  it("is said once", async () => {
    const mock = await mockPulumi();
    const defaultCapacityProviderStrategies = [{ capacityProvider: "FARGATE", weight: 1 }];
    const args = { network, spotAboveTasks: 0, defaultCapacityProviderStrategies };
    assert.throws(() => new Cluster("platform", args), {
      propertyPath: "spotAboveTasks",
      message: `Cluster "platform": 'spotAboveTasks' is a strategy of its own and does not go with 'defaultCapacityProviderStrategies', got 0 beside it; leave one out`,
    });
    assert.deepEqual(mock.resources, []);
  });
});
