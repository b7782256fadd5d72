import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateClusterCommand,
  CreateServiceCommand,
  RegisterTaskDefinitionCommand,
} from "@aws-sdk/client-ecs";
import { CreateSecurityGroupCommand, DescribeVpcsCommand } from "@aws-sdk/client-ec2";
import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import type { FailedCreation } from "../../generator/automation/failedCreation.js";
import type {
  ExportedDeployment,
  ExportedOperation,
} from "../../generator/fleet/run/repair/pendingCreates.js";
import { repairStack } from "../../generator/fleet/run/repair/repairStack.js";
import { awsCall } from "./support/awsCall.js";
import { type AwsClients, awsClients } from "./support/awsClients.js";
import { type Emulator, startEmulator } from "./support/emulator.js";
import { engineSuite } from "./support/engine.js";
import { type FleetWorkspace, makeFleet } from "./support/fleetWorkspace.js";
import { emulatorConfiguration } from "./support/workspace.js";

const STACK = "urn:pulumi:s00::app::pulumi:pulumi:Stack::app-s00";
const PROVIDER = "urn:pulumi:s00::app::pulumi:providers:aws::default_7_48_0";
const PROVIDER_ID = "0ae9081c-8851-4a0b-a5ab-2a78845c8c9e";

const POLICY = policy({ Action: "logs:PutLogEvents", Resource: "*" });
const TRUST = policy({
  ...{ Action: "sts:AssumeRole", Principal: { Service: "ecs-tasks.amazonaws.com" } },
});

function policy(statement: object): string {
  const Statement = [{ Effect: "Allow", ...statement }];
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

/** The creation of a resource, of which the state does not know the end. */
function pending(
  type: string,
  name: string,
  inputs: Record<string, unknown>,
): ExportedOperation & { resource: { parent: string } } {
  const urn = `urn:pulumi:s00::app::${type}::${name}`;
  const provider = `${PROVIDER}::${PROVIDER_ID}`;
  return {
    type: "creating",
    resource: { urn, custom: true, type, inputs, parent: STACK, provider },
  };
}

const CLUSTER = "aws:ecs/cluster:Cluster";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const ROLE = "aws:iam/role:Role";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";

const PENDING = [
  pending(CLUSTER, "cluster", { name: "c-1" }),
  pending(CLUSTER, "absentCluster", { name: "c-absent" }),
  pending("aws:ecs/taskDefinition:TaskDefinition", "task", { family: "f" }),
  pending("aws:ecs/service:Service", "service", { name: "s-1", cluster: "c-1" }),
  pending(LOG_GROUP, "logs", { name: "l-1" }),
  pending(LOG_GROUP, "absentLogs", { name: "l-absent" }),
  pending(ROLE, "role", { name: "r-1", assumeRolePolicy: TRUST }),
  pending(ROLE, "absentRole", { name: "r-absent", assumeRolePolicy: TRUST }),
  pending("aws:iam/rolePolicy:RolePolicy", "policy", { name: "p-1", role: "r-1", policy: POLICY }),
];

engineSuite("the repair of a stack whose engine was killed", () => {
  let emulator: Emulator;
  let clients: AwsClients;
  let fleet: FleetWorkspace;
  let vpcId: string;
  let groupId: string;

  before(async () => {
    emulator = await startEmulator();
    clients = awsClients(emulator);
    const { ecs, logs, iam, ec2 } = clients;
    const container = { name: "a", image: "i", memory: 64 };
    await ecs.send(new CreateClusterCommand({ clusterName: "c-1" }));
    await ecs.send(
      new RegisterTaskDefinitionCommand({ family: "f", containerDefinitions: [container] }),
    );
    const service = { cluster: "c-1", serviceName: "s-1", taskDefinition: "f", desiredCount: 0 };
    await ecs.send(new CreateServiceCommand(service));
    await logs.send(new CreateLogGroupCommand({ logGroupName: "l-1" }));
    await iam.send(new CreateRoleCommand({ RoleName: "r-1", AssumeRolePolicyDocument: TRUST }));
    const names = { RoleName: "r-1", PolicyName: "p-1" };
    await iam.send(new PutRolePolicyCommand({ ...names, PolicyDocument: POLICY }));
    const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
    vpcId = Vpcs[0]?.VpcId ?? "";
    const group = { GroupName: "g-1", Description: "d", VpcId: vpcId };
    groupId = (await ec2.send(new CreateSecurityGroupCommand(group))).GroupId ?? "";
    const topic = { Action: "CreateTopic", Name: "t-1", Version: "2010-03-31" };
    await awsCall(clients, { service: "sns", form: topic });
    const queue = { Action: "CreateQueue", QueueName: "q-1", Version: "2012-11-05" };
    await awsCall(clients, { service: "sqs", form: queue });
  });

  beforeEach(async () => {
    fleet = await makeFleet(emulator, 1);
  });

  afterEach(async () => {
    await fleet.remove();
  });

  after(async () => {
    await emulator.stop();
  });

  /** Leaves the stack's state as an engine does that is killed while it makes these. */
  async function interruptedWhile(operations: readonly ExportedOperation[]): Promise<void> {
    const file = join(fileURLToPath(fleet.backend), ".pulumi", "stacks", "app", "s00.json");
    const state = JSON.parse(await readFile(file, "utf8")) as {
      checkpoint: { latest: ExportedDeployment };
    };
    const settings = Object.entries(emulatorConfiguration(emulator)).map(([key, value]) => {
      return [key.slice("aws:".length), typeof value === "string" ? value : JSON.stringify(value)];
    });
    const inputs = { version: "7.48.0", ...(Object.fromEntries(settings) as object) };
    const provider = { urn: PROVIDER, type: "pulumi:providers:aws", id: PROVIDER_ID };
    Object.assign(state.checkpoint.latest, {
      resources: [
        { urn: STACK, custom: false, type: "pulumi:pulumi:Stack" },
        { ...provider, custom: true, inputs, outputs: inputs },
      ],
      pending_operations: operations,
    });
    await writeFile(file, JSON.stringify(state));
  }

  const repaired = (creations: readonly FailedCreation[] = []): Promise<string | undefined> => {
    const environmentVariables = Object.fromEntries(
      Object.entries(fleet.environment).flatMap(([key, value]) => (value ? [[key, value]] : [])),
    );
    const options = { directory: fleet.project, stack: "s00", environmentVariables };
    return repairStack(options, new Date().toISOString(), creations);
  };

  async function stateOf(): Promise<ExportedDeployment> {
    const text = await fleet.pulumiSucceeds("stack", "export");
    return (JSON.parse(text) as { deployment: ExportedDeployment }).deployment;
  }

  it("takes into the state what AWS has of the pending creations, and forgets the rest", async () => {
    const inVpc = { vpcId, description: "d" };
    await interruptedWhile([
      ...PENDING,
      pending(GROUP, "group", { ...inVpc, name: "g-1" }),
      pending(GROUP, "absentGroup", { ...inVpc, name: "g-absent" }),
      pending("aws:sns/topic:Topic", "topic", { name: "t-1" }),
      pending("aws:sqs/queue:Queue", "queue", { name: "q-1" }),
      pending("aws:sqs/queue:Queue", "absentQueue", { name: "q-absent" }),
    ]);
    assert.equal(await repaired(), undefined);
    await fleet.pulumiSucceeds("refresh", "--yes", "--skip-preview");
    const { resources = [], pending_operations: left = [] } = await stateOf();
    assert.deepEqual(left, []);
    const arn = "arn:aws:ecs:eu-west-1:123456789012";
    assert.deepEqual(
      Object.fromEntries(
        resources.slice(2).map(({ urn, id, outputs }) => {
          return [urn.split("::").at(-1), outputs?.["arn"] ?? id];
        }),
      ),
      {
        cluster: `${arn}:cluster/c-1`,
        task: `${arn}:task-definition/f:1`,
        service: `${arn}:service/c-1/s-1`,
        logs: "arn:aws:logs:eu-west-1:123456789012:log-group:l-1",
        role: "arn:aws:iam::123456789012:role/r-1",
        policy: "r-1:p-1",
        group: `arn:aws:ec2:eu-west-1:123456789012:security-group/${groupId}`,
        topic: "arn:aws:sns:eu-west-1:123456789012:t-1",
        queue: "arn:aws:sqs:eu-west-1:123456789012:q-1",
      },
    );
  });

  it("takes into the state what failed creations have made, and what is the stack's own alone", async () => {
    const failed = (name: string, inputs: Record<string, unknown>): FailedCreation => {
      const { resource } = pending(LOG_GROUP, name, inputs);
      return { ...resource, provider: `${PROVIDER}::${PROVIDER_ID}`, inputs };
    };
    await clients.logs.send(new CreateLogGroupCommand({ logGroupName: "made-0a1b2c3" }));
    await interruptedWhile([]);
    const creations = [
      failed("made", { name: "made-0a1b2c3" }),
      failed("absent", { name: "absent-0a1b2c3" }),
      failed("somebodyElses", { name: "l-1" }),
    ];
    assert.equal(await repaired(creations), undefined);
    const { resources = [] } = await stateOf();
    assert.deepEqual(
      resources.slice(2).map(({ urn, id }) => [urn.split("::").at(-1), id]),
      [["made", "made-0a1b2c3"]],
    );
    const { urn = "", outputs } = resources[2] ?? {};
    assert.match(urn, /LogGroup::made$/);
    assert.equal(outputs?.["name"], "made-0a1b2c3");
    // A second repair finds it in the state.
    assert.equal(await repaired(creations), undefined);
    assert.deepEqual((await stateOf()).resources, resources);
  });

  it("changes nothing where something cannot be looked up, and says what to do", async () => {
    const key = pending("aws:kms/key:Key", "key", { description: "k-1" });
    await interruptedWhile([...PENDING, key]);
    const before = await stateOf();
    const problem = await repaired();
    assert.match(problem ?? "", /^ {2}urn:pulumi:s00::app::aws:kms\/key:.*::key$/m);
    assert.match(
      problem ?? "",
      /pulumi refresh --clear-pending-creates --yes --stack s00 --cwd \//,
    );
    assert.doesNotMatch(problem ?? "", /Cluster::cluster/);
    assert.deepEqual(await stateOf(), before);
  });
});
