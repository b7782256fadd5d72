import {
  CreateTaskSetCommand,
  DescribeTaskSetsCommand,
  UpdateServicePrimaryTaskSetCommand,
} from "@aws-sdk/client-ecs";
import { ModifyRuleCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import assert from "node:assert/strict";

import { revisionOf } from "../../components/diagnosis/rules/serviceSnapshot.js";
import { engineSuite } from "./support/engine.js";
import { StrategyStack } from "./support/strategyStack.js";

/** What the program tells a tool, as a stack's output. */
interface External {
  clusterArn: string;
  serviceName: string;
  taskDefinitionArn: string;
  taskSetId: string;
  subnetIds: string[];
  securityGroupIds: string[];
  listenerRuleArn: string;
  targetGroupArns: string[];
}

// Each step stands on the one before.
engineSuite("a service that a tool outside deploys", () => {
  let orders: StrategyStack;
  let external: External;

  before(async () => {
    orders = await StrategyStack.make({ deployment: { strategy: "external" } });
  });

  beforeEach(() => orders.emulator.forget());

  after(() => orders.remove());

  async function taskSets(): Promise<[string | undefined, string | undefined][]> {
    const { clusterArn: cluster, serviceName: service } = external;
    const { taskSets: found = [] } = await orders.aws.ecs.send(
      new DescribeTaskSetsCommand({ cluster: cluster, service: service }),
    );
    return found.map(({ status, taskDefinition }) => [status, revisionOf(taskDefinition ?? "")]);
  }

  it("comes up with its first task set, and then has nothing to do", async () => {
    await orders.comesUp("1");
    external = (await orders.workspace.outputs()).external as External;
    assert.equal((await orders.live()).deploymentController?.type, "EXTERNAL");
    assert.deepEqual(await taskSets(), [["ACTIVE", revisionOf(external.taskDefinitionArn)]]);
    await orders.showsNoChange();
  });

  it("makes a revision for the tool in an update, and leaves the task set alone", async () => {
    const before = await taskSets();
    await orders.comesUp("2");
    const now = (await orders.workspace.outputs()).external as External;
    assert.notEqual(now.taskDefinitionArn, external.taskDefinitionArn);
    assert.equal(now.taskSetId, external.taskSetId);
    assert.deepEqual(await taskSets(), before);
    external = now;
    await orders.showsNoChange();
  });

  it("leaves alone what a tool deployed", async () => {
    await deployAsTool();
    const expected = await taskSets();
    assert.deepEqual(
      expected.map(([status]) => status),
      ["ACTIVE", "PRIMARY"],
    );
    await orders.emulator.forget();
    await orders.showsNoChange();
    await orders.workspace.pulumiSucceeds("up", "--yes", "--refresh");
    await orders.showsNoChange();
    await orders.comesUp("3");
    assert.deepEqual(await taskSets(), expected);
    assert.equal(await orders.times("ecs UpdateService"), 0);
    assert.equal(await orders.times("ecs UpdateTaskSet"), 0);
  });

  /** What a tool does with the program's outputs: a task set in the other group, all requests to it. */
  async function deployAsTool(): Promise<void> {
    const { clusterArn, serviceName, subnetIds, securityGroupIds, targetGroupArns } = external;
    const [old, fresh] = targetGroupArns;
    const target = { cluster: clusterArn, service: serviceName };
    const { taskSet } = await orders.aws.ecs.send(
      new CreateTaskSetCommand({
        ...target,
        taskDefinition: external.taskDefinitionArn,
        capacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }],
        networkConfiguration: {
          awsvpcConfiguration: {
            subnets: subnetIds,
            securityGroups: securityGroupIds,
          },
        },
        loadBalancers: [{ targetGroupArn: fresh, containerName: "orders", containerPort: 8080 }],
        scale: { unit: "PERCENT", value: 100 },
      }),
    );
    const weights = [
      { TargetGroupArn: old, Weight: 0 },
      { TargetGroupArn: fresh, Weight: 100 },
    ];
    await orders.aws.elbv2.send(
      new ModifyRuleCommand({
        RuleArn: external.listenerRuleArn,
        Actions: [{ Type: "forward", ForwardConfig: { TargetGroups: weights } }],
      }),
    );
    await orders.aws.ecs.send(
      new UpdateServicePrimaryTaskSetCommand({ ...target, primaryTaskSet: taskSet?.taskSetArn }),
    );
  }

  it("goes without a trace, with the tool's task set", () => orders.goesWithoutTrace());
});
