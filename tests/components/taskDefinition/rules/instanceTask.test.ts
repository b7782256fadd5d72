import assert from "node:assert/strict";

import {
  instanceSizeProblem,
  reservedOnInstance,
  resolveInstanceSize,
} from "../../../../components/taskDefinition/rules/instanceTask.js";
import type { TaskNeeds } from "../../../../components/taskDefinition/rules/taskSize.js";

const app = { name: "app", memory: 512 };

describe("instanceTask", () => {
  const legal: TaskNeeds[] = [
    { containers: [app] },
    { containers: [{ name: "app", memoryReservation: 64 }] },
    { memory: 300, containers: [{ name: "app" }] },
    { cpu: 128, memory: 6, containers: [{ name: "app" }] },
    { cpu: 196608, containers: [app] },
  ];
  for (const needs of legal) {
    it(`lets be ${JSON.stringify(needs)}`, () => {
      assert.equal(instanceSizeProblem(needs), undefined);
    });
  }

  const faults: [TaskNeeds, string, string][] = [
    ...[127, 196609, 200.5].map((cpu): [TaskNeeds, string, string] => [
      { cpu, containers: [app] },
      "cpu",
      `'cpu' must be a whole number from 128 to 196608 on instances, got ${cpu}; leave it out, or 256 works`,
    ]),
    ...[5, 512.5].map((memory): [TaskNeeds, string, string] => [
      { memory, containers: [{ name: "app" }] },
      "memory",
      `'memory' must be a whole number of at least 6 MiB, got ${memory}; leave it out, or 512 works`,
    ]),
    [
      { memory: 1e16, containers: [{ name: "app" }] },
      "memory",
      "'memory' must be a whole number of at most 2147483647 MiB, got 10000000000000000; leave it out, or 512 works",
    ],
    [
      { containers: [{ name: "app", memoryReservation: 2 ** 31 }] },
      "containers[0].memoryReservation",
      "'memoryReservation' of container 'app' must be a whole number of at most 2147483647 MiB, got 2147483648; 256 works",
    ],
    [
      { containers: [app, { name: "agent" }] },
      "containers[1].memory",
      "'memory' or 'memoryReservation' of container 'agent' must be set on instances, where the task has no 'memory', got neither; 512 works",
    ],
    [
      { containers: [{ name: "app", memory: 5 }] },
      "containers[0].memory",
      "'memory' of container 'app' must be a whole number of at least 6 MiB, got 5; 512 works",
    ],
    [
      { memory: 256, containers: [app] },
      "memory",
      "'memory' of the task must hold all containers, which ask for 512 MiB together, got 256; leave 'memory' out to have it chosen",
    ],
  ];
  for (const [needs, path, reason] of faults) {
    it(`refuses ${JSON.stringify(needs)}`, () => {
      assert.deepEqual(instanceSizeProblem(needs), { path, reason });
    });
  }

  it("chooses nothing", () => {
    assert.deepEqual(resolveInstanceSize({ containers: [app] }), { containers: [app] });
  });

  it("gives the only container without a limit what the others leave of the task's memory", () => {
    const needs = { cpu: 256, memory: 1000, containers: [app, { name: "agent", cpu: 10 }] };
    assert.deepEqual(resolveInstanceSize(needs), {
      cpu: 256,
      memory: 1000,
      containers: [app, { name: "agent", cpu: 10, memory: 488 }],
    });
  });

  it("knows what an instance keeps for a task", () => {
    const containers = [
      { name: "app", cpu: 100, memory: 512, memoryReservation: 128 },
      { name: "agent", cpu: 28, memory: 64 },
    ];
    assert.deepEqual(reservedOnInstance({ containers }), { cpu: 128, memory: 192 });
    const given = { cpu: 256, memory: 1024, containers };
    assert.deepEqual(reservedOnInstance(given), { cpu: 256, memory: 1024 });
  });
});
