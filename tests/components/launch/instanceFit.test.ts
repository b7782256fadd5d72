import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type {
  ClusterRef,
  InstanceGroupArgs,
  InstanceRequirementsArgs,
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

  const requirements = { vcpuCount: { min: 2 }, memoryMib: { min: 4096 } };
  const managedOf = (fields?: Partial<InstanceRequirementsArgs>): ClusterRef =>
    new Cluster("platform", {
      network,
      managedInstances: [
        {
          name: "workers",
          ...(fields && { instanceRequirements: { ...requirements, ...fields } }),
        },
      ],
    }).ref;
  const MANAGED: Partial<TaskDefinitionArgs> = {
    requiresCompatibilities: ["MANAGED_INSTANCES"],
  };

  const managedMisfits: [
    string,
    Partial<InstanceRequirementsArgs>,
    object,
    Partial<TaskDefinitionArgs>,
    string,
  ][] = [
    [
      "a GPU where no instance may have an accelerator",
      { acceleratorCount: { max: 0 } },
      { gpuCount: 1 },
      MANAGED,
      `'taskDefinition' has a container with 'gpuCount', got the managed instances "workers", whose requirements take no instance with a GPU; { acceleratorTypes: ["gpu"] } in their 'instanceRequirements' works`,
    ],
    [
      "a GPU where all accelerators are of another kind",
      { acceleratorManufacturers: ["amazon-web-services"] },
      { gpuCount: 1 },
      MANAGED,
      `'taskDefinition' has a container with 'gpuCount', got the managed instances "workers", whose requirements take no instance with a GPU; { acceleratorTypes: ["gpu"] } in their 'instanceRequirements' works`,
    ],
    [
      "a device of Neuron where the types have none",
      { allowedInstanceTypes: ["m7i.*", "g5.*"] },
      NEURON,
      MANAGED,
      `'taskDefinition' has a container with a device of Neuron, got the managed instances "workers", whose requirements take no instance with a device of Neuron; allowedInstanceTypes: ["inf2.*"] in their 'instanceRequirements' works`,
    ],
    [
      "ARM where the processors are of others",
      { cpuManufacturers: ["intel", "amd"] },
      {},
      { ...MANAGED, architecture: "arm64" },
      `'taskDefinition' is for arm64, got the managed instances "workers", whose requirements take amd64 alone; change their 'cpuManufacturers' or 'allowedInstanceTypes', or give the task definition architecture: "amd64"`,
    ],
    [
      "AMD64 where all types are ARM",
      { allowedInstanceTypes: ["m7g.*", "c8gn.2xlarge"] },
      {},
      { ...MANAGED, architecture: "amd64" },
      `'taskDefinition' is for amd64, got the managed instances "workers", whose requirements take arm64 alone; change their 'cpuManufacturers' or 'allowedInstanceTypes', or give the task definition architecture: "arm64"`,
    ],
    [
      "Windows",
      {},
      {},
      { operatingSystem: "WINDOWS_SERVER_2022_CORE" },
      `'taskDefinition' is for WINDOWS_SERVER_2022_CORE, got the managed instances "workers", which run Linux; FARGATE in the task definition's 'requiresCompatibilities' runs Windows, as does an instance group with an 'imageId' of Windows`,
    ],
  ];
  for (const [title, ofCluster, ofContainer, ofTask, reason] of managedMisfits) {
    it(`refuses of managed instances ${title}`, () => {
      const args = {
        cluster: managedOf(ofCluster),
        taskDefinition: taskOf(ofContainer, ofTask),
        capacityProviderStrategies,
      };
      assert.throws(() => new Service("train", args), {
        name: "ArgumentError",
        propertyPath: "taskDefinition",
        message: `Service "train": ${reason}`,
      });
    });
  }

  const managedFits: [
    string,
    Partial<InstanceRequirementsArgs> | undefined,
    object,
    Partial<TaskDefinitionArgs>,
  ][] = [
    ["a GPU where ECS chooses", undefined, { gpuCount: 1 }, MANAGED],
    [
      "a GPU among others",
      { acceleratorManufacturers: ["amd", "xilinx"] },
      { gpuCount: 1 },
      MANAGED,
    ],
    ["a GPU of a type", { allowedInstanceTypes: ["m7i.*", "g6.*"] }, { gpuCount: 1 }, MANAGED],
    ["a device of Neuron where a family is open", { allowedInstanceTypes: ["*"] }, NEURON, MANAGED],
    [
      "ARM where a pattern has both",
      { allowedInstanceTypes: ["m7*.*"] },
      {},
      { ...MANAGED, architecture: "arm64" },
    ],
    [
      "ARM of AWS's processors",
      { cpuManufacturers: ["amazon-web-services"] },
      {},
      { ...MANAGED, architecture: "arm64" },
    ],
  ];
  for (const [title, ofCluster, ofContainer, ofTask] of managedFits) {
    it(`lets be of managed instances ${title}`, async () => {
      const args = {
        cluster: managedOf(ofCluster),
        taskDefinition: taskOf(ofContainer, ofTask),
        capacityProviderStrategies,
      };
      new Service("train", args);
      await mock.settled();
      assert.ok(mock.resource("aws:ecs/service:Service"));
    });
  }

  const daemonOf = (
    groups: Partial<InstanceGroupArgs>[],
    container: object,
    fields: Partial<TaskDefinitionArgs> = {},
  ) => {
    const { ref: cluster } = new Cluster("platform", {
      network,
      instanceGroups: groups.map((one, i) => ({ ...group, name: `group${i}`, ...one })),
    });
    const taskDefinition = taskOf(container, fields);
    return new Service("agent", { cluster, taskDefinition, schedulingStrategy: "DAEMON" });
  };
  const ARM = { instanceTypes: ["m7g.large"], architecture: "arm64" } as const;

  for (const [title, groups, container, fields, reason] of [
    [
      "a GPU",
      [{}],
      { gpuCount: 1 },
      {},
      /'taskDefinition' has a container with 'gpuCount', got a cluster with no such instance group: "group0", whose image has no drivers/,
    ],
    [
      "ARM, of several groups",
      [{}, { instanceTypes: ["c7i.large"] }],
      {},
      { architecture: "arm64" },
      /'taskDefinition' is for arm64, got a cluster with no such instance group: "group0", whose instances are amd64/,
    ],
    [
      "ARM and a GPU, where one group has the one and another the other",
      [{ instanceTypes: ["g5.xlarge"] }, ARM],
      { gpuCount: 1 },
      { architecture: "arm64" },
      /'taskDefinition' is for arm64, got a cluster with no such instance group: "group0"/,
    ],
    [
      "Windows",
      [{}],
      {},
      { operatingSystem: "WINDOWS_SERVER_2022_CORE" },
      /'taskDefinition' is for WINDOWS_SERVER_2022_CORE, got a cluster with no such instance group/,
    ],
  ] as [string, Partial<InstanceGroupArgs>[], object, Partial<TaskDefinitionArgs>, RegExp][]) {
    it(`refuses a daemon that needs ${title}, where no instance has it`, () => {
      assert.throws(() => daemonOf(groups, container, fields), {
        name: "ArgumentError",
        propertyPath: "taskDefinition",
        message: reason,
      });
    });
  }

  for (const [title, groups, container, fields] of [
    [
      "a GPU, which one of two groups has",
      [{}, { instanceTypes: ["g5.xlarge"] }],
      { gpuCount: 1 },
      {},
    ],
    ["ARM, which one of two groups has", [{}, ARM], {}, { architecture: "arm64" }],
    ["a GPU, where instances are not known", [], { gpuCount: 1 }, {}],
  ] as [string, Partial<InstanceGroupArgs>[], object, Partial<TaskDefinitionArgs>][]) {
    it(`lets be a daemon that needs ${title}`, async () => {
      daemonOf(groups, container, fields);
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
