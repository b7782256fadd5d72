import assert from "node:assert/strict";

import { ecsImageId, instanceVolumes } from "../../../../components/cluster/rules/ecsImage.js";
import type { AcceleratorManufacturer } from "../../../../components/cluster/args/instanceRequirementsArgs.js";
import type { InstanceGroupArgs } from "../../../../components/cluster/args/instanceGroupArgs.js";

const group = { name: "workers", instanceTypes: ["m7i.large"], minSize: 0, maxSize: 2 };
const AL2023 = "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023";
const BOTTLEROCKET = "resolve:ssm:/aws/service/bottlerocket/aws-ecs-2";

describe("ecsImage", () => {
  const images: [Partial<InstanceGroupArgs>, string][] = [
    [{}, `${AL2023}/recommended/image_id`],
    [{ architecture: "arm64" }, `${AL2023}/arm64/recommended/image_id`],
    [{ gpu: true }, `${AL2023}/gpu/recommended/image_id`],
    [{ operatingSystem: "Bottlerocket" }, `${BOTTLEROCKET}/x86_64/latest/image_id`],
    [
      { operatingSystem: "Bottlerocket", architecture: "arm64" },
      `${BOTTLEROCKET}/arm64/latest/image_id`,
    ],
    [
      { operatingSystem: "Bottlerocket", gpu: true, architecture: "arm64" },
      `${BOTTLEROCKET}-nvidia/arm64/latest/image_id`,
    ],
    [{ instanceTypes: ["g5.xlarge", "g6.xlarge"] }, `${AL2023}/gpu/recommended/image_id`],
    [{ instanceTypes: ["g5.xlarge"], gpu: false }, `${AL2023}/recommended/image_id`],
    [{ instanceTypes: ["g5.xlarge", "m7i.large"] }, `${AL2023}/recommended/image_id`],
    [{ instanceTypes: ["p2.xlarge"] }, `${AL2023}/recommended/image_id`],
    [
      { instanceTypes: ["g5g.xlarge"], architecture: "arm64" },
      `${AL2023}/arm64/recommended/image_id`,
    ],
    [
      { instanceTypes: ["g5g.xlarge"], architecture: "arm64", operatingSystem: "Bottlerocket" },
      `${BOTTLEROCKET}-nvidia/arm64/latest/image_id`,
    ],
    [{ instanceTypes: ["inf2.xlarge", "trn1.2xlarge"] }, `${AL2023}/neuron/recommended/image_id`],
    [
      { instanceTypes: ["inf2.xlarge"], operatingSystem: "Bottlerocket" },
      `${BOTTLEROCKET}/x86_64/latest/image_id`,
    ],
  ];
  for (const [platform, image] of images) {
    it(`finds the image of ${JSON.stringify(platform)}`, () => {
      assert.equal(ecsImageId({ ...group, ...platform }), image);
    });
  }

  const required: [AcceleratorManufacturer[], number, string][] = [
    [["nvidia"], 1, `${AL2023}/gpu/recommended/image_id`],
    [["nvidia"], 0, `${AL2023}/recommended/image_id`],
    [["nvidia", "amd"], 1, `${AL2023}/recommended/image_id`],
    [["amazon-web-services"], 1, `${AL2023}/neuron/recommended/image_id`],
  ];
  for (const [acceleratorManufacturers, min, image] of required) {
    it(`finds the image of ${min} accelerators of ${acceleratorManufacturers.join(" or ")}`, () => {
      const size = { vcpuCount: { min: 2 }, memoryMib: { min: 4096 } };
      const accelerators = { acceleratorManufacturers, acceleratorCount: { min } };
      const instanceRequirements = { ...size, ...accelerators };
      assert.equal(
        ecsImageId({ name: "workers", minSize: 0, maxSize: 2, instanceRequirements }),
        image,
      );
    });
  }

  it("sizes the volume that holds images and containers", () => {
    assert.deepEqual(instanceVolumes(group), [{ deviceName: "/dev/xvda", sizeGiB: 30 }]);
    assert.deepEqual(
      instanceVolumes({ ...group, operatingSystem: "Bottlerocket", rootVolumeSizeGiB: 100 }),
      [{ deviceName: "/dev/xvda" }, { deviceName: "/dev/xvdb", sizeGiB: 100 }],
    );
  });
});
