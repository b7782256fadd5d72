import assert from "node:assert/strict";

import {
  holdProblem,
  resolveTaskSize,
  taskSizeProblem,
  unusedSize,
} from "../../../../components/taskDefinition/rules/taskSize.js";

const app = { name: "app" };
const sidecar = { name: "sidecar", memory: 128 };

describe("taskSize", () => {
  it("takes the smallest task for a container that asks for nothing, and gives it all", () => {
    assert.deepEqual(resolveTaskSize({ containers: [app] }), {
      cpu: 256,
      memory: 512,
      containers: [{ name: "app", memory: 512 }],
    });
  });

  for (const memory of [6, 256, 512]) {
    it(`lets a container keep all of its ${memory} MiB free`, () => {
      const containers = [{ name: "app", memory, memoryReservation: memory }];
      assert.equal(taskSizeProblem({ containers }), undefined);
    });
  }

  it("gives the only container without a limit what the others leave", () => {
    assert.deepEqual(resolveTaskSize({ memory: 1024, containers: [app, sidecar] }), {
      cpu: 256,
      memory: 1024,
      containers: [
        { name: "app", memory: 896 },
        { name: "sidecar", memory: 128 },
      ],
    });
  });

  it("leaves room for a hard limit above a soft one", () => {
    const { memory, containers } = resolveTaskSize({
      containers: [{ name: "app", memoryReservation: 512 }],
    });
    assert.deepEqual([memory, containers], [1024, [{ name: "app", memory: 1024 }]]);
  });

  it("gives no hard limit where the soft one takes all of a given size", () => {
    const app512 = { name: "app", memoryReservation: 512 };
    const { containers } = resolveTaskSize({ memory: 512, containers: [app512] });
    assert.deepEqual(containers, [{ name: "app" }]);
  });

  it("leaves containers without a limit where several have none", () => {
    const { containers } = resolveTaskSize({ containers: [app, { name: "other", cpu: 10 }] });
    assert.deepEqual(containers, [{ name: "app" }, { name: "other", cpu: 10 }]);
  });

  it("chooses the least memory for a given CPU size", () => {
    const size = resolveTaskSize({ cpu: 1024, containers: [{ name: "app", memory: 2500 }] });
    assert.deepEqual([size.cpu, size.memory], [1024, 3072]);
    const exact = resolveTaskSize({ cpu: 1024, containers: [{ name: "app", memory: 3072 }] });
    assert.equal(exact.memory, 3072);
  });

  it("chooses the least CPU size for a given memory", () => {
    const size = resolveTaskSize({ memory: 8192, containers: [{ name: "app", cpu: 300 }] });
    assert.deepEqual([size.cpu, size.memory], [1024, 8192]);
    // Fargate offers 2048 MiB with 256 CPU units too, which the container does not fit in.
    assert.equal(
      resolveTaskSize({ memory: 2048, containers: [{ name: "app", cpu: 512 }] }).cpu,
      512,
    );
  });

  it("chooses the cheapest pair for all containers together", () => {
    const containers = [
      { name: "app", cpu: 512, memory: 1500 },
      { name: "agent", cpu: 128, memoryReservation: 600 },
    ];
    const size = resolveTaskSize({ containers });
    assert.deepEqual([size.cpu, size.memory], [1024, 3072]);
  });

  it("finds no fault in a legal size", () => {
    assert.equal(taskSizeProblem({ cpu: 256, memory: 512, containers: [app, sidecar] }), undefined);
  });

  const faults: [string, Parameters<typeof taskSizeProblem>[0], string, RegExp][] = [
    ["an illegal pair", { cpu: 256, memory: 4096, containers: [app] }, "memory", /got 4096\. With/],
    [
      "a memory between two sizes",
      { cpu: 256, memory: 768, containers: [app] },
      "memory",
      /got 768/,
    ],
    ["a memory that no CPU size has", { memory: 700, containers: [app] }, "memory", /got 700/],
    ["an illegal CPU size", { cpu: 300, containers: [app] }, "cpu", /got 300/],
    [
      "containers above the task's memory",
      { memory: 512, containers: [{ name: "app", memory: 500 }, sidecar] },
      "memory",
      /^'memory' of the task must hold all containers, which ask for 628 MiB together, got 512; leave 'memory' out/,
    ],
    [
      "containers above the task's CPU",
      { cpu: 256, containers: [{ name: "app", cpu: 512 }] },
      "cpu",
      /^'cpu' of the task must hold all containers, which ask for 512 CPU units together, got 256; leave 'cpu' out to have it chosen$/,
    ],
    [
      "a limit below Docker's least",
      { containers: [{ name: "app", memory: 5 }] },
      "containers[0].memory",
      /^'memory' of container 'app' must be a whole number of at least 6 MiB, got 5; 512 works$/,
    ],
    [
      "half a CPU unit",
      { containers: [{ name: "app", cpu: 0.5 }] },
      "containers[0].cpu",
      /^'cpu' of container 'app' must be a whole number of at least 0 CPU units, got 0.5; 256 works$/,
    ],
    [
      "a reservation below Docker's least",
      { containers: [{ name: "app", memoryReservation: 5 }] },
      "containers[0].memoryReservation",
      /^'memoryReservation' of container 'app' must be a whole number of at least 6 MiB, got 5; 256 works$/,
    ],
    [
      "a reservation above the limit",
      { containers: [{ name: "app", memory: 512, memoryReservation: 513 }] },
      "containers[0].memoryReservation",
      /^'memoryReservation' of container 'app' must not be above its 'memory' of 512 MiB, got 513; 256 works$/,
    ],
    [
      "more memory than Fargate has",
      { containers: [{ name: "app", memory: 300_000 }] },
      "memory",
      /got 300000\. The largest size/,
    ],
  ];
  for (const [fault, needs, path, reason] of faults) {
    it(`refuses ${fault}`, () => {
      const problem = taskSizeProblem(needs);
      assert.equal(problem?.path, path);
      assert.match(problem.reason, reason);
    });
  }

  it("asks no container where the task has no size", () => {
    const asked = (): never => assert.fail("asked");
    assert.equal(holdProblem("memory", undefined, asked), undefined);
  });

  it("starts from one vCPU for Windows", () => {
    const containers = [{ name: "app", memory: 512 }];
    assert.deepEqual(resolveTaskSize({ containers, isWindows: true }), {
      cpu: 1024,
      memory: 2048,
      containers,
    });
    assert.equal(taskSizeProblem({ containers, isWindows: true }), undefined);
  });

  it("counts what no container may use, where each has a limit of its own", () => {
    const size = { cpu: 256, memory: 2048 };
    const app = { name: "app", cpu: 200, memory: 1300 };
    assert.deepEqual(unusedSize(size, [app]), { cpu: 56, memory: 748 });
    assert.deepEqual(unusedSize(size, [app, { name: "agent", memory: 100 }]), {
      cpu: 0,
      memory: 648,
    });
    assert.deepEqual(unusedSize(size, [app, { name: "agent", cpu: 10 }]), { cpu: 46, memory: 0 });
    assert.deepEqual(unusedSize(size, [{ name: "app", cpu: 300, memory: 2048 }]), {
      cpu: 0,
      memory: 0,
    });
  });
});
