import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

import type { Cancellation } from "../../../../components/dynamic/cancellation.js";
import { notCancelled } from "../../../../components/dynamic/cancellation.js";
import {
  codeDeployProvider,
  providerPolling,
} from "../../../../components/service/deployment/codeDeployProvider.js";
import type { CodeDeployRun } from "../../../../components/service/deployment/codeDeployRun.js";
import { deployNow } from "../../../../components/service/deployment/codeDeployRun.js";
import { packageRoot } from "../../../../generator/project/packageRoot.js";
import type { FakeAnswers, FakeAws } from "../../support/fakeAws.js";
import { fakeAws, refusal } from "../../support/fakeAws.js";

const run: CodeDeployRun = {
  region: "us-east-1",
  applicationName: "orders-dev-1",
  deploymentGroupName: "orders-dev-1",
  appSpec: '{"version":"0.0"}',
  cluster: "arn:aws:ecs:us-east-1:123456789012:cluster/platform",
  service: "orders-1",
  timeoutMinutes: 60,
  wait: true,
};
const CREATED = [{ deploymentId: "d-1" }];
const info = (status: string, more: object = {}) => ({ deploymentInfo: { status, ...more } });
const target = (name: string, status: string, trafficWeight: number, message?: string) => ({
  deploymentTargets: [
    {
      deploymentTargetType: "ECSTarget",
      ecsTarget: {
        lifecycleEvents: [
          { lifecycleEventName: name, status, ...(message && { diagnostics: { message } }) },
        ],
        taskSetsInfo: [
          { taskSetLabel: "Blue", runningCount: 2, desiredCount: 2, trafficWeight: 100 },
          { taskSetLabel: "Green", runningCount: 1, desiredCount: 2, trafficWeight },
        ],
      },
    },
  ],
});
const TARGETS = [{ targetIds: ["platform:orders-1"] }];

describe("deployNow", () => {
  let aws: FakeAws | undefined;
  let said: string[] = [];
  beforeEach(() => {
    said = [];
  });
  afterEach(() => aws?.stop());

  async function deploy(
    answers: FakeAnswers,
    changes: Partial<CodeDeployRun> = {},
    cancellation: Partial<Cancellation> = {},
  ) {
    aws = await fakeAws({ CreateDeployment: CREATED, ListDeploymentTargets: TARGETS, ...answers });
    const say = (line: string) => said.push(line);
    const watch = { ...notCancelled(), ...cancellation, say, pollMilliseconds: 1 };
    return deployNow({ ...run, ...changes }, watch);
  }
  const called = (action: string) => aws?.calls.filter((call) => call.action === action) ?? [];

  it("starts a deployment of the AppSpec, tells of its progress and gives its id", async () => {
    const id = await deploy({
      GetDeployment: [info("Created"), info("InProgress"), info("InProgress"), info("Succeeded")],
      BatchGetDeploymentTargets: [
        target("BeforeInstall", "Pending", 0),
        target("Install", "InProgress", 0),
        target("AllowTraffic", "InProgress", 10),
      ],
    });
    assert.equal(id, "d-1");
    assert.deepEqual(called("CreateDeployment")[0]?.parameters, {
      applicationName: "orders-dev-1",
      deploymentGroupName: "orders-dev-1",
      revision: {
        revisionType: "AppSpecContent",
        appSpecContent: { content: '{"version":"0.0"}' },
      },
      description: "slipway",
    });
    assert.deepEqual(said, [
      "CodeDeploy d-1: Created, 1 of 2 new tasks run, 0 % of requests",
      "CodeDeploy d-1: InProgress, Install, 1 of 2 new tasks run, 0 % of requests",
      "CodeDeploy d-1: InProgress, AllowTraffic, 1 of 2 new tasks run, 10 % of requests",
    ]);
    assert.equal(called("StopDeployment").length, 0);
  });

  it("says the same thing once, and goes on when the targets cannot be read", async () => {
    const steps = [info("InProgress"), info("InProgress"), info("Succeeded")];
    await deploy({ GetDeployment: steps, ListDeploymentTargets: [] });
    assert.deepEqual(said, ["CodeDeploy d-1: InProgress"]);
  });

  it("does not wait when it is told not to", async () => {
    assert.equal(await deploy({}, { wait: false }), "d-1");
    assert.equal(called("GetDeployment").length, 0);
  });

  it("fails with the reason, and with what runs after the automatic rollback", async () => {
    const failed = info("Failed", {
      errorInformation: { code: "HEALTH_CONSTRAINTS", message: "The replacement is unhealthy" },
      rollbackInfo: { rollbackDeploymentId: "d-2" },
    });
    const deploying = deploy({
      GetDeployment: [failed, info("InProgress"), info("Succeeded")],
      BatchGetDeploymentTargets: [target("Install", "Failed", 0, "tasks do not start")],
    });
    await assert.rejects(deploying, {
      message:
        "CodeDeploy deployment d-1 failed at Install: HEALTH_CONSTRAINTS: The replacement is unhealthy: tasks do not start; " +
        "the revision before it runs again (rolled back by d-2)",
    });
    assert.deepEqual(
      called("GetDeployment").map(({ parameters }) => parameters.deploymentId),
      ["d-1", "d-2", "d-2"],
    );
  });

  it("fails when nothing took it back", async () => {
    await assert.rejects(deploy({ GetDeployment: [info("Failed")] }), {
      message: "CodeDeploy deployment d-1 failed, without a reason; it was not rolled back",
    });
  });

  it("fails when the rollback failed too", async () => {
    const rollbackInfo = { rollbackDeploymentId: "d-2" };
    const message = "no capacity";
    const deploying = deploy({
      GetDeployment: [
        info("Failed", { rollbackInfo }),
        info("Failed", { errorInformation: { message } }),
      ],
    });
    await assert.rejects(deploying, {
      message:
        "CodeDeploy deployment d-1 failed, without a reason; the rollback d-2 failed too: no capacity",
    });
  });

  it("fails when an alarm stopped it", async () => {
    const stopped = info("Stopped", {
      errorInformation: { code: "ALARM_ACTIVE", message: "orders-5xx is on" },
      rollbackInfo: { rollbackDeploymentId: "d-2" },
    });
    await assert.rejects(deploy({ GetDeployment: [stopped, info("Succeeded")] }), {
      message:
        "CodeDeploy deployment d-1 was stopped: ALARM_ACTIVE: orders-5xx is on; " +
        "the revision before it runs again (rolled back by d-2)",
    });
  });

  it("stops and rolls back one that takes too long", async () => {
    const rollbackInfo = { rollbackDeploymentId: "d-2" };
    const deploying = deploy(
      {
        GetDeployment: [
          info("InProgress"),
          info("InProgress"),
          info("Stopped", { rollbackInfo }),
          info("Succeeded"),
        ],
        StopDeployment: [{ status: "Pending" }],
      },
      { timeoutMinutes: 0 },
    );
    await assert.rejects(deploying, {
      message:
        "CodeDeploy deployment d-1 was stopped: it had not ended after 'deployment.timeoutMinutes' 0; " +
        "the revision before it runs again (rolled back by d-2)",
    });
    assert.deepEqual(called("StopDeployment")[0]?.parameters, {
      deploymentId: "d-1",
      autoRollbackEnabled: true,
    });
  });

  it("stops one whose update is cancelled, and waits until it is rolled back", async () => {
    const cancelled = new AbortController();
    const rollbackInfo = { rollbackDeploymentId: "d-2" };
    const answers = [info("InProgress"), info("Stopped", { rollbackInfo }), info("InProgress")];
    const deploying = deploy(
      {
        GetDeployment: () => {
          cancelled.abort();
          return answers.shift() ?? info("Succeeded");
        },
        StopDeployment: [{ status: "Pending" }],
      },
      {},
      { signal: cancelled.signal },
    );
    await assert.rejects(deploying, {
      message:
        "CodeDeploy deployment d-1 was stopped: the update was cancelled; " +
        "the revision before it runs again (rolled back by d-2)",
    });
    assert.deepEqual(said, [
      "CodeDeploy d-1: stopped and rolled back, as the update was cancelled",
    ]);
    assert.deepEqual(
      called("GetDeployment").map(({ parameters }) => parameters.deploymentId),
      ["d-1", "d-1", "d-2", "d-2"],
    );
  });

  it("waits for nothing more when the process has to end", async () => {
    const ended = new AbortController();
    const deploying = deploy(
      {
        GetDeployment: () => {
          ended.abort();
          return info("InProgress");
        },
        StopDeployment: [{ status: "Pending" }],
      },
      {},
      { signal: ended.signal, ending: ended.signal },
    );
    await assert.rejects(deploying, {
      message:
        "CodeDeploy deployment d-1 was stopped: the update was cancelled; CodeDeploy is rolling it back",
    });
    assert.equal(called("StopDeployment").length, 1);
  });

  it("succeeds when the deployment did before it could be stopped", async () => {
    const completed = refusal("DeploymentAlreadyCompletedException", "The deployment has ended");
    const id = await deploy(
      { GetDeployment: [info("InProgress"), info("Succeeded")], StopDeployment: [completed] },
      {},
      { signal: AbortSignal.abort() },
    );
    assert.equal(id, "d-1");
  });

  it("goes on when the account asks too much of CodeDeploy", async () => {
    const throttled = refusal("ThrottlingException", "Rate exceeded");
    const id = await deploy({
      CreateDeployment: [throttled, ...CREATED],
      GetDeployment: [info("InProgress"), throttled, throttled, info("Succeeded")],
    });
    assert.equal(id, "d-1");
    assert.equal(called("CreateDeployment").length, 2);
  }).timeout(60_000);

  it("fails when another deployment is under way", async () => {
    const limit = refusal(
      "DeploymentLimitExceededException",
      "The Deployment Group already has an active Deployment 'd-0'",
    );
    await assert.rejects(deploy({ CreateDeployment: [limit] }), {
      message: "The Deployment Group already has an active Deployment 'd-0'",
    });
  });
});

describe("codeDeployProvider", () => {
  const provider = providerPolling(1);
  const changes: [string, Partial<CodeDeployRun>, boolean][] = [
    ["nothing", {}, false],
    ["the time that it may take", { timeoutMinutes: 5 }, false],
    ["the configuration of the group", { deploymentGroupName: "other" }, false],
    ["what is deployed", { appSpec: "{}" }, true],
  ];
  for (const [what, change, expected] of changes) {
    it(`${expected ? "deploys" : "deploys nothing"} for a change of ${what}`, async () => {
      const answer = await codeDeployProvider.diff("id", run, { ...run, ...change });
      assert.deepEqual(answer, { changes: expected });
    });
  }

  it("deploys nothing into a new service, and waits until its tasks run", async () => {
    const service = (runningCount: number) => ({
      services: [{ runningCount, desiredCount: 2, pendingCount: 0 }],
    });
    const aws = await fakeAws({ DescribeServices: [service(0), service(2)] });
    assert.deepEqual(await provider.create(run), {
      id: "orders-dev-1/orders-dev-1",
      outs: { ...run, deploymentId: "" },
    });
    await aws.stop();
    assert.deepEqual(
      aws.calls.map(({ action }) => action),
      ["DescribeServices", "DescribeServices"],
    );
  });

  it("waits for a new service until its tasks are healthy to the load balancer", async () => {
    const service = (stabilityStatus: string) => ({
      services: [
        { runningCount: 2, desiredCount: 2, pendingCount: 0, taskSets: [{ stabilityStatus }] },
      ],
    });
    const DescribeServices = [service("STABILIZING"), service("STEADY_STATE")];
    const aws = await fakeAws({ DescribeServices });
    await provider.create(run);
    await aws.stop();
    assert.equal(aws.calls.length, 2);
  });

  it("fails a new service whose tasks run and are not healthy in time", async () => {
    const taskSets = [{ stabilityStatus: "STABILIZING" }];
    const services = [{ runningCount: 2, desiredCount: 2, pendingCount: 0, taskSets }];
    const aws = await fakeAws({ DescribeServices: [{ services }] });
    await assert.rejects(provider.create({ ...run, timeoutMinutes: 0 }), {
      message:
        "service orders-1 ran 2 of 2 tasks, which were not all healthy, after 'deployment.timeoutMinutes' 0: no event says why",
    });
    await aws.stop();
  });

  it("fails a new service whose tasks do not run in time, with ECS's last word", async () => {
    const events = [{ message: "(service orders-1) was unable to place a task" }];
    const services = [{ runningCount: 0, desiredCount: 2, pendingCount: 2, events }];
    const aws = await fakeAws({ DescribeServices: [{ services }] });
    await assert.rejects(provider.create({ ...run, timeoutMinutes: 0 }), {
      message:
        "service orders-1 ran 0 of 2 tasks after 'deployment.timeoutMinutes' 0: (service orders-1) was unable to place a task",
    });
    await aws.stop();
  });

  it("deploys when it is updated", async () => {
    const aws = await fakeAws({ CreateDeployment: CREATED, GetDeployment: [info("Succeeded")] });
    assert.deepEqual(await provider.update("id", run, run), {
      outs: { ...run, deploymentId: "d-1" },
    });
    await aws.stop();
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`rolls back when Pulumi ends its process by ${signal}`, async () => {
      const aws = await fakeAws({
        CreateDeployment: CREATED,
        ListDeploymentTargets: TARGETS,
        BatchGetDeploymentTargets: [target("Install", "InProgress", 0)],
        GetDeployment: [info("InProgress")],
        StopDeployment: [{ status: "Pending" }],
      });
      const module = JSON.stringify(
        join(packageRoot(), "dist/components/service/deployment/codeDeployProvider.js"),
      );
      const script = `require(${module}).providerPolling(60000)
        .update("id", {}, ${JSON.stringify(run)}).catch((error) => process.stdout.write(error.message));`;
      const child = spawn(process.execPath, ["-e", script], {
        stdio: ["ignore", "pipe", "ignore"],
      });
      let output = "";
      child.stdout.on("data", (chunk: Buffer) => {
        output += chunk.toString();
        if (
          output === "CodeDeploy d-1: InProgress, Install, 1 of 2 new tasks run, 0 % of requests\n"
        ) {
          child.kill(signal);
        }
      });
      await once(child, "close");
      await aws.stop();
      assert.match(output, /was stopped: the update was cancelled; CodeDeploy is rolling it back/);
      const stops = aws.calls.filter(({ action }) => action === "StopDeployment");
      assert.deepEqual(stops[0]?.parameters, { deploymentId: "d-1", autoRollbackEnabled: true });
    }).timeout(30_000);
  }
});
