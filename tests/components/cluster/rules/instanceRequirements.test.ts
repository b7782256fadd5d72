import assert from "node:assert/strict";

import type { InstanceRequirementsArgs } from "../../../../components/cluster/args/instanceRequirementsArgs.js";
import {
  groupRequirements,
  instanceRequirementsProblem,
} from "../../../../components/cluster/rules/instanceRequirements.js";

const least = { vcpuCount: { min: 2 }, memoryMib: { min: 4096 } };
const fault = (fields: Partial<InstanceRequirementsArgs>) =>
  instanceRequirementsProblem({ ...least, ...fields }, "requirements");

describe("requirements of instances", () => {
  it("are fine with the least, and with everything", () => {
    assert.equal(fault({}), undefined);
    assert.equal(fault({ excludedInstanceTypes: Array<string>(400).fill("t3.*") }), undefined);
    const range = { min: 0, max: 8 };
    const everything: Partial<InstanceRequirementsArgs> = {
      vcpuCount: { min: 2, max: 2 },
      memoryGibPerVcpu: { min: 0.5, max: 7.5 },
      acceleratorCount: range,
      acceleratorTotalMemoryMib: range,
      baselineEbsBandwidthMbps: range,
      networkBandwidthGbps: { min: 0.1 },
      networkInterfaceCount: range,
      totalLocalStorageGb: { max: 0.5, min: 0.5 },
      acceleratorManufacturers: ["nvidia"],
      acceleratorNames: ["a10g"],
      acceleratorTypes: ["gpu"],
      allowedInstanceTypes: ["m7i.*", "c7i.large", "*"],
      cpuManufacturers: ["intel", "amd", "amazon-web-services"],
      instanceGenerations: ["current"],
      localStorageTypes: ["ssd"],
      bareMetal: "included",
      burstablePerformance: "required",
      localStorage: "excluded",
      maxSpotPriceAsPercentageOfOptimalOnDemandPrice: 60,
      onDemandMaxPricePercentageOverLowestPrice: 20,
      requireHibernateSupport: false,
    };
    assert.equal(fault(everything), undefined);
  });

  const cases: [Partial<InstanceRequirementsArgs>, string, string][] = [
    [
      { vcpuCount: { min: 1.5 } },
      "vcpuCount.min",
      `'vcpuCount.min' must be a whole number from 0 to 2147483647, got 1.5; 1 works`,
    ],
    [
      { memoryGibPerVcpu: { max: -1 } },
      "memoryGibPerVcpu.max",
      `'memoryGibPerVcpu.max' must be a number from 0 to 2147483647, got -1; 1 works`,
    ],
    [
      { vcpuCount: { min: 2, max: 1e16 } },
      "vcpuCount.max",
      `'vcpuCount.max' must be a whole number from 0 to 2147483647, got 10000000000000000; 1 works`,
    ],
    [
      { spotMaxPricePercentageOverLowestPrice: -1 },
      "spotMaxPricePercentageOverLowestPrice",
      `'spotMaxPricePercentageOverLowestPrice' must be a whole number from 0 to 2147483647, got -1; 100 works`,
    ],
    [
      { onDemandMaxPricePercentageOverLowestPrice: 0.5 },
      "onDemandMaxPricePercentageOverLowestPrice",
      `'onDemandMaxPricePercentageOverLowestPrice' must be a whole number from 0 to 2147483647, got 0.5; 100 works`,
    ],
    [
      { memoryMib: { min: 4096, max: 2048 } },
      "memoryMib.max",
      `'memoryMib.max' must be at least 'min' 4096, got 2048; 4096 works`,
    ],
    [
      { allowedInstanceTypes: ["m7i.*", "M7i"] },
      "allowedInstanceTypes[1]",
      `'allowedInstanceTypes' must hold instance types or patterns of them, got "M7i"; "m7i.*" works`,
    ],
    [
      { excludedInstanceTypes: Array.from({ length: 401 }, () => "t3.*") },
      "excludedInstanceTypes",
      `'excludedInstanceTypes' must hold at most 400 types, got 401; a pattern such as "m7i.*" works`,
    ],
    [
      { allowedInstanceTypes: ["m7i.*"], excludedInstanceTypes: ["t3.*"] },
      "excludedInstanceTypes",
      `'excludedInstanceTypes' does not go with 'allowedInstanceTypes'; leave one out`,
    ],
    [
      {
        maxSpotPriceAsPercentageOfOptimalOnDemandPrice: 50,
        spotMaxPricePercentageOverLowestPrice: 50,
      },
      "spotMaxPricePercentageOverLowestPrice",
      `'spotMaxPricePercentageOverLowestPrice' does not go with 'maxSpotPriceAsPercentageOfOptimalOnDemandPrice'; leave one out`,
    ],
  ];
  for (const [fields, field, reason] of cases) {
    it(`are refused: ${reason}`, () => {
      assert.deepEqual(fault(fields), { path: `requirements.${field}`, reason });
    });
  }
});

describe("requirements of an instance group", () => {
  it("fit the group's image", () => {
    assert.equal(groupRequirements({}), undefined);
    const instanceRequirements = least;
    assert.deepEqual(groupRequirements({ instanceRequirements }), {
      ...least,
      cpuManufacturers: ["intel", "amd"],
    });
    assert.deepEqual(groupRequirements({ instanceRequirements, architecture: "arm64" }), {
      ...least,
      cpuManufacturers: ["amazon-web-services"],
    });
    const given: InstanceRequirementsArgs = {
      ...least,
      cpuManufacturers: ["amd"],
      acceleratorCount: { min: 4 },
    };
    assert.deepEqual(groupRequirements({ instanceRequirements: given, gpu: true }), {
      ...given,
      acceleratorManufacturers: ["nvidia"],
      acceleratorTypes: ["gpu"],
    });
  });
});
