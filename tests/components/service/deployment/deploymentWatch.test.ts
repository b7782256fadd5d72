import assert from "node:assert/strict";

import type { AwsSettings } from "../../../../components/aws/providerSettings.js";
import type { WatchOptions } from "../../../../components/service/deployment/deploymentWatch.js";
import { DeploymentWatch } from "../../../../components/service/deployment/deploymentWatch.js";
import type { FakeAnswers, FakeAws } from "../../support/fakeAws.js";
import { fakeAws, refusal } from "../../support/fakeAws.js";
import { stsAnswers } from "../../support/fakeSts.js";

const ECS = "arn:aws:ecs:eu-west-1:123456789012";
const BEGAN = 1_700_000_000;
const target = {
  arn: `${ECS}:service/platform/orders`,
  cluster: `${ECS}:cluster/platform`,
  taskDefinition: `${ECS}:task-definition/orders:2`,
};

interface State {
  rolloutState?: string;
  /** Seconds after the update began. */
  after?: number;
  revision?: number;
  reason?: string;
}

function service({ rolloutState = "COMPLETED", after = 1, revision = 2, reason }: State = {}) {
  const taskDefinition = `${ECS}:task-definition/orders:${revision}`;
  const deployment = {
    id: "ecs-svc/2",
    status: "PRIMARY",
    createdAt: BEGAN + after,
    taskDefinition,
    rolloutState,
    rolloutStateReason: reason ?? `ECS deployment ecs-svc/2 ${rolloutState.toLowerCase()}.`,
  };
  return {
    serviceName: "orders",
    status: "ACTIVE",
    taskDefinition,
    desiredCount: 1,
    runningCount: rolloutState === "COMPLETED" ? 1 : 0,
    deployments: [deployment],
  };
}
const say = (state?: State) => ({ services: [service(state)] });
const BROKEN: State = {
  rolloutState: "FAILED",
  reason: "ECS deployment circuit breaker: tasks failed to start.",
};
const quiet: FakeAnswers = {
  ListTasks: [{ taskArns: [] }],
  ListServiceDeployments: [{ serviceDeployments: [] }],
};

describe("DeploymentWatch", () => {
  let aws: FakeAws | undefined;
  let warnings: string[];
  let told: string[];
  afterEach(() => aws?.stop());

  async function watch(
    answers: FakeAnswers,
    change: Partial<WatchOptions> = {},
    settings: AwsSettings = {},
  ) {
    warnings = [];
    told = [];
    aws = await fakeAws({ ...quiet, ...answers });
    return new DeploymentWatch(target, settings, {
      since: new Date(BEGAN * 1000),
      minutes: 1,
      warn: (text) => warnings.push(text),
      info: (text) => told.push(text),
      pollMilliseconds: 1,
      ...change,
    }).end();
  }
  const updates = () => aws?.calls.filter(({ action }) => action === "UpdateService") ?? [];

  it("ends when ECS calls the deployment complete, and not before", async () => {
    const under = { rolloutState: "IN_PROGRESS" };
    assert.equal(await watch({ DescribeServices: [say(under), say(under), say()] }), undefined);
    const looks = aws?.calls.filter(({ action }) => action === "DescribeServices");
    assert.deepEqual([looks?.length, warnings, told, updates()], [3, [], [], []]);
  });

  it("pain 8: says why the deployment failed", async () => {
    const problem = await watch({ DescribeServices: [say(BROKEN)] });
    assert.equal(
      problem,
      'the deployment of orders:2 to service "orders" did not succeed. ' +
        "Cause: the deployment circuit breaker stopped it after too many tasks had failed; " +
        'AWS says "ECS deployment circuit breaker: tasks failed to start". Besides: 0 of 1 tasks run. ' +
        "Next: look at why the tasks of the new revision stopped, mend it and deploy again.",
    );
    assert.deepEqual(updates(), []);
  });

  it("pain 9: says that ECS went back, though the service is steady", async () => {
    const problem = await watch({ DescribeServices: [say({ revision: 1 })] });
    assert.match(
      problem ?? "",
      /did not succeed\. Cause: the service went back to revision orders:1, and orders:2 does not run/,
    );
  });

  it("pain 8: does not wait longer than its deadline, and tells what goes wrong meanwhile", async () => {
    const reason = "CannotPullContainerError: ref orders:9: not found";
    const task = {
      taskArn: "task",
      taskDefinitionArn: target.taskDefinition,
      stoppedAt: BEGAN + 1,
      stoppedReason: reason,
    };
    const problem = await watch(
      {
        DescribeServices: [say({ rolloutState: "IN_PROGRESS" })],
        ListTasks: [{ taskArns: ["task"] }],
        DescribeTasks: [{ tasks: [task] }],
      },
      { minutes: 0.002 },
    );
    const cause = `Cause: the image's tag or digest is not in its repository; AWS says "${reason}"`;
    assert.ok(problem?.includes(`did not end within 0.002 minutes. ${cause}`), problem);
    assert.equal(told.length, 1);
    assert.ok(told[0]?.includes(cause));
  });

  it("pain 9: starts an earlier deployment that failed again, and waits for that", async () => {
    const again = say({ rolloutState: "IN_PROGRESS", after: 5 });
    const earlier = say({ ...BROKEN, after: -600 });
    const problem = await watch({
      // For a moment ECS may still tell of the earlier one.
      DescribeServices: [earlier, earlier, again, say({ after: 5 })],
      UpdateService: [{ service: service({ rolloutState: "IN_PROGRESS", after: 5 }) }],
    });
    assert.equal(problem, undefined);
    assert.deepEqual(
      updates().map(({ parameters }) => parameters),
      [
        {
          cluster: target.cluster,
          service: target.arn,
          taskDefinition: target.taskDefinition,
          forceNewDeployment: true,
        },
      ],
    );
    assert.ok(told.some((text) => text.endsWith("orders:2 is deployed again")));
  });

  it("pain 9: starts an earlier deployment again once, and fails when that fails", async () => {
    const problem = await watch({
      DescribeServices: [say({ revision: 1, after: -600 }), say({ ...BROKEN, after: 6 })],
      UpdateService: [{ service: service({ rolloutState: "IN_PROGRESS", after: 5 }) }],
    });
    assert.match(problem ?? "", /did not succeed\. Cause: the deployment circuit breaker/);
    assert.equal(updates().length, 1);
  });

  it("fails where it may not start the deployment again", async () => {
    const problem = await watch({ DescribeServices: [say({ ...BROKEN, after: -600 })] });
    assert.match(problem ?? "", /did not succeed/);
    assert.deepEqual(warnings, [
      'service "orders" could not be deployed again: AccessDeniedException: UpdateService is not allowed; allow ecs:UpdateService',
    ]);
  });

  it("goes on after a call that failed in the midst of it", async () => {
    const under = say({ rolloutState: "IN_PROGRESS" });
    const refused = refusal("AccessDeniedException", "not now");
    const problem = await watch({ DescribeServices: [under, refused, say(BROKEN)] });
    assert.match(problem ?? "", /did not succeed/);
    assert.equal(warnings.length, 1);
    await aws?.stop();
    const late = await watch({ DescribeServices: [under, refused] }, { minutes: 0.005 });
    assert.match(late ?? "", /did not end within 0.005 minutes/);
  });

  it("warns, and does not fail, where AWS cannot be asked", async () => {
    const unseen = 'the deployment of service "orders" was not examined: ';
    assert.equal(await watch({}), undefined);
    assert.deepEqual(warnings, [
      `${unseen}ECS does not say how the service is: AccessDeniedException: DescribeServices is not allowed`,
    ]);
    await aws?.stop();
    const expired = refusal("ExpiredTokenException", "The security token is expired");
    assert.equal(await watch({ DescribeServices: [expired] }), undefined);
    assert.match(warnings[0] ?? "", /ExpiredTokenException/);
    await aws?.stop();
    assert.equal(await watch({ DescribeServices: [{ services: [] }] }), undefined);
    assert.deepEqual(warnings, [
      `${unseen}ECS knows no such service in the account of these credentials`,
    ]);
    await aws?.stop();
    assert.equal(
      await watch({ DescribeServices: [say()] }, {}, { assumeRoles: "[{}]" }),
      undefined,
    );
    assert.deepEqual(warnings, [`${unseen}'aws:assumeRoles[0]' needs 'roleArn'`]);
  });

  it("pain 8: says why in the account of the role that the stack's provider takes on, once", async () => {
    const under = say({ rolloutState: "IN_PROGRESS" });
    const answers = { ...stsAnswers(), DescribeServices: [under, under, say(BROKEN)] };
    const assumeRoles = '[{"roleArn":"arn:aws:iam::210987654321:role/deploy"}]';
    assert.match((await watch(answers, {}, { assumeRoles })) ?? "", /circuit breaker stopped it/);
    const keys = (wanted: string) =>
      aws?.calls.filter(({ action }) => action === wanted).map(({ accessKey }) => accessKey);
    assert.deepEqual(keys("AssumeRole"), ["test"]);
    assert.deepEqual(keys("DescribeServices"), Array(3).fill("key-of-deploy"));
  });

  it("only warns of what is wrong with a service whose deployment is complete", async () => {
    const steady = { services: [{ ...service(), desiredCount: 2 }] };
    assert.equal(await watch({ DescribeServices: [steady] }), undefined);
    assert.match(warnings[0] ?? "", /Cause: 1 of 2 tasks run/);
  });
});
