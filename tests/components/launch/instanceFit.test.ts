import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type {
  ClusterRef,
  InstanceGroupArgs,
  TaskDefinitionArgs,
  TaskDefinitionRef,
} from "../../../components/index.js";
import {
  Cluster,
  ScheduledTask,
  Service,
  Task,
  TaskDefinition,
} from "../../../components/index.js";
import { instanceFitProblem } from "../../../components/launch/rules/instanceFit.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";
import { network } from "../support/platform.js";

const group = { name: "workers", instanceTypes: ["m7i.large"], minSize: 0, maxSize: 4 };
const app = { name: "app", image: "nginx:1.27", memory: 512 };
const capacityProviderStrategies = [{ capacityProvider: "workers", weight: 1 }];
const NEURON = { linuxParameters: { devices: [{ hostPath: "/dev/neuron0" }] } };

describe("what a task needs of its instances", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi();
  });

  const clusterOf = (fields: Partial<InstanceGroupArgs>): ClusterRef =>
    new Cluster("platform", { network, instanceGroups: [{ ...group, ...fields }] }).ref;

  const taskOf = (container: object, fields: Partial<TaskDefinitionArgs> = {}): TaskDefinitionRef =>
    new TaskDefinition("train", {
      requiresCompatibilities: ["EC2"],
      containers: [{ ...app, ...container }],
      ...fields,
    }).ref;

  const misfits: [
    string,
    Partial<InstanceGroupArgs>,
    object,
    Partial<TaskDefinitionArgs>,
    string,
  ][] = [
    [
      "a GPU on a group without drivers",
      {},
      { gpuCount: 1 },
      {},
      `'taskDefinition' has a container with 'gpuCount', got the instance group "workers", whose image has no drivers of NVIDIA; give the group gpu: true with instance types such as "g5.xlarge"`,
    ],
    [
      "a GPU on a group that is told to have no drivers",
      { instanceTypes: ["g5.xlarge"], gpu: false },
      { gpuCount: 1 },
      {},
      `'taskDefinition' has a container with 'gpuCount', got the instance group "workers", whose image has no drivers of NVIDIA; give the group gpu: true with instance types such as "g5.xlarge"`,
    ],
    [
      "a device of Neuron on a group with GPUs",
      { instanceTypes: ["g5.xlarge"] },
      NEURON,
      {},
      `'taskDefinition' has a container with a device of Neuron, got the instance group "workers", whose image has no drivers of it; give the group instance types such as "inf2.xlarge" alone, or an 'imageId'`,
    ],
    [
      "Windows on a group of Linux",
      {},
      {},
      { operatingSystem: "WINDOWS_SERVER_2022_CORE" },
      `'taskDefinition' is for WINDOWS_SERVER_2022_CORE, got the instance group "workers", whose instances run Linux; FARGATE in the task definition's 'requiresCompatibilities' runs Windows, or give the group an 'imageId' of Windows`,
    ],
    [
      "ARM on a group of another architecture",
      {},
      {},
      { architecture: "arm64" },
      `'taskDefinition' is for arm64, got the instance group "workers", whose instances are amd64; give the group architecture: "arm64" with such instance types, or the task definition architecture: "amd64"`,
    ],
  ];
  for (const [title, ofGroup, ofContainer, ofTask, reason] of misfits) {
    it(`refuses ${title}`, () => {
      const cluster = clusterOf(ofGroup);
      const taskDefinition = taskOf(ofContainer, ofTask);
      const args = { cluster, taskDefinition, capacityProviderStrategies };
      assert.throws(() => new Service("train", args), {
        name: "ArgumentError",
        propertyPath: "taskDefinition",
        message: `Service "train": ${reason}`,
      });
    });
  }

  it("is refused of a run and of a schedule, also by the cluster's own strategy", () => {
    const { ref: cluster } = new Cluster("platform", {
      network,
      capacityProviders: [],
      instanceGroups: [group],
    });
    const taskDefinition = taskOf({ gpuCount: 1 });
    assert.throws(() => new Task("train", { cluster, taskDefinition }), /'gpuCount', got the/);
    assert.throws(
      () => new ScheduledTask("train", { cluster, taskDefinition, schedule: "rate(1 day)" }),
      /'gpuCount', got the/,
    );
  });

  const fits: [string, Partial<InstanceGroupArgs>, object, Partial<TaskDefinitionArgs>][] = [
    ["a GPU on types that all have one", { instanceTypes: ["g5.xlarge"] }, { gpuCount: 1 }, {}],
    [
      "a GPU on old types where it is said",
      { instanceTypes: ["g3.4xlarge"], gpu: true },
      { gpuCount: 1 },
      {},
    ],
    ["a GPU on an image of one's own", { imageId: "ami-0123456789abcdef0" }, { gpuCount: 1 }, {}],
    [
      "a device of Neuron on types that all have one",
      { instanceTypes: ["inf2.xlarge"] },
      NEURON,
      {},
    ],
    ["another device", {}, { linuxParameters: { devices: [{ hostPath: "/dev/fuse" }] } }, {}],
    [
      "ARM on ARM",
      { instanceTypes: ["m7g.large"], architecture: "arm64" },
      {},
      { architecture: "arm64" },
    ],
    [
      "Windows on an image of one's own",
      { imageId: "ami-0123456789abcdef0" },
      {},
      { operatingSystem: "WINDOWS_SERVER_2022_CORE" },
    ],
  ];
  for (const [title, ofGroup, ofContainer, ofTask] of fits) {
    it(`lets be ${title}`, async () => {
      const cluster = clusterOf(ofGroup);
      const taskDefinition = taskOf(ofContainer, ofTask);
      new Service("train", { cluster, taskDefinition, capacityProviderStrategies });
      await mock.settled();
      assert.ok(mock.resource("aws:ecs/service:Service"));
    });
  }

  it("is not asked of a share that no task runs on, nor of what is not known", () => {
    const needs = { architecture: "amd64", accelerator: "gpu" };
    const platforms = { workers: { architecture: "amd64" } };
    const spare = [{ capacityProvider: "workers", weight: 0, base: 0 }];
    assert.equal(instanceFitProblem(needs, { strategy: spare, platforms }), undefined);
    const used = [{ capacityProvider: "workers", base: 1 }];
    assert.equal(instanceFitProblem(needs, { strategy: used }), undefined);
    assert.equal(instanceFitProblem(undefined, { strategy: used, platforms }), undefined);
    assert.equal(instanceFitProblem(needs, { strategy: used, platforms })?.path, "taskDefinition");
  });

  it("is no part of the reference of a task for Fargate alone", async () => {
    const { ref } = new TaskDefinition("web", { containers: [app] });
    assert.ok(!("instanceNeeds" in ref));
    const known = await valueOf(pulumi.output(taskOf({ gpuCount: 1 })));
    assert.deepEqual(known.instanceNeeds, { architecture: "amd64", accelerator: "gpu" });
  });

  it("has an upgrade give a deployed group its drivers without another name, which would replace it", async () => {
    const nameOf = async (fields: Partial<InstanceGroupArgs>) => {
      mock = await mockPulumi();
      clusterOf(fields);
      await mock.settled();
      return mock.resource("aws:autoscaling/group:Group").inputs.name;
    };
    const instanceTypes = ["g5.xlarge"];
    assert.equal(await nameOf({ instanceTypes }), await nameOf({ instanceTypes, gpu: false }));
    assert.notEqual(await nameOf({ instanceTypes }), await nameOf({ instanceTypes, gpu: true }));
  });
});
