import assert from "node:assert/strict";

import { capacityDetachmentProvider } from "../../../components/cluster/attachment/capacityAttachmentProvider.js";
import { providerPolling } from "../../../components/service/deployment/codeDeployProvider.js";
import { dynamicAccess } from "../../../components/dynamic/dynamicAccess.js";
import { taskRunProvider } from "../../../components/task/taskRunProvider.js";
import type { FakeAnswers } from "../support/fakeAws.js";
import { fakeAws } from "../support/fakeAws.js";
import { stsAnswers } from "../support/fakeSts.js";

const ROLES = JSON.stringify([{ roleArn: "arn:aws:iam::210987654321:role/deploy" }]);
const ARN = "arn:aws:ecs:eu-west-1:210987654321";

/** What Pulumi's dynamic provider gives: the whole configuration of the stack. */
function configuration(values: Record<string, string>) {
  const get = (key: string) => values[key];
  return { config: { get, require: (key: string) => values[key] ?? "" } };
}

describe("how the provider of a dynamic resource reaches AWS", () => {
  const place = { region: "eu-west-1", profile: "old" };

  it("is by the profile in the inputs, where Pulumi gives no configuration", () => {
    const { profile, credentials } = dynamicAccess().withConnection(place);
    assert.deepEqual([profile, credentials], ["old", undefined]);
  });

  it("is by the stack's configuration of today, which no state has", async () => {
    const access = dynamicAccess();
    await access.configure(
      configuration({
        "aws:profile": "new",
        "aws:accessKey": "key",
        "aws:secretKey": "secret",
        "aws:endpoints": '[{"ecs":"http://ecs"}]',
        "orders:token": "other",
      }),
    );
    const { region, profile, credentials, endpoints } = access.withConnection(place);
    assert.deepEqual(
      { region, profile, credentials, endpoints },
      {
        region: "eu-west-1",
        profile: "new",
        credentials: { accessKeyId: "key", secretAccessKey: "secret" },
        endpoints: { ecs: "http://ecs" },
      },
    );
  });

  it("is by an explicit provider alone, where there is one", async () => {
    const access = dynamicAccess();
    await access.configure(configuration({ "aws:assumeRoles": ROLES, "aws:profile": "new" }));
    const connection = access.withConnection({
      ...place,
      settings: { accessKey: "a", secretKey: "s" },
    });
    assert.deepEqual(
      [connection.profile, connection.credentials],
      [undefined, { accessKeyId: "a", secretAccessKey: "s" }],
    );
  });

  it("is no way at all where the settings cannot be followed", async () => {
    const access = dynamicAccess();
    await access.configure(configuration({ "aws:assumeRoles": "[{}]" }));
    assert.throws(() => access.withConnection(place), {
      message: "'aws:assumeRoles[0]' needs 'roleArn'",
    });
  });
});

describe("dynamic resources of a stack that takes on a role", () => {
  async function keys(answers: FakeAnswers, act: () => Promise<unknown>) {
    const aws = await fakeAws({ ...stsAnswers(), ...answers });
    await act().finally(() => aws.stop());
    return aws.calls.map(({ action, accessKey }) => `${action} ${accessKey}`);
  }
  const stack = configuration({ "aws:assumeRoles": ROLES });
  const nothing = configuration({});

  it("run a task in the role's account", async () => {
    const task = {
      taskArn: `${ARN}:task/platform/1`,
      lastStatus: "STOPPED",
      containers: [{ name: "migrate", exitCode: 0 }],
    };
    const run = {
      region: "eu-west-1",
      cluster: `${ARN}:cluster/platform`,
      taskDefinition: `${ARN}:task-definition/orders:1`,
      container: "migrate",
      capacityProviderStrategies: [],
      networkConfiguration: { subnets: [], securityGroups: [], assignPublicIp: false },
      timeoutSeconds: 60,
    };
    await taskRunProvider.configure(stack);
    const calls = await keys(
      { RunTask: [{ tasks: [task] }], DescribeTasks: [{ tasks: [task] }] },
      () => taskRunProvider.create(run).finally(() => taskRunProvider.configure(nothing)),
    );
    assert.deepEqual(calls, [
      "AssumeRole test",
      "RunTask key-of-deploy",
      "DescribeTasks key-of-deploy",
    ]);
  });

  it("detach capacity there, also with the inputs of an older version", async () => {
    const cluster = { status: "ACTIVE", capacityProviders: ["FARGATE"] };
    await capacityDetachmentProvider.configure(stack);
    const detachment = { region: "eu-west-1", cluster: "platform", timeoutSeconds: 1 };
    const calls = await keys({ DescribeClusters: [{ clusters: [cluster] }] }, () =>
      capacityDetachmentProvider
        .delete("id", { ...detachment, capacityProvider: "old" })
        .finally(() => capacityDetachmentProvider.configure(nothing)),
    );
    assert.deepEqual(calls, ["AssumeRole test", "DescribeClusters key-of-deploy"]);
  });

  it("deploy by CodeDeploy there", async () => {
    const provider = providerPolling(1);
    await provider.configure(stack);
    const run = {
      region: "eu-west-1",
      applicationName: "orders",
      deploymentGroupName: "orders",
      appSpec: "{}",
      cluster: `${ARN}:cluster/platform`,
      service: "orders",
      timeoutMinutes: 1,
      wait: false,
    };
    const calls = await keys({ CreateDeployment: [{ deploymentId: "d-1" }] }, async () => {
      const { outs } = await provider.update("id", run, run);
      assert.deepEqual(outs, { ...run, deploymentId: "d-1" });
    });
    assert.deepEqual(calls, ["AssumeRole test", "CreateDeployment key-of-deploy"]);
  });
});
