import assert from "node:assert/strict";

import type {
  FargateContainer,
  FargateTask,
} from "../../../../components/taskDefinition/rules/fargateSupport.js";
import {
  fargateContainerProblem,
  fargateTaskProblem,
} from "../../../../components/taskDefinition/rules/fargateSupport.js";

describe("fargateSupport", () => {
  it("finds no fault in what Fargate offers", () => {
    assert.equal(
      fargateContainerProblem({
        name: "app",
        privileged: false,
        startTimeout: 2,
        stopTimeout: 120,
        logDriver: "awsfirelens",
        links: [],
        addedCapabilities: ["SYS_PTRACE"],
        resourceRequirements: [],
        linuxParameters: ["initProcessEnabled", "capabilities", "tmpfs"],
      }),
      undefined,
    );
    assert.equal(
      fargateTaskProblem({
        networkMode: "awsvpc",
        pidMode: "task",
        placementConstraints: [],
        ephemeralStorageGiB: 21,
        volumes: [{ name: "data", isDocker: false }],
      }),
      undefined,
    );
    assert.equal(fargateTaskProblem({ ephemeralStorageGiB: 200 }), undefined);
    assert.equal(fargateTaskProblem({}), undefined);
  });

  const containers: [Omit<FargateContainer, "name">, string, string][] = [
    [
      { privileged: true },
      "privileged",
      "'privileged' of container 'app' must be false on Fargate, got true; leave it out",
    ],
    [
      { links: ["db"] },
      "links",
      `'links' of container 'app' must be empty on Fargate, whose containers reach each other at localhost, got "db"; leave it out`,
    ],
    [
      { instanceParameters: ["dnsServers"] },
      "dnsServers",
      "'dnsServers' of container 'app' is not for Fargate; leave it out, or run the task on instances",
    ],
    [
      { logDriver: "json-file" },
      "logConfiguration.logDriver",
      `'logConfiguration.logDriver' of container 'app' must be awsfirelens, awslogs or splunk on Fargate, got "json-file"; "awslogs" works`,
    ],
    [
      { addedCapabilities: ["SYS_PTRACE", "NET_ADMIN"] },
      "capabilities.add",
      `'capabilities.add' of container 'app' may hold SYS_PTRACE alone on Fargate, got "NET_ADMIN"; leave it out`,
    ],
    [
      { resourceRequirements: ["GPU"] },
      "resourceRequirements",
      "'resourceRequirements' of container 'app' may not ask for a GPU on Fargate; leave it out, or run the task on instances",
    ],
    ...["devices", "maxSwap", "sharedMemorySize", "swappiness"].map(
      (key): [Omit<FargateContainer, "name">, string, string] => [
        { linuxParameters: [key] },
        `linuxParameters.${key}`,
        `'linuxParameters.${key}' of container 'app' is not for Fargate; leave it out`,
      ],
    ),
    [
      { startTimeout: 1 },
      "startTimeout",
      "'startTimeout' of container 'app' must be a whole number from 2 to 120 seconds on Fargate, got 1; 30 works",
    ],
    [
      { stopTimeout: 121 },
      "stopTimeout",
      "'stopTimeout' of container 'app' must be a whole number from 2 to 120 seconds on Fargate, got 121; 120 works",
    ],
    [
      { stopTimeout: 2.5 },
      "stopTimeout",
      "'stopTimeout' of container 'app' must be a whole number from 2 to 120 seconds on Fargate, got 2.5; 30 works",
    ],
  ];
  for (const [container, path, reason] of containers) {
    it(`refuses a container with ${JSON.stringify(container)}`, () => {
      assert.deepEqual(fargateContainerProblem({ name: "app", ...container }), { path, reason });
    });
  }

  const tasks: [FargateTask, string, string][] = [
    [
      { networkMode: "bridge" },
      "networkMode",
      `'networkMode' must be awsvpc on Fargate, got "bridge"; "awsvpc" works`,
    ],
    [{ pidMode: "host" }, "pidMode", `'pidMode' must be task on Fargate, got "host"; leave it out`],
    [{ ipcMode: "task" }, "ipcMode", `'ipcMode' is not for Fargate, got "task"; leave it out`],
    [
      { placementConstraints: [{}] },
      "placementConstraints",
      "'placementConstraints' must be empty on Fargate, got 1; leave it out",
    ],
    [
      { volumes: [{ name: "a" }, { name: "data", isDocker: true }] },
      "volumes[1].docker",
      "'docker' of volume 'data' is not for Fargate, which has no instance; leave it out, or use 'efs'",
    ],
    [
      {
        volumes: [
          { name: "a", isFsx: false },
          { name: "data", isFsx: true },
        ],
      },
      "volumes[1].fsxWindowsFileServer",
      "'fsxWindowsFileServer' of volume 'data' is not for Fargate; leave it out, or run the task on instances",
    ],
    [
      { volumes: [{ name: "data", hostPath: "/srv" }] },
      "volumes[0].hostPath",
      `'hostPath' of volume 'data' is not for Fargate, which has no instance, got "/srv"; leave it out`,
    ],
    ...[20, 201, 30.5].map((gib): [FargateTask, string, string] => [
      { ephemeralStorageGiB: gib },
      "ephemeralStorageGiB",
      `'ephemeralStorageGiB' must be a whole number from 21 to 200 GiB, got ${gib}; leave it out for 20 GiB`,
    ]),
  ];
  for (const [task, path, reason] of tasks) {
    it(`refuses a task with ${JSON.stringify(task)}`, () => {
      assert.deepEqual(fargateTaskProblem(task), { path, reason });
    });
  }
});
