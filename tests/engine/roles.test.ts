import { CreateClusterCommand } from "@aws-sdk/client-ecs";
import { DescribeSubnetsCommand } from "@aws-sdk/client-ec2";
import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import assert from "node:assert/strict";

import type { StackExamination } from "../../generator/doctor/examineStack.js";
import { awsClients } from "./support/awsClients.js";
import type { Emulator } from "./support/emulator.js";
import { startEmulator } from "./support/emulator.js";
import { engineSuite } from "./support/engine.js";
import type { Finished } from "./support/process.js";
import type { Workspace } from "./support/workspace.js";
import { emulatorConfiguration, makeWorkspace } from "./support/workspace.js";

/** Part of a resource in an exported state. */
interface Settings {
  settings?: object;
}

/** The account of the stack's role, and that of the explicit provider's. */
const OWN = "210987654321";
const EXPLICIT = "321098765432";
const roleArn = (account: string) => `arn:aws:iam::${account}:role/deploy`;

// The environment has no key, and the key of the stack is of a third account, in which nothing is.
engineSuite("providers that take on roles of other accounts", () => {
  let emulator: Emulator;
  let stack: Workspace;
  let ended: Finished;

  before(async () => {
    emulator = await startEmulator();
    const settings = emulatorConfiguration(emulator);
    stack = await makeWorkspace({
      emulator,
      program: "tests/engine/fixtures/roles",
      // Each of its providers is a process anyway.
      ownProvider: true,
      configuration: {
        "aws:assumeRoles": [{ roleArn: roleArn(OWN), sessionName: "slipway", duration: "15m" }],
        "roles:platforms": { own: await platform(OWN), explicit: await platform(EXPLICIT) },
        "roles:provider": {
          region: settings["aws:region"],
          accessKey: "test",
          secretKey: "test",
          skipCredentialsValidation: true,
          skipMetadataApiCheck: true,
          endpoints: settings["aws:endpoints"],
          assumeRoles: [{ roleArn: roleArn(EXPLICIT) }],
        },
      },
    });
    ended = await stack.pulumi("up", "--yes", "--skip-preview");
  });

  after(async () => {
    await stack.remove();
    await emulator.stop();
  });

  /** A cluster and a network in an account. */
  async function platform(account: string) {
    const credentials = fromTemporaryCredentials({
      params: { RoleArn: roleArn(account) },
      masterCredentials: { accessKeyId: "test", secretAccessKey: "test" },
      clientConfig: { region: "eu-west-1", endpoint: emulator.endpoint },
    });
    const { ec2, ecs } = awsClients(emulator, credentials);
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
    const { cluster } = await ecs.send(new CreateClusterCommand({ clusterName: "platform" }));
    return {
      vpcId: Subnets[0]?.VpcId,
      subnetIds: Subnets.slice(0, 2).map(({ SubnetId }) => SubnetId),
      clusterArn: cluster?.clusterArn,
    };
  }

  const said = () => `${ended.stdout}\n${ended.stderr}`;

  it("pain 8: a deployment that fails in the role's account is an error that says why", () => {
    assert.notEqual(ended.code, 0);
    assert.match(said(), /the deployment of orders\S*:1 to service "orders-\w+" did not succeed/);
    assert.match(said(), /Cause: the image's tag or digest is not in its repository/);
  });

  it("pain 22: a Task runs in the account of its provider, the stack's or an explicit one", async () => {
    const { taskArns } = await stack.outputs();
    assert.deepEqual(
      (taskArns as string[]).map((arn) => arn.split(":")[4]),
      [OWN, EXPLICIT],
      said(),
    );
  });

  it("keeps the keys of the explicit provider secret in the state", async () => {
    const state = await stack.pulumiSucceeds("stack", "export");
    const { deployment } = JSON.parse(state) as {
      deployment: {
        resources: { urn: string; inputs?: Settings; outputs?: Settings }[];
      };
    };
    const kept = deployment.resources
      .filter(({ urn }) => urn.includes("dynamic:Resource::"))
      .map(({ urn, inputs, outputs }) => [
        urn.split("::").pop(),
        ...[inputs, outputs].map((part) => Object.keys(part?.settings ?? {}).pop()),
      ]);
    assert.deepEqual(kept.sort(), [
      ["elsewhere", "ciphertext", "ciphertext"],
      ["migrate", undefined, undefined],
    ]);
  });

  it("pain 8: the doctor looks in the role's account too", async () => {
    const { code, stdout, stderr } = await stack.slipway("doctor", "--stack", "dev", "--json");
    assert.equal(code, 2, stderr);
    const { status, services } = JSON.parse(stdout) as StackExamination;
    assert.equal(status, "findings");
    assert.match(services[0]?.text ?? "", /the image's tag or digest is not in its repository/);
  });
});
