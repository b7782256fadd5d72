import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeLaunchTemplateVersionsCommand } from "@aws-sdk/client-ec2";
import { DescribeRepositoriesCommand } from "@aws-sdk/client-ecr";
import { DescribeClustersCommand } from "@aws-sdk/client-ecs";
import type { UpResult } from "../../generator/automation/index.js";
import { type AwsClients, awsClients } from "./support/awsClients.js";
import { type Emulator, startEmulator } from "./support/emulator.js";
import { engineSuite } from "./support/engine.js";
import { makeWorkspace, type Workspace } from "./support/workspace.js";

const REMEDIATE = [
  "ecr-scan-on-push",
  "ecr-immutable-tags",
  "ecs-container-insights",
  "launch-template-hardened",
  "log-group-retention",
];

/** What AWS has of the properties that the rules set. */
async function settingsInAws({
  ecr,
  ecs,
  ec2,
  logs,
}: AwsClients): Promise<Record<string, unknown>> {
  const { repositories = [] } = await ecr.send(new DescribeRepositoriesCommand({}));
  const { clusters = [] } = await ecs.send(
    new DescribeClustersCommand({ clusters: ["orders"], include: ["SETTINGS"] }),
  );
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
  const { LaunchTemplateVersions = [] } = await ec2.send(
    new DescribeLaunchTemplateVersionsCommand({
      LaunchTemplateName: "orders",
      Versions: ["$Latest"],
    }),
  );
  const template = LaunchTemplateVersions[0]?.LaunchTemplateData?.MetadataOptions;
  const insights = clusters[0]?.settings?.find(({ name }) => name === "containerInsights");
  return {
    ...Object.fromEntries(
      repositories.map(
        ({ repositoryName = "", imageScanningConfiguration, imageTagMutability }) => [
          repositoryName,
          [imageScanningConfiguration?.scanOnPush ?? false, imageTagMutability],
        ],
      ),
    ),
    insights: insights?.value ?? "disabled",
    days: logGroups.find(({ logGroupName }) => logGroupName === "orders")?.retentionInDays,
    tokens: template?.HttpTokens,
  };
}

engineSuite("remediation on an engine", () => {
  let emulator: Emulator;
  let clients: AwsClients;
  let workspace: Workspace;

  before(async () => {
    emulator = await startEmulator();
    clients = awsClients(emulator);
    workspace = await makeWorkspace({
      emulator,
      program: "tests/engine/fixtures/remediation",
    });
  });

  after(async () => {
    await workspace.remove();
    await emulator.stop();
  });

  async function up(): Promise<UpResult> {
    const ended = await workspace.slipway("up", "--stack", "dev", "--yes", "--json");
    assert.equal(ended.code, 0, ended.stderr + ended.stdout);
    return JSON.parse(ended.stdout) as UpResult;
  }

  it("is not done where nobody asks for it", async () => {
    const { changes, policies } = await up();
    assert.deepEqual(changes, { create: 5 });
    assert.equal(policies.remediated, undefined);
    assert.deepEqual(await settingsInAws(clients), {
      orders: [false, "MUTABLE"],
      insights: "disabled",
      days: undefined,
      tokens: undefined,
    });
  });

  it("changes in place what there is, and creates what is new as the rules want it", async () => {
    const configuration = REMEDIATE.map((name) => `${name}: remediate\n`).join("");
    await writeFile(join(workspace.directory, "slipway.policies.yaml"), configuration);
    await workspace.configure({ "remediation:late": "true" });
    const { changes, policies } = await up();
    assert.deepEqual(changes, { create: 1, same: 1, update: 4 });
    assert.deepEqual(
      policies.remediated
        ?.map(({ policy, urn, properties }) =>
          [policy, urn.split("::").at(-1), ...properties].join(" "),
        )
        .sort(),
      [
        "ecr-immutable-tags late imageTagMutability",
        "ecr-immutable-tags repository imageTagMutability",
        "ecr-scan-on-push late imageScanningConfiguration",
        "ecr-scan-on-push repository imageScanningConfiguration",
        "ecs-container-insights cluster settings",
        "launch-template-hardened template metadataOptions",
        "log-group-retention log retentionInDays",
      ],
    );
    assert.deepEqual(await settingsInAws(clients), {
      orders: [true, "IMMUTABLE"],
      late: [true, "IMMUTABLE"],
      insights: "enabled",
      days: 30,
      tokens: "required",
    });
  });

  it("changes nothing the next time", async () => {
    const { changes } = await up();
    assert.deepEqual(changes, { same: 6 });
  });
});
