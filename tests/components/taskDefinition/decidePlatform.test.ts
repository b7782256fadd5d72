import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type {
  ContainerArgs,
  TaskDefinitionArgs,
  TaskDefinitionRef,
} from "../../../components/index.js";
import { ScheduledTask, Service, Task, TaskDefinition } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";
import { cluster } from "../support/platform.js";
import { DIGEST } from "../support/imageDigest.js";

const app = { name: "app", image: `registry.example.com/app@${DIGEST}`, memory: 512 };
const EC2: Partial<TaskDefinitionArgs> = { requiresCompatibilities: ["EC2"] };
const WINDOWS: Partial<TaskDefinitionArgs> = { operatingSystem: "WINDOWS_SERVER_2022_CORE" };

describe("TaskDefinition: capacity and operating system", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  async function make(args: Partial<TaskDefinitionArgs>) {
    const task = new TaskDefinition("orders", { containers: [app], ...args });
    await mock.settled();
    const { inputs } = mock.resource("aws:ecs/taskDefinition:TaskDefinition");
    const [container] = JSON.parse(String(inputs.containerDefinitions)) as object[];
    return { task, inputs, container };
  }

  it("leaves the size to the containers on instances, and says what is kept for them", async () => {
    const { inputs, task } = await make({
      ...EC2,
      containers: [{ ...app, cpu: 100, memoryReservation: 128 }],
    });
    assert.deepEqual(inputs.requiresCompatibilities, ["EC2"]);
    assert.deepEqual(
      [inputs.cpu, inputs.memory, inputs.networkMode],
      [undefined, undefined, "awsvpc"],
    );
    assert.deepEqual([await valueOf(task.cpu), await valueOf(task.memory)], [100, 128]);
    assert.deepEqual(task.ref.requiresCompatibilities, ["EC2"]);
  });

  it("takes any size on instances", async () => {
    const { inputs, task } = await make({ ...EC2, cpu: 300, memory: 700 });
    assert.deepEqual([inputs.cpu, inputs.memory], ["300", "700"]);
    assert.deepEqual([await valueOf(task.cpu), await valueOf(task.memory)], [300, 700]);
  });

  it("may be for instances and for Fargate, whose rules then hold", async () => {
    const { inputs } = await make({ requiresCompatibilities: ["FARGATE", "EC2", "FARGATE"] });
    assert.deepEqual(inputs.requiresCompatibilities, ["EC2", "FARGATE"]);
    assert.deepEqual([inputs.cpu, inputs.memory], ["256", "512"]);
  });

  it("says what of a size no container may use", async () => {
    const { task } = await make({ containers: [{ ...app, cpu: 200, memory: 1300 }] });
    assert.deepEqual([await valueOf(task.cpu), await valueOf(task.memory)], [256, 2048]);
    assert.deepEqual([await valueOf(task.unusedCpu), await valueOf(task.unusedMemory)], [56, 748]);
  });

  it("has nothing unused where a container may use the rest", async () => {
    const { task } = await make({ containers: [{ name: "app", image: app.image }] });
    assert.deepEqual([await valueOf(task.unusedCpu), await valueOf(task.unusedMemory)], [0, 0]);
  });

  it("gives a container GPUs, devices, shared memory and swap", async () => {
    const { container } = await make({
      ...EC2,
      containers: [
        {
          ...app,
          gpuCount: 2,
          linuxParameters: {
            sharedMemorySize: 1024,
            maxSwap: 0,
            swappiness: 10,
            tmpfs: [{ containerPath: "/tmp", size: 64, mountOptions: ["noexec"] }],
            devices: [{ hostPath: "/dev/fuse" }],
          },
        },
      ],
    });
    const { resourceRequirements, linuxParameters } = container as Record<string, unknown>;
    assert.deepEqual(resourceRequirements, [{ type: "GPU", value: "2" }]);
    assert.deepEqual(linuxParameters, {
      devices: [
        {
          containerPath: "/dev/fuse",
          hostPath: "/dev/fuse",
          permissions: ["mknod", "read", "write"],
        },
      ],
      maxSwap: 0,
      sharedMemorySize: 1024,
      swappiness: 10,
      tmpfs: [{ containerPath: "/tmp", mountOptions: ["noexec"], size: 64 }],
    });
  });

  it("mounts memory on Fargate", async () => {
    const linuxParameters = { tmpfs: [{ containerPath: "/tmp", size: 64 }] };
    const { container } = await make({ containers: [{ ...app, linuxParameters }] });
    assert.deepEqual((container as Record<string, unknown>).linuxParameters, linuxParameters);
  });

  it("shares namespaces and is placed on instances", async () => {
    const expression = "attribute:ecs.instance-type =~ g5.*";
    const { inputs } = await make({
      ...EC2,
      pidMode: "host",
      ipcMode: "task",
      placementConstraints: [{ expression }],
    });
    assert.deepEqual([inputs.pidMode, inputs.ipcMode], ["host", "task"]);
    assert.deepEqual(inputs.placementConstraints, [{ type: "memberOf", expression }]);
  });

  it("shares processes between containers on Fargate", async () => {
    const { inputs } = await make({ pidMode: "task" });
    assert.deepEqual(
      [inputs.pidMode, inputs.ipcMode, inputs.placementConstraints],
      ["task", undefined, undefined],
    );
  });

  it("runs Windows on Fargate from one vCPU on", async () => {
    const { inputs } = await make(WINDOWS);
    assert.deepEqual([inputs.cpu, inputs.memory], ["1024", "2048"]);
    assert.deepEqual(inputs.runtimePlatform, {
      operatingSystemFamily: "WINDOWS_SERVER_2022_CORE",
      cpuArchitecture: "X86_64",
    });
  });

  it("runs Windows on instances of any size", async () => {
    const { inputs } = await make({ ...EC2, operatingSystem: "WINDOWS_SERVER_2019_FULL" });
    assert.equal(inputs.cpu, undefined);
    assert.equal(
      (inputs.runtimePlatform as Record<string, unknown>).operatingSystemFamily,
      "WINDOWS_SERVER_2019_FULL",
    );
  });

  const changed = (container: Partial<ContainerArgs>) => ({
    containers: [{ ...app, ...container }],
  });
  const faults: [string, Partial<TaskDefinitionArgs>, string, RegExp][] = [
    ["a link on Fargate", changed({ links: ["db"] }), "containers[0].links", /got "db"/],
    ["no capacity", { requiresCompatibilities: [] }, "requiresCompatibilities", /got none; /],
    [
      "a GPU on Fargate",
      changed({ gpuCount: 1 }),
      "containers[0].gpuCount",
      /'gpuCount' of container 'app' is not for Fargate, got 1; /,
    ],
    [
      "a GPU where Fargate must do as well",
      { requiresCompatibilities: ["EC2", "FARGATE"], ...changed({ gpuCount: 1 }) },
      "containers[0].gpuCount",
      /'gpuCount' of container 'app' is not for Fargate, got 1; /,
    ],
    ["no GPU at all", { ...EC2, ...changed({ gpuCount: 0 }) }, "containers[0].gpuCount", /got 0; /],
    [
      "a device on Fargate",
      changed({ linuxParameters: { devices: [{ hostPath: "/dev/fuse" }] } }),
      "containers[0].linuxParameters.devices",
      /is not for Fargate; leave it out$/,
    ],
    [
      "an empty tmpfs",
      changed({ linuxParameters: { tmpfs: [{ containerPath: "/tmp", size: 0 }] } }),
      "containers[0].linuxParameters.tmpfs[0].size",
      /got 0; 64 works$/,
    ],
    [
      "the instance's processes on Fargate",
      { pidMode: "host" },
      "pidMode",
      /got "host"; leave it out$/,
    ],
    ["IPC on Fargate", { ipcMode: "none" }, "ipcMode", /is not for Fargate, got "none"/],
    [
      "placement on Fargate",
      { placementConstraints: [{ expression: "a" }] },
      "placementConstraints",
      /must be empty on Fargate, got 1/,
    ],
    [
      "an empty placement constraint",
      { ...EC2, placementConstraints: [{ expression: "" }] },
      "placementConstraints[0].expression",
      /must not be empty, got ""; /,
    ],
    [
      "a disk on instances",
      { ...EC2, ephemeralStorageGiB: 30 },
      "ephemeralStorageGiB",
      /is for Fargate, and instances have their own; leave it out$/,
    ],
    [
      "no memory at all on instances",
      { ...EC2, containers: [{ name: "app", image: app.image }] },
      "containers[0].memory",
      /must be set on instances, .* got neither; 512 works$/,
    ],
    [
      "64 CPU units on instances",
      { ...EC2, cpu: 64 },
      "cpu",
      /from 128 to 196608 on instances, got 64/,
    ],
    [
      "Windows with 512 CPU units on Fargate",
      { ...WINDOWS, cpu: 512 },
      "cpu",
      /must be 1024, 2048 or 4096 for Windows on Fargate, got 512; 1024 works$/,
    ],
    [
      "Windows on ARM",
      { ...WINDOWS, architecture: "arm64" },
      "architecture",
      /must be amd64 for Windows/,
    ],
    [
      "Windows with a log router",
      { ...WINDOWS, logRouter: { configFile: "/a" } },
      "logRouter",
      /is not for Windows; leave it out$/,
    ],
    [
      "Windows with EFS",
      { ...WINDOWS, volumes: [{ name: "data", efs: { fileSystemId: "fs-1" } }] },
      "volumes[0].efs",
      /'efs' of volume 'data' is not for Windows; /,
    ],
    [
      "Windows with a read-only root",
      { ...WINDOWS, ...changed({ readonlyRootFilesystem: true }) },
      "containers[0].readonlyRootFilesystem",
      /is not for Windows; leave it out$/,
    ],
  ];
  for (const [fault, args, propertyPath, message] of faults) {
    it(`refuses ${fault} before anything is registered`, () => {
      assert.throws(() => new TaskDefinition("orders", { containers: [app], ...args }), {
        name: "ArgumentError",
        propertyPath,
        message,
      });
      assert.deepEqual(mock.resources, []);
    });
  }

  const roles = { executionRoleArn: "arn:aws:iam::1:role/e", taskRoleArn: "arn:aws:iam::1:role/t" };
  const taskDefinition: TaskDefinitionRef = {
    arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
    family: "orders",
    containers: [{ name: "app", ports: [] }],
    requiresCompatibilities: ["EC2"],
    ...roles,
  };
  const message = /'taskDefinition' requires EC2, got the capacity provider "FARGATE"; /;

  it("is refused by a service, a task and a schedule on Fargate when it is for instances alone", () => {
    const args = { cluster, taskDefinition };
    const fault = { name: "ArgumentError", propertyPath: "taskDefinition", message };
    assert.throws(() => new Service("orders", args), fault);
    assert.throws(() => new Task("orders", args), fault);
    assert.throws(() => new ScheduledTask("orders", { ...args, schedule: "rate(1 day)" }), fault);
    assert.deepEqual(mock.resources, []);
  });

  it("runs on an instance group, and on any capacity where it does not say", async () => {
    const group = { ...cluster, capacityProviders: { workers: "cp-workers" } };
    const capacityProviderStrategies = [{ capacityProvider: "workers", weight: 1 }];
    new Service("orders", { cluster: group, taskDefinition, capacityProviderStrategies });
    const { requiresCompatibilities, ...silent } = taskDefinition;
    assert.deepEqual(requiresCompatibilities, ["EC2"]);
    new Service("carts", { cluster: pulumi.output(cluster), taskDefinition: silent });
    await mock.settled();
    assert.equal(mock.resources.filter(({ type }) => type === "aws:ecs/service:Service").length, 2);
  });
});
