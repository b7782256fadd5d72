import assert from "node:assert/strict";

import { instanceGroupsProblem } from "../../../../components/cluster/rules/instanceGroupRules.js";
import type { InstanceGroupArgs } from "../../../../components/cluster/args/instanceGroupArgs.js";

const group: InstanceGroupArgs = {
  name: "workers",
  instanceTypes: ["m7i.large"],
  minSize: 0,
  maxSize: 4,
};

const least = { vcpuCount: { min: 2 }, memoryMib: { min: 4096 } };

describe("instanceGroupRules", () => {
  const legal: [string, Partial<Record<keyof InstanceGroupArgs, unknown>>][] = [
    ["a plain group", {}],
    ["one instance for good", { minSize: 1, maxSize: 1, desiredCapacity: 1 }],
    ["forty types", { instanceTypes: Array.from({ length: 40 }, (_, i) => `m7i.${i + 1}xlarge`) }],
    ["arm64", { architecture: "arm64", instanceTypes: ["m7g.large", "m6g.large"] }],
    ["a GPU", { gpu: true, instanceTypes: ["g5.xlarge"] }],
    [
      "a GPU on arm64",
      {
        gpu: true,
        instanceTypes: ["g5g.xlarge"],
        architecture: "arm64",
        operatingSystem: "Bottlerocket",
      },
    ],
    ["requirements", { instanceTypes: undefined, instanceRequirements: least }],
    [
      "requirements for arm64",
      {
        instanceTypes: undefined,
        architecture: "arm64",
        instanceRequirements: { ...least, cpuManufacturers: ["amazon-web-services"] },
      },
    ],
    ["Spot", { spot: { onDemandBaseCapacity: 1, onDemandPercentage: 100 } }],
    [
      "a warm pool",
      { warmPool: { minSize: 1, maxGroupPreparedCapacity: 1, poolState: "Running" } },
    ],
    [
      "scaling in large steps",
      { instanceWarmupSeconds: 0, minimumScalingStepSize: 10_000, maxInstanceLifetimeDays: 365 },
    ],
    ["a large volume", { rootVolumeSizeGiB: 65_536, managedScalingTargetPercent: 1 }],
  ];
  for (const [what, fields] of legal) {
    it(`takes ${what}`, () => {
      const lawful = { ...group, ...fields } as InstanceGroupArgs;
      assert.equal(instanceGroupsProblem([lawful], "groups"), undefined);
    });
  }

  const faults: [Partial<Record<keyof InstanceGroupArgs, unknown>>, string, string][] = [
    [
      { name: "my group" },
      "name",
      `'name' must start with a letter and hold letters, digits and single hyphens, got "my group"; "orders" works`,
    ],
    [
      { name: "fargate" },
      "name",
      `'name' must not be a Fargate provider's, got "fargate"; "workers" works`,
    ],
    [
      { instanceWarmupSeconds: 10_001 },
      "instanceWarmupSeconds",
      "'instanceWarmupSeconds' must be a whole number from 0 to 10000, got 10001; 0 works",
    ],
    [
      { minimumScalingStepSize: 0 },
      "minimumScalingStepSize",
      "'minimumScalingStepSize' must be a whole number from 1 to 10000, got 0; 1 works",
    ],
    [
      { minimumScalingStepSize: 5, maximumScalingStepSize: 4 },
      "maximumScalingStepSize",
      "'maximumScalingStepSize' must be a whole number from 5 to 10000, got 4; 5 works",
    ],
    [
      { maxInstanceLifetimeDays: 366 },
      "maxInstanceLifetimeDays",
      "'maxInstanceLifetimeDays' must be a whole number from 1 to 365, got 366; 1 works",
    ],
    [
      { instanceTypes: undefined },
      "instanceTypes",
      `a group has either 'instanceTypes' or 'instanceRequirements', got neither; instanceTypes ["m7i.large"] works`,
    ],
    [
      { instanceRequirements: least },
      "instanceTypes",
      `a group has either 'instanceTypes' or 'instanceRequirements', got both; instanceTypes ["m7i.large"] works`,
    ],
    [
      {
        instanceTypes: undefined,
        instanceRequirements: { ...least, cpuManufacturers: ["intel", "amazon-web-services"] },
      },
      "instanceRequirements.cpuManufacturers",
      `'instanceRequirements.cpuManufacturers' must fit 'architecture' "amd64", got "amazon-web-services"; "intel" or "amd" works`,
    ],
    [
      { instanceTypes: [] },
      "instanceTypes",
      `'instanceTypes' must hold 1 to 40 types, got 0; ["m7i.large"] works`,
    ],
    [
      { instanceTypes: Array.from({ length: 41 }, (_, i) => `m7i.${i + 1}xlarge`) },
      "instanceTypes",
      `'instanceTypes' must hold 1 to 40 types, got 41; ["m7i.large"] works`,
    ],
    [
      { instanceTypes: ["m7i.large", "large"] },
      "instanceTypes[1]",
      `'instanceTypes' must hold EC2 instance types, got "large"; "m7i.large" works`,
    ],
    [
      { instanceTypes: ["m7i.large", "m7i.large"] },
      "instanceTypes[1]",
      `each instance type may stand once, got "m7i.large" twice`,
    ],
    [
      { instanceTypes: ["m7g.large"] },
      "instanceTypes[0]",
      "'architecture' is amd64 and m7g.large is arm64; give a group each architecture that tasks are built for",
    ],
    [
      { gpu: true },
      "instanceTypes[0]",
      `'gpu' needs instance types with an NVIDIA GPU, got "m7i.large"; "g5.xlarge" works`,
    ],
    [
      { gpu: true, architecture: "arm64", instanceTypes: ["g5g.xlarge"] },
      "operatingSystem",
      `'gpu' on arm64 has no AL2023 image, got operatingSystem "AL2023"; "Bottlerocket" works`,
    ],
    [
      { minSize: -1 },
      "minSize",
      "'minSize' must be a whole number from 0 to 10000, got -1; 0 works",
    ],
    [{ maxSize: 0 }, "maxSize", "'maxSize' must be a whole number from 1 to 10000, got 0; 1 works"],
    [{ minSize: 5 }, "maxSize", "'maxSize' must be a whole number from 5 to 10000, got 4; 5 works"],
    [
      { desiredCapacity: 5 },
      "desiredCapacity",
      "'desiredCapacity' must be a whole number from 0 to 4, got 5; 0 works",
    ],
    [
      { managedScalingTargetPercent: 0 },
      "managedScalingTargetPercent",
      "'managedScalingTargetPercent' must be a whole number from 1 to 100, got 0; 1 works",
    ],
    [
      { managedScalingTargetPercent: 101 },
      "managedScalingTargetPercent",
      "'managedScalingTargetPercent' must be a whole number from 1 to 100, got 101; 1 works",
    ],
    [
      { spot: { onDemandBaseCapacity: 0.5 } },
      "spot.onDemandBaseCapacity",
      "'spot.onDemandBaseCapacity' must be a whole number from 0 to 10000, got 0.5; 0 works",
    ],
    [
      { spot: { onDemandPercentage: 101 } },
      "spot.onDemandPercentage",
      "'spot.onDemandPercentage' must be a whole number from 0 to 100, got 101; 0 works",
    ],
    [
      { rootVolumeSizeGiB: 29 },
      "rootVolumeSizeGiB",
      "'rootVolumeSizeGiB' must be a whole number from 30 to 65536, got 29; 30 works",
    ],
    [
      { warmPool: {}, spot: {} },
      "warmPool",
      "'warmPool' takes no Spot Instances; leave out 'warmPool' or 'spot'",
    ],
    [
      { warmPool: { minSize: -1 } },
      "warmPool.minSize",
      "'warmPool.minSize' must be a whole number from 0 to 10000, got -1; 0 works",
    ],
    [
      { warmPool: { minSize: 3, maxGroupPreparedCapacity: 2 } },
      "warmPool.maxGroupPreparedCapacity",
      "'warmPool.maxGroupPreparedCapacity' must be a whole number from 3 to 10000, got 2; 3 works",
    ],
  ];
  for (const [fields, path, reason] of faults) {
    it(`refuses ${JSON.stringify(fields).slice(0, 80)}`, () => {
      const faulty = { ...group, ...fields } as InstanceGroupArgs;
      assert.deepEqual(instanceGroupsProblem([{ ...group, name: "other" }, faulty], "groups"), {
        path: `groups[1].${path}`,
        reason: `'groups': ${reason}`,
      });
    });
  }

  it("refuses two groups of one name", () => {
    assert.deepEqual(instanceGroupsProblem([group, group], "groups"), {
      path: "groups[1].name",
      reason: `'groups': each group has a 'name' of its own, got "workers" twice`,
    });
  });
});
