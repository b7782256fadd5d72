import assert from "node:assert/strict";

import { ecsImageId, instanceVolumes } from "../../../../components/cluster/rules/ecsImage.js";
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
  ];
  for (const [platform, image] of images) {
    it(`finds the image of ${JSON.stringify(platform)}`, () => {
      assert.equal(ecsImageId({ ...group, ...platform }), image);
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
