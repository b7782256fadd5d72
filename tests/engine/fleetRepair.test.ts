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
  ExportedResource,
} from "../../generator/fleet/run/repair/pendingCreates.js";
import { repairStack } from "../../generator/fleet/run/repair/repairStack.js";
import { SECRET_SIGNATURE, SIGNATURE_KEY } from "../../policies/resource/secretSignature.js";
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

const ARN = "arn:aws:ecs:eu-west-1:123456789012";

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
const TASK = "aws:ecs/taskDefinition:TaskDefinition";
/** Of every revision that the emulator has of a family. */
const CONTAINERS = [{ name: "a", image: "i", memory: 64 }];
const OTHER_CONTAINERS = [{ name: "a", image: "other", memory: 64 }];

/** Inputs of a task definition. */
function taskInputs(family: string, containers = CONTAINERS): Record<string, unknown> {
  return { family, containerDefinitions: JSON.stringify(containers) };
}

const PENDING = [
  pending(CLUSTER, "cluster", { name: "c-1" }),
  pending(CLUSTER, "absentCluster", { name: "c-absent" }),
  pending(TASK, "task", taskInputs("f")),
  pending("aws:ecs/service:Service", "service", { name: "s-1", cluster: "c-1" }),
  pending(LOG_GROUP, "logs", { name: "l-1" }),
  pending(LOG_GROUP, "absentLogs", { name: "l-absent" }),
  pending(ROLE, "role", { name: "r-1", assumeRolePolicy: TRUST }),
  pending(ROLE, "absentRole", { name: "r-absent", assumeRolePolicy: TRUST }),
  pending("aws:iam/rolePolicy:RolePolicy", "policy", { name: "p-1", role: "r-1", policy: POLICY }),
];

/** The creation of a resource that has failed. */
function failedCreation(
  type: string,
  name: string,
  inputs: Record<string, unknown>,
): FailedCreation {
  const { resource } = pending(type, name, inputs);
  return { ...resource, provider: `${PROVIDER}::${PROVIDER_ID}`, inputs };
}

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
    await ecs.send(new CreateClusterCommand({ clusterName: "c-1" }));
    await register("f");
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
    fleet = await makeFleet(emulator, 2);
  });

  afterEach(async () => {
    await fleet.remove();
  });

  after(async () => {
    await emulator.stop();
  });

  async function register(family: string, containerDefinitions = CONTAINERS): Promise<void> {
    await clients.ecs.send(new RegisterTaskDefinitionCommand({ family, containerDefinitions }));
  }

  /** Leaves the stack's state as an engine does that is killed while it makes these. */
  async function interruptedWhile(
    operations: readonly ExportedOperation[],
    stack = "s00",
    resources: readonly ExportedResource[] = [],
  ): Promise<void> {
    const file = join(fileURLToPath(fleet.backend), ".pulumi", "stacks", "app", `${stack}.json`);
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
        ...resources,
      ],
      pending_operations: operations,
    });
    await writeFile(file, JSON.stringify(state));
  }

  /** Inputs whose containers are a secret, as a state has it. */
  async function encrypted(inputs: Record<string, unknown>): Promise<Record<string, unknown>> {
    const text = JSON.stringify(inputs["containerDefinitions"]);
    await fleet.pulumiSucceeds("config", "set", "--secret", "app:containers", text);
    const settings = await readFile(join(fleet.project, "Pulumi.s00.yaml"), "utf8");
    const ciphertext = /secure: (\S+)/.exec(settings)?.[1];
    const containerDefinitions = { [SIGNATURE_KEY]: SECRET_SIGNATURE, ciphertext };
    return { ...inputs, containerDefinitions };
  }

  const repaired = (creations: readonly FailedCreation[] = []): Promise<string | undefined> => {
    const environmentVariables = Object.fromEntries(
      Object.entries(fleet.environment).flatMap(([key, value]) => (value ? [[key, value]] : [])),
    );
    const options = { directory: fleet.project, stack: "s00", environmentVariables };
    return repairStack(options, { since: new Date().toISOString(), failedCreations: creations });
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
    assert.deepEqual(
      Object.fromEntries(
        resources.slice(2).map(({ urn, id, outputs }) => {
          return [urn.split("::").at(-1), outputs?.["arn"] ?? id];
        }),
      ),
      {
        cluster: `${ARN}:cluster/c-1`,
        task: `${ARN}:task-definition/f:1`,
        service: `${ARN}:service/c-1/s-1`,
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
    await clients.logs.send(new CreateLogGroupCommand({ logGroupName: "made-0a1b2c3" }));
    await clients.ecs.send(new CreateClusterCommand({ clusterName: "cluster-0a1b2c3" }));
    await interruptedWhile([]);
    const failed = (name: string, inputs: Record<string, unknown>): FailedCreation =>
      failedCreation(LOG_GROUP, name, inputs);
    const creations = [
      failed("made", { name: "made-0a1b2c3" }),
      failed("absent", { name: "absent-0a1b2c3" }),
      // Is imported by its name, and known by its ARN then.
      failedCreation(CLUSTER, "cluster", { name: "cluster-0a1b2c3" }),
      failed("somebodyElses", { name: "l-1" }),
    ];
    assert.equal(await repaired(creations), undefined);
    const { resources = [] } = await stateOf();
    assert.deepEqual(
      resources.slice(2).map(({ urn, id }) => [urn.split("::").at(-1), id]),
      [
        ["made", "made-0a1b2c3"],
        ["cluster", `${ARN}:cluster/cluster-0a1b2c3`],
      ],
    );
    const { urn = "", outputs } = resources[2] ?? {};
    assert.match(urn, /LogGroup::made$/);
    assert.equal(outputs?.["name"], "made-0a1b2c3");
    // A second repair finds it in the state.
    assert.equal(await repaired(creations), undefined);
    const seen = (all: ExportedDeployment["resources"]) =>
      all?.map(({ urn: name, id, delete: isDeleted }) => [name, id, isDeleted]);
    assert.deepEqual(seen((await stateOf()).resources), seen(resources));
  });

  it("takes revisions of a family that the program names where all of them are proved", async () => {
    await register("g");
    await register("g");
    await register("g", OTHER_CONTAINERS);
    await register("h");
    await interruptedWhile([pending(TASK, "secret", await encrypted(taskInputs("h")))]);
    const creations = [
      failedCreation(TASK, "made", taskInputs("g")),
      failedCreation(TASK, "absent", taskInputs("g", [{ name: "b", image: "i", memory: 64 }])),
      failedCreation(TASK, "hidden", { family: "h" }),
    ];
    assert.equal(await repaired(creations), undefined);
    await fleet.pulumiSucceeds("refresh", "--yes", "--skip-preview");
    const { resources = [] } = await stateOf();
    assert.deepEqual(
      resources.slice(2).map(({ urn, outputs, delete: isDeleted }) => {
        return [urn.split("::").at(-1), outputs?.["arn"], isDeleted];
      }),
      [
        ["secret", `${ARN}:task-definition/h:1`, undefined],
        ["made", `${ARN}:task-definition/g:2`, undefined],
        ["made", `${ARN}:task-definition/g:1`, true],
      ],
    );
  });

  it("takes no revision that another stack has, or may have begun", async () => {
    await register("k");
    const made = failedCreation(TASK, "made", taskInputs("k"));
    const revision = { arn: `${ARN}:task-definition/k:1` };
    const { resource } = pending(TASK, "theirs", taskInputs("k"));
    await interruptedWhile([], "s01", [{ ...resource, id: "k", outputs: revision }]);
    await interruptedWhile([pending(TASK, "pending", taskInputs("k"))]);
    assert.equal(await repaired([made]), undefined);
    assert.equal((await stateOf()).resources?.length, 2);
    await interruptedWhile([pending(TASK, "theirs", taskInputs("k"))], "s01");
    await interruptedWhile([]);
    assert.equal(await repaired([made]), undefined);
    assert.equal((await stateOf()).resources?.length, 2);
    await interruptedWhile([pending(TASK, "pending", taskInputs("k"))]);
    assert.match((await repaired()) ?? "", /^ {2}urn:pulumi:s00::app::aws:ecs\/task.*::pending$/m);
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
