import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { ServiceArgs } from "../../../components/index.js";
import { ArgumentError, Cluster, Service } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";
import { instances, taskIn } from "../support/networkMode.js";
import { cluster } from "../support/platform.js";
import { warningsOf } from "../support/warnings.js";

const SERVICE = "aws:ecs/service:Service";
const onFargate = {
  cluster,
  taskDefinition: { ...taskIn("awsvpc"), requiresCompatibilities: ["FARGATE"] },
};
const agent = { schedulingStrategy: "DAEMON" as const };

describe("Service: how tasks are laid out", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "agents", stack: "dev" });
  });

  async function make(args: Partial<ServiceArgs>) {
    const base = { cluster: instances, taskDefinition: taskIn("host") };
    const service = new Service("agent", { ...base, ...args });
    await mock.settled();
    return { service, inputs: mock.resource(SERVICE).inputs };
  }

  for (const mode of ["host", "bridge", "awsvpc"]) {
    it(`runs one task on each instance in mode ${mode}`, async () => {
      const { service, inputs } = await make({ ...agent, taskDefinition: taskIn(mode) });
      const { schedulingStrategy, launchType, availabilityZoneRebalancing } = inputs;
      assert.deepEqual(
        [schedulingStrategy, launchType, availabilityZoneRebalancing],
        ["DAEMON", "EC2", "DISABLED"],
      );
      assert.equal(inputs.deploymentMinimumHealthyPercent, 0);
      for (const key of [
        "capacityProviderStrategies",
        "desiredCount",
        "deploymentMaximumPercent",
      ]) {
        assert.equal(inputs[key], undefined, key);
      }
      assert.equal(await valueOf(pulumi.output(service.ref.clusterArn)), instances.arn);
    });
  }

  describe("with one task on each instance, of which there are none", () => {
    const says = (cluster: ServiceArgs["cluster"], args: Partial<ServiceArgs> = agent) =>
      warningsOf(() => make({ ...args, cluster, taskDefinition: taskIn("host") }));

    it("says so of a cluster of the program, of another stack's, and of managed instances", async () => {
      const { network } = cluster;
      const made = new Cluster("platform", { network });
      const managed = {
        ...cluster,
        managedInstances: ["pool"],
        capacityProviders: { pool: "platform-pool" },
      };
      const cases: [ServiceArgs["cluster"], RegExp][] = [
        [
          made.ref,
          /which has no instances that are known here, so that it runs none: 'instanceGroups'/,
        ],
        [pulumi.output(Promise.resolve(cluster)), /which has no instances/],
        [managed, /which has managed instances alone/],
      ];
      for (const [ref, text] of cases) {
        const [advice = "", ...others] = await says(ref);
        assert.match(advice, /^Service "agent" runs one task on each instance of its cluster/);
        assert.match(advice, text);
        assert.deepEqual(others, []);
        mock = await mockPulumi({ project: "agents", stack: "dev" });
      }
    });

    it("needs no word where there are some, or may be", async () => {
      const { network } = cluster;
      const group = { name: "workers", instanceTypes: ["m7i.large"], minSize: 1, maxSize: 2 };
      const made = new Cluster("platform", { network, instanceGroups: [group] });
      for (const ref of [made.ref, instances, { ...cluster, capacityProviders: { own: "own" } }]) {
        assert.deepEqual(await says(ref), []);
        mock = await mockPulumi({ project: "agents", stack: "dev" });
      }
    });
  });

  it("lets peers reach each instance's task", async () => {
    const { service } = await make({ ...agent, taskDefinition: taskIn("host") });
    assert.equal(await valueOf(pulumi.output(service.ref.securityGroupId)), "sg-workers");
  });

  it("takes placement strategies and constraints in their order", async () => {
    const placementStrategies = [
      { type: "spread" as const, field: "attribute:ecs.availability-zone" },
      { type: "binpack" as const, field: "memory" },
    ];
    const placementConstraints = [
      { type: "distinctInstance" as const },
      { type: "memberOf" as const, expression: "attribute:ecs.instance-type =~ g5.*" },
    ];
    const { inputs } = await make({ placementStrategies, placementConstraints });
    assert.deepEqual(inputs.orderedPlacementStrategies, placementStrategies);
    assert.deepEqual(inputs.placementConstraints, placementConstraints);
    assert.equal(inputs.availabilityZoneRebalancing, "ENABLED");
  });

  for (const args of [
    { placementStrategies: [{ type: "binpack" as const, field: "cpu" }] },
    {
      placementConstraints: [
        {
          type: "memberOf" as const,
          expression: "attribute:ecs.availability-zone == eu-west-1a",
        },
      ],
    },
    { placementStrategies: [{ type: "random" as const }] },
  ]) {
    it(`leaves tasks in their zone with ${JSON.stringify(args)}`, async () => {
      const { inputs } = await make(args);
      assert.equal(inputs.availabilityZoneRebalancing, "DISABLED");
    });
  }

  it("takes a platform version on Fargate", async () => {
    const { inputs } = await make({ ...onFargate, platformVersion: "1.4.0" });
    assert.equal(inputs.platformVersion, "1.4.0");
  });

  const faults: [string, Partial<ServiceArgs>, string, RegExp][] = [
    [
      "a count of daemons",
      { ...agent, desiredCount: 2 },
      "desiredCount",
      /ECS runs one task on each/,
    ],
    [
      "an autoscaler of daemons",
      { ...agent, scaling: { minCapacity: 1, maxCapacity: 2 } },
      "scaling",
      /may not stand beside 'schedulingStrategy' "DAEMON"/,
    ],
    [
      "a capacity provider strategy of daemons",
      { ...agent, capacityProviderStrategies: [{ capacityProvider: "workers", weight: 1 }] },
      "capacityProviderStrategies",
      /ECS takes no capacity provider strategy there/,
    ],
    [
      "daemons for Fargate",
      { ...agent, taskDefinition: { ...taskIn("awsvpc"), requiresCompatibilities: ["FARGATE"] } },
      "taskDefinition",
      /must be for EC2 beside 'schedulingStrategy' "DAEMON", got FARGATE/,
    ],
    [
      "daemons that CodeDeploy deploys",
      { ...agent, deployment: { strategy: "codeDeploy" } },
      "schedulingStrategy",
      /may not be "DAEMON" with 'deployment.strategy' "codeDeploy"/,
    ],
    [
      "another strategy",
      { schedulingStrategy: "daemon" as never },
      "schedulingStrategy",
      /must be "REPLICA" or "DAEMON", got "daemon"/,
    ],
    [
      "a placement strategy on Fargate",
      { ...onFargate, placementStrategies: [{ type: "random" }] },
      "placementStrategies",
      /is for instances, and tasks run on "FARGATE"/,
    ],
    [
      "a platform version on instances",
      { platformVersion: "1.4.0" },
      "platformVersion",
      /is for Fargate, and tasks run on/,
    ],
    [
      "a platform version that is none",
      { ...onFargate, platformVersion: "1.4" },
      "platformVersion",
      /must be LATEST or a version, got "1.4"; "1.4.0" works/,
    ],
    [
      "packing by disk",
      { placementStrategies: [{ type: "binpack", field: "disk" }] },
      "placementStrategies[0].field",
      /must be cpu or memory, got "disk"; "memory" works/,
    ],
    [
      "spreading over nothing",
      { placementStrategies: [{ type: "spread" }] },
      "placementStrategies[0].field",
      /must be instanceId or an attribute, got none/,
    ],
    [
      "a constraint without expression",
      { placementConstraints: [{ type: "memberOf" }] },
      "placementConstraints[0].expression",
      /must be given, got none/,
    ],
    [
      "a service that nothing wakes",
      { scaling: { minCapacity: 0, maxCapacity: 4 } },
      "scaling.minCapacity",
      /must be at least 1 where only the tasks' own CPU, memory or requests decide, got 0/,
    ],
    [
      "a service that a schedule puts to sleep alone",
      {
        scaling: {
          minCapacity: 0,
          maxCapacity: 4,
          targetCpuPercent: 50,
          schedules: [{ name: "night", schedule: "cron(0 20 * * ? *)", minCapacity: 0 }],
        },
      },
      "scaling.minCapacity",
      /got 0: without tasks there are none/,
    ],
  ];
  for (const [fault, args, propertyPath, message] of faults) {
    it(`refuses ${fault} before anything is registered`, async () => {
      await assert.rejects(make(args), (error) => {
        assert.ok(error instanceof ArgumentError, String(error));
        assert.equal(error.propertyPath, propertyPath);
        assert.match(error.message, message);
        return true;
      });
      assert.deepEqual(mock.resources, []);
    });
  }

  it("lets a schedule wake a service", async () => {
    const { inputs } = await make({
      scaling: {
        minCapacity: 0,
        maxCapacity: 4,
        schedules: [{ name: "day", schedule: "cron(0 8 * * ? *)", minCapacity: 2 }],
      },
    });
    assert.equal(inputs.desiredCount, 0);
  });
});
