import assert from "node:assert/strict";

import type { PlatformContainer } from "../../../../components/taskDefinition/rules/containerPlatform.js";
import { containerPlatformProblem } from "../../../../components/taskDefinition/rules/containerPlatform.js";

const FARGATE = { isFargate: true, isWindows: false };
const INSTANCES = { isFargate: false, isWindows: false };
const WINDOWS = { isFargate: true, isWindows: true };
type Container = Omit<PlatformContainer, "name">;

describe("containerPlatform", () => {
  const legal: [Container, typeof FARGATE][] = [
    [{}, FARGATE],
    [{ startTimeout: 2, stopTimeout: 120, capabilities: { add: ["SYS_PTRACE"] } }, FARGATE],
    [{ linuxParameters: { tmpfs: [{ containerPath: "/tmp", size: 1 }] } }, FARGATE],
    [{ linuxParameters: { devices: undefined } }, FARGATE],
    [{ privileged: true, gpuCount: 2, stopTimeout: 600 }, INSTANCES],
    [{ capabilities: { add: ["NET_ADMIN"] }, linuxParameters: { maxSwap: 0 } }, INSTANCES],
    [{ privileged: false, readonlyRootFilesystem: false, systemControls: {} }, WINDOWS],
  ];
  for (const [container, platform] of legal) {
    it(`lets be ${JSON.stringify(container)} on ${JSON.stringify(platform)}`, () => {
      assert.equal(containerPlatformProblem([{ name: "app", ...container }], platform), undefined);
    });
  }

  const faults: [Container, typeof FARGATE, string, string][] = [
    [
      { privileged: true },
      FARGATE,
      "privileged",
      "'privileged' of container 'app' must be false on Fargate, got true; leave it out",
    ],
    [
      { startTimeout: 0 },
      FARGATE,
      "startTimeout",
      "'startTimeout' of container 'app' must be a whole number from 2 to 120 seconds on Fargate, got 0; 30 works",
    ],
    [
      { capabilities: { add: ["NET_ADMIN"] } },
      FARGATE,
      "capabilities.add",
      `'capabilities.add' of container 'app' may hold SYS_PTRACE alone on Fargate, got "NET_ADMIN"; leave it out`,
    ],
    [
      { gpuCount: 1 },
      FARGATE,
      "gpuCount",
      "'gpuCount' of container 'app' is not for Fargate, got 1; leave it out, or run the task on instances",
    ],
    [
      { linuxParameters: { sharedMemorySize: 64 } },
      FARGATE,
      "linuxParameters.sharedMemorySize",
      "'linuxParameters.sharedMemorySize' of container 'app' is not for Fargate; leave it out",
    ],
    [
      { gpuCount: 0 },
      INSTANCES,
      "gpuCount",
      "'gpuCount' of container 'app' must be a whole number of at least 1, got 0; leave it out for none",
    ],
    [
      { gpuCount: 2 ** 31 },
      INSTANCES,
      "gpuCount",
      "'gpuCount' of container 'app' must be a whole number of at most 2147483647, got 2147483648; leave it out for none",
    ],
    [
      { stopTimeout: -1 },
      INSTANCES,
      "stopTimeout",
      "'stopTimeout' of container 'app' must be a whole number of at least 0 seconds, got -1; 30 works",
    ],
    [
      { linuxParameters: { swappiness: 101 } },
      INSTANCES,
      "linuxParameters.swappiness",
      "'linuxParameters.swappiness' of container 'app' must be a whole number from 0 to 100, got 101; 100 works",
    ],
    [
      { readonlyRootFilesystem: true },
      WINDOWS,
      "readonlyRootFilesystem",
      "'readonlyRootFilesystem' of container 'app' is not for Windows; leave it out",
    ],
  ];
  for (const [container, platform, path, reason] of faults) {
    it(`refuses ${JSON.stringify(container)} on ${JSON.stringify(platform)}`, () => {
      const containers = [{ name: "other" }, { name: "app", ...container }];
      assert.deepEqual(containerPlatformProblem(containers, platform), {
        path: `containers[1].${path}`,
        reason,
      });
    });
  }
});
