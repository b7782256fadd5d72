import {
  CreateClusterCommand,
  DescribeServicesCommand,
  UpdateServiceCommand,
} from "@aws-sdk/client-ecs";
import { DescribeSubnetsCommand } from "@aws-sdk/client-ec2";
import type { Schema } from "ajv";
import { Ajv } from "ajv";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { revisionOf } from "../../components/diagnosis/rules/serviceSnapshot.js";
import type { StackExamination } from "../../generator/doctor/examineStack.js";
import { packageRoot } from "../../generator/project/packageRoot.js";
import type { AwsClients } from "./support/awsClients.js";
import { awsClients } from "./support/awsClients.js";
import type { Emulator } from "./support/emulator.js";
import { startEmulator } from "./support/emulator.js";
import { engineSuite } from "./support/engine.js";
import type { Finished } from "./support/process.js";
import type { Workspace } from "./support/workspace.js";
import { makeWorkspace } from "./support/workspace.js";

const isExamination = new Ajv().compile<StackExamination>(
  JSON.parse(
    readFileSync(join(packageRoot(), "generator/doctor/doctor.schema.json"), "utf8"),
  ) as Schema,
);

// Each step stands on the one before.
engineSuite("deployments that do not go well", () => {
  let emulator: Emulator;
  let aws: AwsClients;
  let orders: Workspace;
  let clusterArn: string;
  let vpcId: string | undefined;
  let subnetIds: (string | undefined)[];

  before(async () => {
    emulator = await startEmulator();
    aws = awsClients(emulator);
    const { Subnets = [] } = await aws.ec2.send(new DescribeSubnetsCommand({}));
    const { cluster } = await aws.ecs.send(new CreateClusterCommand({ clusterName: "platform" }));
    clusterArn = cluster?.clusterArn ?? "";
    vpcId = Subnets[0]?.VpcId;
    subnetIds = Subnets.slice(0, 2).map(({ SubnetId }) => SubnetId);
    orders = await makeWorkspace({
      emulator,
      program: "tests/engine/fixtures/deployment",
      configuration: {
        "deployment:platform": JSON.stringify({ vpcId, subnetIds, clusterArn }),
        "deployment:timeoutMinutes": "1",
      },
    });
  });

  after(async () => {
    await orders.remove();
    await emulator.stop();
  });

  async function up(tag: string): Promise<Finished> {
    await orders.configure({ "deployment:tag": tag });
    return orders.pulumi("up", "--yes", "--skip-preview");
  }

  async function live() {
    const { serviceName } = await orders.outputs();
    const { services = [] } = await aws.ecs.send(
      new DescribeServicesCommand({ cluster: clusterArn, services: [String(serviceName)] }),
    );
    return services[0];
  }

  async function doctor(expected: number): Promise<StackExamination> {
    const { code, stdout, stderr } = await orders.slipway("doctor", "--stack", "dev", "--json");
    assert.equal(code, expected, stderr);
    const result = JSON.parse(stdout) as unknown;
    assert.equal(isExamination(result), true, JSON.stringify(isExamination.errors));
    return result as StackExamination;
  }

  const said = ({ stdout, stderr }: Finished) => `${stdout}\n${stderr}`;

  it("pain 8: a first deployment that fails is an error that says why", async () => {
    const ended = await up("missing-1");
    assert.notEqual(ended.code, 0);
    assert.match(
      said(ended),
      /the deployment of orders\S*:1 to service "orders-\w+" did not succeed/,
    );
    assert.match(said(ended), /Cause: the image's tag or digest is not in its repository/);
    assert.match(said(ended), /Next: push the image/);
    // A stack of this package tells nobody anything.
    assert.doesNotMatch(said(ended), /deploymentCheck/);
  });

  it("pain 9: the next update deploys what failed again, though nothing changed", async () => {
    await emulator.forget();
    const ended = await up("missing-1");
    assert.notEqual(ended.code, 0, said(ended));
    assert.equal((await emulator.calls()).filter((call) => call === "ecs UpdateService").length, 1);
    assert.match(said(ended), /is deployed again/);
  });

  it("succeeds once the image is there", async () => {
    const ended = await up("1");
    assert.equal(ended.code, 0, said(ended));
  });

  it("pain 9: a silent rollback is an error, with the end of the failed task's log", async () => {
    const before = (await live())?.taskDefinition;
    const ended = await up("fails-2");
    assert.notEqual(ended.code, 0, said(ended));
    assert.equal((await live())?.taskDefinition, before);
    assert.match(said(ended), /Cause: container "orders" ended with exit code 3/);
    assert.match(said(ended), /the service went back to revision/);
    assert.match(said(ended), /Last log lines: "starting", "no such table: users"/);
  });

  it("pain 9: the doctor finds the rollback", async () => {
    const { status, services } = await doctor(2);
    assert.equal(status, "findings");
    assert.deepEqual(
      services.map(({ name, verdict }) => [name, verdict]),
      [["orders", "failed"]],
    );
    assert.match(services[0]?.text ?? "", /Cause: container "orders" ended with exit code 3/);
  });

  it("pain 9: the next update after a rollback deploys again", async () => {
    await emulator.forget();
    const ended = await up("fails-2");
    assert.notEqual(ended.code, 0, said(ended));
    assert.equal((await emulator.calls()).filter((call) => call === "ecs UpdateService").length, 1);
    assert.match(said(ended), /ended with exit code 3/);
  });

  it("pain 8: a deployment that hangs ends at its deadline", async () => {
    const ended = await up("hangs-3");
    assert.notEqual(ended.code, 0, said(ended));
    assert.match(said(ended), /did not end within 1 minute\b/);
  });

  it("succeeds again, and then has nothing to do", async () => {
    const ended = await up("4");
    assert.equal(ended.code, 0, said(ended));
    const { taskDefinition } = await orders.outputs();
    assert.equal(
      revisionOf((await live())?.taskDefinition ?? ""),
      revisionOf(String(taskDefinition)),
    );
    await orders.pulumiSucceeds("preview", "--expect-no-changes");
  });

  it("is well in the doctor's eyes, until somebody changes what is the program's", async () => {
    const well = await doctor(0);
    assert.deepEqual(
      well.services.map(({ verdict, drift, unavailable }) => ({ verdict, drift, unavailable })),
      [{ verdict: "healthy", drift: [], unavailable: [] }],
    );
    const service = (await live())?.serviceName;
    await aws.ecs.send(new UpdateServiceCommand({ cluster: clusterArn, service, desiredCount: 3 }));
    const { services } = await doctor(2);
    assert.deepEqual(services[0]?.drift, [
      { field: "desiredCount", state: "1", live: "3", owner: "program", delegated: false },
    ]);
  });

  it("pain 8: says why to a Pulumi YAML program as well", async () => {
    const yaml = await makeWorkspace({ emulator, program: "tests/engine/fixtures/deploymentYaml" });
    try {
      const file = join(yaml.project, "Pulumi.yaml");
      const text = await readFile(file, "utf8");
      await writeFile(
        file,
        text.replace("../../../../components", join(packageRoot(), "components")),
      );
      await yaml.configure({
        "deploymentYaml:clusterArn": clusterArn,
        "deploymentYaml:vpcId": vpcId,
        "deploymentYaml:subnetId": subnetIds[0],
        "deploymentYaml:tag": "missing-1",
      });
      const ended = await yaml.pulumi("up", "--yes", "--skip-preview");
      assert.notEqual(ended.code, 0, said(ended));
      assert.match(said(ended), /Cause: the image's tag or digest is not in its repository/);
      await yaml.configure({ "deploymentYaml:tag": "1" });
      await yaml.pulumiSucceeds("up", "--yes", "--skip-preview");
    } finally {
      await yaml.remove();
    }
  });
});
