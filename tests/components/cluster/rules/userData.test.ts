import assert from "node:assert/strict";

import { userData, userDataProblem } from "../../../../components/cluster/rules/userData.js";

const group = { name: "workers", instanceTypes: ["m7i.large"], minSize: 0, maxSize: 2 };

describe("userData", () => {
  it("joins the cluster by a shell script", () => {
    assert.equal(
      userData(group, "platform-1"),
      `#!/bin/bash
cat >> /etc/ecs/ecs.config <<'CONFIG'
ECS_CLUSTER=platform-1
ECS_AWSVPC_BLOCK_IMDS=true
CONFIG
`,
    );
  });

  it("tells the agent of GPUs, Spot and a warm pool, and goes on with the extension", () => {
    assert.equal(
      userData({ ...group, gpu: true, spot: {}, warmPool: {} }, "platform-1", "dnf install -y jq"),
      `#!/bin/bash
cat >> /etc/ecs/ecs.config <<'CONFIG'
ECS_CLUSTER=platform-1
ECS_AWSVPC_BLOCK_IMDS=true
ECS_ENABLE_GPU_SUPPORT=true
ECS_ENABLE_SPOT_INSTANCE_DRAINING=true
ECS_WARM_POOLS_CHECK=true
CONFIG
dnf install -y jq
`,
    );
  });

  it("joins the cluster by Bottlerocket's settings", () => {
    const bottlerocket = { ...group, operatingSystem: "Bottlerocket" } as const;
    assert.equal(userData(bottlerocket, "p"), '[settings.ecs]\ncluster = "p"\n');
    assert.equal(
      userData({ ...bottlerocket, spot: {}, warmPool: {} }, "p", "[settings.ntp]"),
      `[settings.ecs]
cluster = "p"
enable-spot-instance-draining = true
[settings.autoscaling]
should-wait = true
[settings.ntp]
`,
    );
  });

  it("refuses an extension that EC2 has no room for, by bytes", () => {
    assert.equal(userDataProblem("x".repeat(15_360), "userData"), undefined);
    assert.deepEqual(userDataProblem("é".repeat(7_681), "userData"), {
      path: "userData",
      reason: `'userData' must have at most 15360 bytes, got 15362; a line that fetches a longer script from S3 works`,
    });
  });
});
