import assert from "node:assert/strict";

import type { CapacityAttachment } from "../../../../components/cluster/attachment/attachCapacity.js";
import { attachCapacity } from "../../../../components/cluster/attachment/attachCapacity.js";
import { capacityAttachmentProvider } from "../../../../components/cluster/attachment/capacityAttachmentProvider.js";
import type { FakeAnswers, FakeAws } from "../../support/fakeAws.js";
import { fakeAws, refusal } from "../../support/fakeAws.js";

const on = (capacityProvider: string) => [{ capacityProvider, weight: 1 }];
const attachment: CapacityAttachment = {
  region: "eu-west-1",
  cluster: "platform",
  timeoutSeconds: 60,
  capacityProviders: ["FARGATE", "workers"],
  defaultCapacityProviderStrategies: on("workers"),
  detachedCapacityProviders: ["FARGATE_SPOT"],
};
const found = (capacityProviders: string[], strategy: string) => ({
  clusters: [
    { status: "ACTIVE", capacityProviders, defaultCapacityProviderStrategy: on(strategy) },
  ],
});
const before = found(["FARGATE", "FARGATE_SPOT", "other"], "FARGATE_SPOT");
const after = found(["FARGATE", "other", "workers"], "workers");
const inUse = refusal("ResourceInUseException", "in use");

describe("providers of Fargate that a cluster shall not have", () => {
  let aws: FakeAws | undefined;
  afterEach(async () => {
    await aws?.stop();
    aws = undefined;
  });

  async function written(answers: FakeAnswers) {
    const fake = await fakeAws(answers);
    aws = fake;
    await attachCapacity(attachment, 1);
    return fake.calls
      .filter(({ action }) => action === "PutClusterCapacityProviders")
      .map(({ parameters }) => parameters);
  }

  it("are detached with the same call that attaches, and what others attached stays", async () => {
    const answers = { DescribeClusters: [before, after], PutClusterCapacityProviders: [{}] };
    assert.deepEqual(await written(answers), [
      {
        cluster: "platform",
        capacityProviders: ["FARGATE", "other", "workers"],
        defaultCapacityProviderStrategy: on("workers"),
      },
    ]);
  });

  it("are waited for while tasks on them end", async () => {
    const answers = {
      ListServices: [{ serviceArns: [] }],
      ListTasks: [{ taskArns: [] }],
      DescribeClusters: [before, before, after],
      PutClusterCapacityProviders: [inUse, {}],
    };
    assert.equal((await written(answers)).length, 2);
  });

  it("are not waited for while a service asks for them, which waits for the cluster itself", async () => {
    const service = { serviceName: "orders", status: "ACTIVE" };
    const answers = {
      ListServices: [{ serviceArns: ["arn:aws:ecs:eu-west-1:1:service/platform/orders"] }],
      DescribeServices: [
        { services: [{ ...service, capacityProviderStrategy: on("FARGATE_SPOT") }] },
      ],
      ListTasks: [{ taskArns: [] }],
      DescribeClusters: [before],
      PutClusterCapacityProviders: [inUse],
    };
    await assert.rejects(written(answers), {
      message: `cluster "platform": capacity provider "FARGATE_SPOT" is in use and stays attached: service "orders" asks for it; give what asks for it other 'capacityProviderStrategies', then run the update again`,
    });
  });

  it("make an update when they change, and none where an older state has no such list", async () => {
    const { detachedCapacityProviders, ...older } = attachment;
    const changed = await capacityAttachmentProvider.diff("platform", older, attachment);
    assert.deepEqual([detachedCapacityProviders?.length, changed.changes], [1, true]);
    const same = await capacityAttachmentProvider.diff("platform", older, older);
    assert.equal(same.changes, false);
  });
});
