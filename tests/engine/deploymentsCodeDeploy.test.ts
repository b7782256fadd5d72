import type { DeploymentInfo } from "@aws-sdk/client-codedeploy";
import {
  CodeDeployClient,
  GetDeploymentCommand,
  ListApplicationsCommand,
  ListDeploymentsCommand,
} from "@aws-sdk/client-codedeploy";
import assert from "node:assert/strict";

import { engineSuite } from "./support/engine.js";
import { StrategyStack } from "./support/strategyStack.js";

// Each step stands on the one before.
engineSuite("a service that CodeDeploy deploys", () => {
  const CREATE = "codedeploy CreateDeployment";
  let orders: StrategyStack;
  let serviceArn: unknown;
  let codeDeploy: CodeDeployClient;

  before(async () => {
    orders = await StrategyStack.make({
      deployment: { strategy: "codeDeploy", timeoutMinutes: 1 },
    });
    codeDeploy = new CodeDeployClient({
      region: "eu-west-1",
      endpoint: orders.emulator.endpoint,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });
  });

  beforeEach(() => orders.emulator.forget());

  after(async () => {
    codeDeploy.destroy();
    await orders.remove();
  });

  /** All deployments that the program started: those that roll one back are CodeDeploy's. */
  async function deployments(): Promise<DeploymentInfo[]> {
    const { deployments: ids = [] } = await codeDeploy.send(new ListDeploymentsCommand({}));
    const all = await Promise.all(
      ids.map((deploymentId) => codeDeploy.send(new GetDeploymentCommand({ deploymentId }))),
    );
    return all
      .flatMap(({ deploymentInfo }) => deploymentInfo ?? [])
      .filter(({ creator }) => creator === "user");
  }

  async function applications(): Promise<string[] | undefined> {
    return (await codeDeploy.send(new ListApplicationsCommand({}))).applications;
  }

  it("comes up without a deployment, and then has nothing to do", async () => {
    await orders.comesUp("1");
    ({ serviceArn } = await orders.workspace.outputs());
    assert.equal((await orders.live()).deploymentController?.type, "CODE_DEPLOY");
    assert.equal((await applications())?.length, 1);
    assert.equal(await orders.times(CREATE), 0);
    await orders.showsNoChange();
  });

  it("pain 2: an update is one deployment, with what its tasks need, and no replacement", async () => {
    const before = await orders.live();
    await orders.comesUp("2");
    const outputs = await orders.workspace.outputs();
    assert.equal(await orders.times(CREATE), 1);
    assert.equal(await orders.times("ecs CreateService"), 0);
    assert.equal(outputs.serviceArn, serviceArn);
    const [deployment] = await deployments();
    assert.equal(deployment?.status, "Succeeded");
    const { subnets, securityGroups } = before.networkConfiguration?.awsvpcConfiguration ?? {};
    assert.deepEqual(JSON.parse(deployment.revision?.appSpecContent?.content ?? ""), {
      version: "0.0",
      Resources: [
        {
          TargetService: {
            Type: "AWS::ECS::Service",
            Properties: {
              TaskDefinition: outputs.taskDefinition,
              LoadBalancerInfo: { ContainerName: "orders", ContainerPort: 8080 },
              NetworkConfiguration: {
                AwsvpcConfiguration: {
                  Subnets: subnets?.toSorted(),
                  SecurityGroups: securityGroups,
                  AssignPublicIp: "DISABLED",
                },
              },
              CapacityProviderStrategy: [{ Base: 0, CapacityProvider: "FARGATE", Weight: 1 }],
            },
          },
        },
      ],
    });
  });

  it("pain 2: what CodeDeploy moved is no change, and a third update deploys nothing", async () => {
    const { taskDefinition } = await orders.workspace.outputs();
    const live = await orders.live();
    assert.equal(live.taskDefinition, taskDefinition);
    const group = live.loadBalancers?.[0]?.targetGroupArn ?? "";
    assert.match(group, /:targetgroup\/orders-codedeploy-alt/);
    assert.deepEqual(await orders.rules(), [[group], [group]]);
    await orders.showsNoChange();
    await orders.comesUp("2");
    assert.equal(await orders.times(CREATE), 0);
    assert.equal(await orders.times("ecs UpdateService"), 0);
  });

  it("pain 9: a deployment that fails is an error that says why, and what runs now", async () => {
    const before = (await orders.live()).taskDefinition;
    const written = await orders.failsUp("fails-3");
    assert.match(
      written,
      /CodeDeploy deployment \S+ failed at Install: HEALTH_CONSTRAINTS: The ECS tasks of the replacement task set/,
    );
    assert.match(written, /the revision before it runs again \(rolled back by \S+\)/);
    assert.equal((await orders.live()).taskDefinition, before);
  });

  it("pain 9: the next update deploys what failed again", async () => {
    await orders.failsUp("fails-3");
    assert.equal(await orders.times(CREATE), 1);
  });

  it("pain 8: one that hangs is stopped at its deadline, and rolled back", async () => {
    const written = await orders.failsUp("hangs-4");
    assert.equal(await orders.times("codedeploy StopDeployment"), 1);
    assert.match(
      written,
      /was stopped.*: it had not ended after 'deployment.timeoutMinutes' 1; the revision before it runs again/,
    );
  });

  for (const [how, exitCode] of [
    ["pulumi", /[^0]/],
    ["slipway", /^130$/],
  ] as const) {
    it(`pain 9: one Ctrl-C of \`${how} up\` stops it, rolls back and ends the update`, async () => {
      const before = (await orders.live()).taskDefinition;
      await orders.workspace.configure({ "strategies:tag": `hangs-${how}` });
      const running =
        how === "pulumi"
          ? orders.workspace.startPulumi("up", "--yes", "--skip-preview")
          : orders.workspace.startSlipway("up", "--stack", "dev", "--yes");
      await orders.emulator.hears("codedeploy GetDeployment");
      running.signal("SIGINT");
      const { code, stdout, stderr } = await running.finished;
      const written = `${stdout}\n${stderr}`;
      assert.match(String(code), exitCode, written);
      assert.match(
        written,
        /was stopped.*: the update was cancelled; the revision before it runs again \(rolled back by/,
      );
      assert.equal(await orders.times("codedeploy StopDeployment"), 1);
      assert.equal((await orders.live()).taskDefinition, before);
    });
  }

  it("succeeds again, and then has nothing to do", async () => {
    await orders.comesUp("5");
    const { taskDefinition } = await orders.workspace.outputs();
    const live = await orders.live();
    assert.deepEqual([live.serviceArn, live.taskDefinition], [serviceArn, taskDefinition]);
    await orders.showsNoChange();
  });

  it("goes without a trace", async () => {
    await orders.goesWithoutTrace();
    assert.deepEqual(await applications(), []);
  });
});
