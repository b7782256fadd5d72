import assert from "node:assert/strict";

import type {
  CapacityAttachment,
  CapacityDetachment,
} from "../../../../components/cluster/attachment/attachCapacity.js";
import {
  capacityAttachmentProvider,
  capacityDetachmentProvider,
} from "../../../../components/cluster/attachment/capacityAttachmentProvider.js";
import { fakeAws } from "../../support/fakeAws.js";

const place = { region: "eu-west-1", cluster: "platform", timeoutSeconds: 60 };
const strategy = (capacityProvider: string) => [{ capacityProvider, weight: 1 }];
const attachment: CapacityAttachment = {
  ...place,
  capacityProviders: ["FARGATE", "new"],
  defaultCapacityProviderStrategies: strategy("new"),
};
const detachment: CapacityDetachment = { ...place, capacityProvider: "old" };

describe("the resources of a cluster's capacity", () => {
  const changes: [string, Partial<CapacityAttachment>, boolean, string[]][] = [
    ["nothing", {}, false, []],
    [
      "the order of keys",
      { defaultCapacityProviderStrategies: [{ weight: 1, capacityProvider: "new" }] },
      false,
      [],
    ],
    ["the providers", { capacityProviders: ["FARGATE"] }, true, []],
    ["the strategy", { defaultCapacityProviderStrategies: strategy("FARGATE") }, true, []],
    ["the profile", { profile: "team" }, true, []],
    ["the key of an explicit provider", { settings: { token: "new" } }, true, []],
    ["what an older version had not", { clusterArn: "arn" }, false, []],
    ["the cluster", { cluster: "other" }, true, ["cluster"]],
  ];
  for (const [what, change, expected, replaces] of changes) {
    it(`judge a change of ${what} of an attachment`, async () => {
      const answer = await capacityAttachmentProvider.diff("id", attachment, {
        ...attachment,
        ...change,
      });
      assert.deepEqual(answer, { changes: expected, replaces });
    });
  }

  it("replace a detachment with its provider, so that the old provider is detached", async () => {
    const diff = (news: Partial<CapacityDetachment>) =>
      capacityDetachmentProvider.diff("id", detachment, { ...detachment, ...news });
    assert.deepEqual(await diff({}), { changes: false, replaces: [] });
    assert.deepEqual(await diff({ timeoutSeconds: 1 }), { changes: true, replaces: [] });
    assert.deepEqual(await diff({ settings: { token: "new" } }), { changes: true, replaces: [] });
    assert.deepEqual(await diff({ clusterArn: "arn" }), { changes: false, replaces: [] });
    assert.deepEqual(await diff({ capacityProvider: "new" }), {
      changes: true,
      replaces: ["capacityProvider"],
    });
  });

  it("attach when made and updated, and detach when one is deleted", async () => {
    const cluster = {
      status: "ACTIVE",
      capacityProviders: ["FARGATE", "new"],
      defaultCapacityProviderStrategy: strategy("new"),
    };
    const aws = await fakeAws({ DescribeClusters: [{ clusters: [cluster] }] });
    try {
      assert.deepEqual(await capacityAttachmentProvider.create(attachment), {
        id: "platform",
        outs: attachment,
      });
      assert.deepEqual(await capacityAttachmentProvider.update("id", attachment, attachment), {
        outs: attachment,
      });
      assert.equal(aws.calls.length, 2);
      assert.deepEqual(await capacityDetachmentProvider.create(detachment), {
        id: "platform/old",
        outs: detachment,
      });
      const later = { ...detachment, timeoutSeconds: 1 };
      assert.deepEqual(await capacityDetachmentProvider.update("id", detachment, later), {
        outs: later,
      });
      assert.equal(aws.calls.length, 2);
      await capacityDetachmentProvider.delete("id", detachment);
      assert.equal(aws.calls.length, 3);
    } finally {
      await aws.stop();
    }
  });
});
