import type { Service } from "@aws-sdk/client-ecs";
import {
  DescribeClustersCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
} from "@aws-sdk/client-ecs";
import assert from "node:assert/strict";

import { grantedActions, logGroup, reachedFrom } from "./support/awsAnswers.js";
import type { AwsClients } from "./support/awsClients.js";
import { awsClients, inventory } from "./support/awsClients.js";
import type { Emulator } from "./support/emulator.js";
import { startEmulator } from "./support/emulator.js";
import { engineSuite } from "./support/engine.js";
import { run } from "./support/process.js";
import type { Workspace } from "./support/workspace.js";
import { makeWorkspace } from "./support/workspace.js";

/** What the stack says of a task definition, as far as this test reads it. */
interface Revision {
  arn: string;
  family: string;
  logGroupName: string;
  taskRoleName: string;
}

interface Outputs {
  clusterArn: string;
  shop: { arn: string; securityGroupId: string };
  shopRole: string;
  databaseId: string;
  agents: string[];
  mains: Revision[];
  billing: Revision;
}

/** A resource of an exported state. */
interface Kept {
  urn: string;
  type: string;
  outputs?: { name?: string };
}

/** What a preview would do. */
interface Plan {
  steps: { op: string; urn: string }[];
}

// The image of `DockerImage` needs a Docker engine, which this suite does without: its repository is what counts.
const WITHOUT_BUILD = ["--exclude", "**docker-build:index:Image::**"];

const EGRESS_RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

/** Types whose replacement loses what they hold. */
const HOLD = ["aws:cloudwatch/logGroup:LogGroup", "aws:ecr/repository:Repository"];

/** Calls of such a replacement. */
const MADE_ANEW = [
  "logs CreateLogGroup",
  "logs DeleteLogGroup",
  "ecr CreateRepository",
  "ecr DeleteRepository",
];

// The steps of one stack's life: each stands on the one before.
engineSuite("situations of users' programs", () => {
  let emulator: Emulator;
  let aws: AwsClients;
  let atFirst: string[];
  let stack: Workspace;
  let outputs: Outputs;

  before(async () => {
    emulator = await startEmulator();
    aws = awsClients(emulator);
    atFirst = await inventory(aws);
    stack = await makeWorkspace({
      emulator,
      program: "tests/engine/fixtures/situations",
      configuration: { "situations:egress": JSON.stringify([PEERED, SMTP]) },
      // Of the runs' own; the provider has those of the stack's configuration.
      environment: { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" },
    });
    await up();
  });

  after(async () => {
    await stack.remove();
    await emulator.stop();
  });

  async function up(): Promise<void> {
    await stack.pulumiSucceeds("up", "--yes", "--skip-preview", ...WITHOUT_BUILD);
    outputs = (await stack.outputs()) as unknown as Outputs;
  }

  async function showsNoChange(): Promise<void> {
    await stack.pulumiSucceeds("preview", "--diff", "--expect-no-changes", ...WITHOUT_BUILD);
  }

  async function service(arn: string): Promise<Service> {
    const { services = [] } = await aws.ecs.send(
      new DescribeServicesCommand({ cluster: outputs.clusterArn, services: [arn] }),
    );
    assert.ok(services[0], arn);
    return services[0];
  }

  const reached = () => reachedFrom(aws, outputs.shop.securityGroupId);

  async function kept(): Promise<Kept[]> {
    const state = JSON.parse(await stack.pulumiSucceeds("stack", "export")) as {
      deployment: { resources?: Kept[] };
    };
    return state.deployment.resources ?? [];
  }

  /** The physical name that the state has of a child of `billing`. */
  async function keptName(type: string): Promise<string> {
    const found = (await kept()).find((at) => at.type === type && at.urn.endsWith("::billing"));
    const name = found?.outputs?.name ?? "";
    assert.match(name, /billing-dev-situations-[0-9a-f]{8}$/);
    return name;
  }

  /** Types of `HOLD` that a plan would make anew, in the resources whose URN ends with a text. */
  function replacedIn(plan: string, end: string): string[] {
    const { steps } = JSON.parse(plan) as Plan;
    // Its roles have other names, so that there is a plan.
    assert.ok(steps.some(({ urn }) => urn.endsWith("Role::invoices-task")));
    const anew = steps.filter(
      ({ op, urn }) => !["same", "update"].includes(op) && urn.endsWith(end),
    );
    return HOLD.filter((type) => anew.some(({ urn }) => urn.includes(`${type}::`)));
  }

  /** Types of `HOLD` that the next update would make anew. */
  async function replaced(): Promise<string[]> {
    return replacedIn(await stack.pulumiSucceeds("preview", "--json", ...WITHOUT_BUILD), "");
  }

  /** Runs `pulumi` for the stack by the name that it has got. */
  async function pulumiOfMoved(...words: string[]): Promise<string> {
    const { project: directory, environment } = stack;
    const all = [...words, "--stack", "moved", "--non-interactive"];
    const ended = await run("pulumi", all, { directory, environment });
    assert.equal(ended.code, 0, ended.stderr + ended.stdout);
    return ended.stdout;
  }

  it("ECS Exec: the task role may open the four channels and write the cluster's log", async () => {
    assert.equal((await service(outputs.shop.arn)).enableExecuteCommand, true);
    const { clusters = [] } = await aws.ecs.send(
      new DescribeClustersCommand({ clusters: [outputs.clusterArn], include: ["CONFIGURATIONS"] }),
    );
    const { logConfiguration } = clusters[0]?.configuration?.executeCommandConfiguration ?? {};
    const logGroupName = logConfiguration?.cloudWatchLogGroupName ?? "";
    assert.match(logGroupName, /^platform-exec-/);
    const logs = "arn:aws:logs:eu-west-1:123456789012:log-group:";
    assert.deepEqual(await grantedActions(aws, outputs.shopRole), [
      ["logs:CreateLogStream", `${logs}${logGroupName}:*`],
      ["logs:DescribeLogGroups", `${logs}*`],
      ["logs:DescribeLogStreams", `${logs}${logGroupName}:*`],
      ["logs:PutLogEvents", `${logs}${logGroupName}:*`],
      ["ssmmessages:CreateControlChannel", "*"],
      ["ssmmessages:CreateDataChannel", "*"],
      ["ssmmessages:OpenControlChannel", "*"],
      ["ssmmessages:OpenDataChannel", "*"],
    ]);
  });

  it("ECS Exec: the task role of a service without it has no policy", async () => {
    assert.deepEqual(await grantedActions(aws, outputs.billing.taskRoleName), []);
  });

  it("egress: each destination is a rule of its own, beside the program's", async () => {
    assert.deepEqual(await reached(), [
      "10.20.0.0/16:5432",
      "10.30.0.0/16:6379",
      "203.0.113.0/24:587",
      `${outputs.databaseId}:5432`,
    ]);
    const rules = (await kept()).filter(({ type }) => type === EGRESS_RULE);
    assert.deepEqual(rules.map(({ urn }) => urn.split("::").pop()).sort(), [
      "shop-to-cache",
      "shop-to-database",
      "shop-to-mail",
      "shop-to-peered",
    ]);
  });

  it("schedulingStrategy DAEMON: on the group's instances, without a capacity provider", async () => {
    const made = await Promise.all(outputs.agents.map(service));
    assert.deepEqual(
      made.map((agent) => [
        agent.schedulingStrategy,
        agent.launchType,
        agent.capacityProviderStrategy,
        agent.deploymentConfiguration?.minimumHealthyPercent,
        agent.networkConfiguration?.awsvpcConfiguration?.securityGroups?.length,
      ]),
      [
        ["DAEMON", "EC2", [], 0, 1],
        ["DAEMON", "EC2", [], 0, undefined],
      ],
    );
    const creations = (await emulator.calls()).filter((call) => call === "ecs CreateService");
    assert.equal(creations.length, 3);
  });

  it("two parents of one name: each task definition is made, under names of its own", async () => {
    const { mains } = outputs;
    const prefixes = [
      "main-dev-situations",
      "main-shop-index-Api-dev-situations",
      "main-shop-index-Worker-dev-situations",
    ];
    const withoutHash = (name: string) => name.replace(/-[0-9a-f]{8}$/, "");
    assert.deepEqual(
      mains.map(({ family }) => withoutHash(family)),
      prefixes,
    );
    assert.equal(new Set(mains.map(({ taskRoleName }) => taskRoleName)).size, 3);
    for (const { arn, logGroupName } of mains) {
      const { taskDefinition } = await aws.ecs.send(
        new DescribeTaskDefinitionCommand({ taskDefinition: arn }),
      );
      assert.equal(taskDefinition?.status, "ACTIVE");
      assert.equal((await logGroup(aws, logGroupName))?.retentionInDays, 30);
    }
    assert.deepEqual(
      mains.map(({ logGroupName }) => withoutHash(logGroupName)),
      prefixes.map((prefix) => `/ecs/${prefix}`),
    );
  });

  it("a second preview shows no change", showsNoChange);

  it("egress: the program's own rule survives an update of the others, and a refresh", async () => {
    await stack.configure({
      "situations:egress": JSON.stringify([SMTP, GIT]),
      "situations:image": "public.ecr.aws/nginx/nginx:1.27.4",
    });
    await up();
    assert.deepEqual(await reached(), [...REACHED_AT_LAST, `${outputs.databaseId}:5432`]);
    await stack.pulumiSucceeds("refresh", "--yes", "--skip-preview", "--expect-no-changes");
    await showsNoChange();
  });

  it("a rename by alias, with the names that the stack had, replaces no log group or repository", async () => {
    const names = {
      logGroupName: await keptName("aws:cloudwatch/logGroup:LogGroup"),
      repositoryName: await keptName("aws:ecr/repository:Repository"),
    };
    const before = await logGroup(aws, names.logGroupName);
    assert.ok(before?.creationTime);
    // Without the names both would be replaced.
    await stack.configure({ "situations:renamed": "invoices" });
    assert.deepEqual(await replaced(), HOLD);
    await stack.configure({ "situations:names": JSON.stringify(names) });
    assert.deepEqual(await replaced(), []);
    await emulator.forget();
    await up();
    const calls = (await emulator.calls()).filter((call) => MADE_ANEW.includes(call));
    assert.deepEqual(calls, []);
    assert.equal((await logGroup(aws, names.logGroupName))?.creationTime, before.creationTime);
    assert.equal(outputs.billing.logGroupName, names.logGroupName);
    // A third update with the program's own rule in place.
    assert.deepEqual(await reached(), [...REACHED_AT_LAST, `${outputs.databaseId}:5432`]);
  });

  it("a stack that is renamed keeps what has its name pinned, and no other log group", async () => {
    await stack.pulumiSucceeds("stack", "rename", "moved");
    const plan = await pulumiOfMoved("preview", "--json", ...WITHOUT_BUILD);
    await pulumiOfMoved("stack", "rename", "dev");
    assert.deepEqual(replacedIn(plan, "::invoices"), []);
    assert.deepEqual(replacedIn(plan, "::shop"), ["aws:cloudwatch/logGroup:LogGroup"]);
    await showsNoChange();
  });

  it("is destroyed, and leaves nothing", async () => {
    await stack.pulumiSucceeds("destroy", "--yes", "--skip-preview");
    assert.deepEqual(await inventory(aws), atFirst);
    assert.deepEqual(await kept(), []);
  });
});

const PEERED = { destination: "peered", cidrBlock: "10.20.0.0/16", port: 5432 };
const SMTP = { destination: "mail", cidrBlock: "203.0.113.0/24", port: 587 };
const GIT = { destination: "git", cidrBlock: "198.51.100.0/24", port: 22 };
const REACHED_AT_LAST = ["10.30.0.0/16:6379", "198.51.100.0/24:22", "203.0.113.0/24:587"];
