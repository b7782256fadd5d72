import assert from "node:assert/strict";

import type { LinuxParametersSpec } from "../../../../components/taskDefinition/rules/linuxParameters.js";
import { linuxParametersProblem } from "../../../../components/taskDefinition/rules/linuxParameters.js";

describe("linuxParameters", () => {
  it("finds no fault in legal parameters", () => {
    const legal: LinuxParametersSpec = {
      devices: [
        { hostPath: "/dev/fuse" },
        { hostPath: "/dev/a", containerPath: "/dev/b", permissions: ["read", "write", "mknod"] },
      ],
      tmpfs: [
        { containerPath: "/tmp", size: 1, mountOptions: ["noexec"] },
        { containerPath: "/run", size: 64 },
      ],
      sharedMemorySize: 1,
      maxSwap: 0,
      swappiness: 100,
    };
    assert.equal(linuxParametersProblem("app", legal), undefined);
    assert.equal(linuxParametersProblem("app", {}), undefined);
  });

  const faults: [LinuxParametersSpec, string, string][] = [
    [
      { sharedMemorySize: 0 },
      "sharedMemorySize",
      "'linuxParameters.sharedMemorySize' of container 'app' must be a whole number of at least 1 MiB, got 0; 64 works",
    ],
    [
      { maxSwap: -1 },
      "maxSwap",
      "'linuxParameters.maxSwap' of container 'app' must be a whole number of at least 0 MiB, got -1; 64 works",
    ],
    [
      { swappiness: 0.5 },
      "swappiness",
      "'linuxParameters.swappiness' of container 'app' must be a whole number from 0 to 100, got 0.5; 64 works",
    ],
    [
      { tmpfs: [{ containerPath: "tmp", size: 1 }] },
      "tmpfs[0].containerPath",
      `'linuxParameters.tmpfs' of container 'app' must have an absolute 'containerPath', got "tmp"; "/tmp" works`,
    ],
    [
      {
        tmpfs: [
          { containerPath: "/tmp", size: 1 },
          { containerPath: "/tmp", size: 2 },
        ],
      },
      "tmpfs[1].containerPath",
      `'linuxParameters.tmpfs' of container 'app' must mount each path once, got "/tmp" twice; leave one out`,
    ],
    [
      { tmpfs: [{ containerPath: "/tmp", size: 0 }] },
      "tmpfs[0].size",
      `'size' of "/tmp" of container 'app' must be a whole number of at least 1 MiB, got 0; 64 works`,
    ],
    [
      { devices: [{ hostPath: "fuse" }] },
      "devices[0].hostPath",
      `'linuxParameters.devices' of container 'app' must have an absolute 'hostPath', got "fuse"; "/dev/fuse" works`,
    ],
    [
      { devices: [{ hostPath: "/dev/fuse", containerPath: "fuse" }] },
      "devices[0].containerPath",
      `'linuxParameters.devices' of container 'app' must have an absolute 'containerPath', got "fuse"; "/dev/fuse" works`,
    ],
    [
      { devices: [{ hostPath: "/dev/fuse", permissions: ["read", "exec"] }] },
      "devices[0].permissions",
      `'permissions' of device "/dev/fuse" of container 'app' must be read, write or mknod, got "exec"; leave it out for all three`,
    ],
  ];
  for (const [parameters, path, reason] of faults) {
    it(`refuses ${JSON.stringify(parameters)}`, () => {
      assert.deepEqual(linuxParametersProblem("app", parameters), {
        path: `linuxParameters.${path}`,
        reason,
      });
    });
  }
});
