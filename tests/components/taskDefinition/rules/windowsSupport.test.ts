import assert from "node:assert/strict";

import type {
  WindowsContainer,
  WindowsTask,
} from "../../../../components/taskDefinition/rules/windowsSupport.js";
import {
  isWindows,
  windowsContainerProblem,
  windowsTaskProblem,
} from "../../../../components/taskDefinition/rules/windowsSupport.js";

describe("windowsSupport", () => {
  it("tells Windows from Linux", () => {
    assert.deepEqual(["WINDOWS_SERVER_2022_CORE", "LINUX", undefined].map(isWindows), [
      true,
      false,
      false,
    ]);
  });

  const containers: Omit<WindowsContainer, "name">[] = [
    { privileged: true },
    { readonlyRootFilesystem: true },
    { initProcessEnabled: true },
    { gpuCount: 1 },
    { capabilities: {} },
    { linuxParameters: {} },
    { ulimits: [{}] },
    { systemControls: { "net.core.somaxconn": "1" } },
  ];
  for (const container of containers) {
    const [path = ""] = Object.keys(container);
    it(`refuses '${path}' of a container`, () => {
      assert.deepEqual(windowsContainerProblem({ name: "app", ...container }), {
        path,
        reason: `'${path}' of container 'app' is not for Windows; leave it out`,
      });
    });
  }

  it("finds no fault in what Windows has", () => {
    const container = { name: "app", privileged: false, readonlyRootFilesystem: false };
    assert.equal(windowsContainerProblem({ ...container, ulimits: [] }), undefined);
    const volumes = [
      { name: "scratch", isEfs: false, isEbs: false },
      { name: "data", isEfs: false, isEbs: true },
    ];
    const task = { architecture: "amd64", requiresCompatibilities: ["EC2"], volumes };
    assert.equal(windowsTaskProblem(task), undefined);
    assert.equal(windowsTaskProblem({ requiresCompatibilities: ["FARGATE"] }), undefined);
  });

  const tasks: [Partial<WindowsTask>, string, string][] = [
    [
      { architecture: "arm64" },
      "architecture",
      `'architecture' must be amd64 for Windows, got "arm64"; leave it out`,
    ],
    [
      { requiresCompatibilities: ["MANAGED_INSTANCES"] },
      "requiresCompatibilities",
      `'requiresCompatibilities' may hold FARGATE and EC2 for Windows, got "MANAGED_INSTANCES"; ["FARGATE"] works`,
    ],
    ...(
      [
        ["hasEphemeralStorage", "ephemeralStorageGiB"],
        ["hasLogRouter", "logRouter"],
        ["hasOpenTelemetry", "openTelemetry"],
        ["hasPidMode", "pidMode"],
        ["hasIpcMode", "ipcMode"],
      ] as const
    ).map(([key, path]): [Partial<WindowsTask>, string, string] => [
      { [key]: true },
      path,
      `'${path}' is not for Windows; leave it out`,
    ]),
    [
      { volumes: [{ name: "data", isEfs: true, isEbs: false }] },
      "volumes[0].efs",
      "'efs' of volume 'data' is not for Windows; leave it out",
    ],
    [
      { volumes: [{ name: "data", isEfs: false, isEbs: true }] },
      "volumes[0].ebs",
      "'ebs' of volume 'data' is not for Windows on Fargate; leave it out",
    ],
  ];
  for (const [task, path, reason] of tasks) {
    it(`refuses ${JSON.stringify(task)}`, () => {
      const whole = { requiresCompatibilities: ["FARGATE"], ...task };
      assert.deepEqual(windowsTaskProblem(whole), { path, reason });
    });
  }
});
