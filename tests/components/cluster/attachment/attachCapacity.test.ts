import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";

import { notCancelled } from "../../../../components/dynamic/cancellation.js";
import type {
  CapacityAttachment,
  CapacityDetachment,
} from "../../../../components/cluster/attachment/attachCapacity.js";
import {
  attachCapacity,
  detachCapacity,
} from "../../../../components/cluster/attachment/attachCapacity.js";
import type { FakeAnswers, FakeAws } from "../../support/fakeAws.js";
import { fakeAws, refusal } from "../../support/fakeAws.js";

const place = { region: "eu-west-1", cluster: "platform", timeoutSeconds: 60 };
const strategy = (capacityProvider: string) => [{ capacityProvider, weight: 1 }];
const attachment: CapacityAttachment = {
  ...place,
  capacityProviders: ["FARGATE", "new"],
  defaultCapacityProviderStrategies: strategy("new"),
};
const detachment: CapacityDetachment = { ...place, capacityProvider: "old" };
const found = (capacityProviders: string[], on: string, more: object = {}) => ({
  clusters: [
    {
      status: "ACTIVE",
      capacityProviders,
      defaultCapacityProviderStrategy: strategy(on),
      ...more,
    },
  ],
});
const inUse = refusal("ResourceInUseException", "in use");
const busy = refusal("UpdateInProgressException", "busy");
const nobody = { ListServices: [{ serviceArns: [] }], ListTasks: [{ taskArns: [] }] };

describe("capacity providers of a cluster, attached and detached", () => {
  let aws: FakeAws | undefined;
  afterEach(async () => {
    await aws?.stop();
    aws = undefined;
  });

  async function calls(answers: FakeAnswers, act: () => Promise<void>) {
    const fake = await fakeAws(answers);
    aws = fake;
    await act();
    return fake.calls
      .filter(({ action }) => action === "PutClusterCapacityProviders")
      .map(({ parameters }) => parameters);
  }

  it("attaches beside what is attached, and waits until ECS has", async () => {
    const answers = {
      DescribeClusters: [
        found(["FARGATE", "old"], "old"),
        found(["FARGATE", "old", "new"], "new", { attachmentsStatus: "UPDATE_IN_PROGRESS" }),
        found(["FARGATE", "old", "new"], "new", { attachmentsStatus: "UPDATE_COMPLETE" }),
      ],
      PutClusterCapacityProviders: [{}],
    };
    assert.deepEqual(await calls(answers, () => attachCapacity(attachment, 1)), [
      {
        cluster: "platform",
        capacityProviders: ["FARGATE", "old", "new"],
        defaultCapacityProviderStrategy: strategy("new"),
      },
    ]);
    assert.equal(aws?.calls.at(-1)?.action, "DescribeClusters");
  });

  it("writes nothing when all is as it shall be", async () => {
    const answers = { DescribeClusters: [found(["FARGATE", "old", "new"], "new")] };
    assert.deepEqual(await calls(answers, () => attachCapacity(attachment, 1)), []);
  });

  it("gives up when the update is cancelled, after one more look", async () => {
    const answers = {
      DescribeClusters: [found(["FARGATE"], "FARGATE")],
      PutClusterCapacityProviders: [busy],
    };
    const cancelled = new AbortController();
    const cancellation = { ...notCancelled(), signal: cancelled.signal };
    const tries = calls(answers, async () => {
      const attaching = attachCapacity(attachment, 3_600_000, cancellation);
      const refused = assert.rejects(attaching, {
        message: 'cluster "platform": the update was cancelled: busy',
      });
      while (aws?.calls.at(-1)?.action !== "PutClusterCapacityProviders") await setImmediate();
      cancelled.abort();
      await refused;
    });
    assert.equal((await tries).length, 2);
  });

  it("leaves a cluster of that name in another account alone", async () => {
    const arn = (account: string) => `arn:aws:ecs:eu-west-1:${account}:cluster/platform`;
    const mine = { clusterArn: arn("210987654321") };
    const there = {
      DescribeClusters: [found(["FARGATE", "old"], "old", { clusterArn: arn("1") })],
    };
    const text = `cluster "platform": %: the credentials reach ${arn("1")}, and the cluster is ${mine.clusterArn}`;
    const [attached, detached] = [
      "the capacity providers could not be attached",
      'capacity provider "old" could not be detached',
    ].map((problem) => text.replace("%", problem));
    aws = await fakeAws(there);
    await assert.rejects(attachCapacity({ ...attachment, ...mine }, 1), { message: attached });
    await assert.rejects(detachCapacity({ ...detachment, ...mine }, 1), { message: detached });
    assert.deepEqual(
      aws.calls.map(({ action }) => action),
      ["DescribeClusters", "DescribeClusters"],
    );
  });

  it("tries again while ECS updates the cluster", async () => {
    const answers = {
      DescribeClusters: [
        found(["FARGATE"], "FARGATE"),
        found(["FARGATE"], "FARGATE"),
        found(["FARGATE", "new"], "new"),
      ],
      PutClusterCapacityProviders: [busy, {}],
    };
    assert.equal((await calls(answers, () => attachCapacity(attachment, 1))).length, 2);
  });

  it("fails with the reason when ECS cannot attach a group, and when there is no cluster", async () => {
    const details = [{ name: "statusReason", value: "no such Auto Scaling group" }];
    const failed = { attachmentsStatus: "UPDATE_FAILED", attachments: [{ details }] };
    const attach = () => attachCapacity(attachment, 1);
    await assert.rejects(
      calls({ DescribeClusters: [found(["FARGATE", "new"], "new", failed)] }, attach),
      {
        message: `cluster "platform": the capacity providers could not be attached: no such Auto Scaling group`,
      },
    );
    await aws?.stop();
    await assert.rejects(calls({ DescribeClusters: [{ clusters: [] }] }, attach), {
      message: `cluster "platform": the capacity providers could not be attached: the cluster does not exist`,
    });
  });

  it("fails at once when it may not", async () => {
    const answers = { DescribeClusters: [found(["FARGATE"], "FARGATE")] };
    await assert.rejects(
      calls(answers, () => attachCapacity(attachment, 1)),
      {
        message: `cluster "platform": the capacity providers could not be attached: PutClusterCapacityProviders is not allowed`,
      },
    );
  });

  it("pain 6: detaches as soon as the tasks of services that left have ended", async () => {
    const answers = {
      ...nobody,
      DescribeClusters: [
        found(["FARGATE", "old", "new"], "new"),
        found(["FARGATE", "old", "new"], "new"),
        found(["FARGATE", "old", "new"], "new"),
        found(["FARGATE", "new"], "new"),
      ],
      PutClusterCapacityProviders: [inUse, inUse, {}],
    };
    const puts = await calls(answers, () => detachCapacity(detachment, 1));
    assert.equal(puts.length, 3);
    assert.deepEqual(puts[2], {
      cluster: "platform",
      capacityProviders: ["FARGATE", "new"],
      defaultCapacityProviderStrategy: strategy("new"),
    });
  });

  it("pain 6: names the service that asks for the provider, instead of waiting", async () => {
    const service = { serviceName: "orders", status: "ACTIVE" };
    const answers = {
      ...nobody,
      ListServices: [{ serviceArns: ["arn:aws:ecs:eu-west-1:1:service/platform/orders"] }],
      DescribeServices: [{ services: [{ ...service, capacityProviderStrategy: strategy("old") }] }],
      DescribeClusters: [found(["FARGATE", "old"], "FARGATE")],
      PutClusterCapacityProviders: [inUse],
    };
    await assert.rejects(
      calls(answers, () => detachCapacity(detachment, 60_000)),
      {
        message: `cluster "platform": capacity provider "old" is in use and stays attached: service "orders" asks for it; give what asks for it other 'capacityProviderStrategies', then run the update again`,
      },
    );
  });

  it("pain 6: gives up in the end, with the tasks that did not", async () => {
    const task = { taskArn: "arn:task", group: "family:report", capacityProviderName: "old" };
    const answers = {
      ListServices: [{ serviceArns: [] }],
      ListTasks: [{ taskArns: ["arn:task"] }],
      DescribeTasks: [{ tasks: [task] }],
      DescribeClusters: [found(["FARGATE", "old"], "FARGATE")],
      PutClusterCapacityProviders: [inUse],
    };
    await assert.rejects(
      calls(answers, () => detachCapacity({ ...detachment, timeoutSeconds: 0 }, 60_000)),
      {
        message: `cluster "platform": capacity provider "old" is in use after 0 s and stays attached: task arn:task runs on it; run the update again when these tasks have ended`,
      },
    );
  });

  it("says what else hinders it", async () => {
    const answers = { DescribeClusters: [found(["old"], "old")] };
    await assert.rejects(
      calls(answers, () => detachCapacity(detachment, 1)),
      {
        message: `cluster "platform": capacity provider "old" could not be detached: PutClusterCapacityProviders is not allowed`,
      },
    );
  });

  it("has nothing to detach where the provider or the cluster is gone", async () => {
    const detach = () => detachCapacity(detachment, 1);
    assert.deepEqual(await calls({ DescribeClusters: [found(["new"], "new")] }, detach), []);
    await aws?.stop();
    const inactive = { DescribeClusters: [{ clusters: [{ status: "INACTIVE" }] }] };
    assert.deepEqual(await calls(inactive, detach), []);
  });

  it("pain 6: detaches two providers one after the other, so that none comes back", async () => {
    const fake = await fakeAws({
      DescribeClusters: [
        found(["FARGATE", "old", "older"], "FARGATE"),
        found(["FARGATE", "older"], "FARGATE"),
        found(["FARGATE"], "FARGATE"),
      ],
      PutClusterCapacityProviders: [{}],
    });
    aws = fake;
    await Promise.all(
      ["old", "older"].map((capacityProvider) =>
        detachCapacity({ ...detachment, capacityProvider }, 1),
      ),
    );
    assert.deepEqual(
      fake.calls
        .slice(0, 4)
        .map(({ action, parameters }) => [action, parameters.capacityProviders]),
      [
        ["DescribeClusters", undefined],
        ["PutClusterCapacityProviders", ["FARGATE", "older"]],
        ["DescribeClusters", undefined],
        ["PutClusterCapacityProviders", ["FARGATE"]],
      ],
    );
  });
});
