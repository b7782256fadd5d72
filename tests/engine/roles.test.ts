import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import assert from "node:assert/strict";

import type { StackExamination } from "../../generator/doctor/examineStack.js";
import { awsCall, xmlValues } from "./support/awsCall.js";
import { awsClients } from "./support/awsClients.js";
import type { Emulator } from "./support/emulator.js";
import { startEmulator } from "./support/emulator.js";
import { engineSuite } from "./support/engine.js";
import type { Finished } from "./support/process.js";
import { makePlatform } from "./support/strategyStack.js";
import type { Workspace } from "./support/workspace.js";
import { emulatorConfiguration, makeWorkspace } from "./support/workspace.js";

/** Part of a resource in an exported state. */
interface Settings {
  settings?: object;
}

/** The account of the stack's role, that of the explicit provider's, and that of the zone of a service's records. */
const OWN = "210987654321";
const EXPLICIT = "321098765432";
const ZONE = "432109876543";
const roleArn = (account: string) => `arn:aws:iam::${account}:role/deploy`;

// The environment has no key, and the key of the stack is of a third account, in which nothing is.
engineSuite("providers that take on roles of other accounts", () => {
  let emulator: Emulator;
  let stack: Workspace;
  let ended: Finished;
  let zoneId: string;
  let calls: string[];

  before(async () => {
    emulator = await startEmulator();
    const settings = emulatorConfiguration(emulator);
    zoneId = await makeZone();
    stack = await makeWorkspace({
      emulator,
      program: "tests/engine/fixtures/roles",
      configuration: {
        "aws:assumeRoles": [{ roleArn: roleArn(OWN), sessionName: "slipway", duration: "15m" }],
        "roles:platforms": { own: await platform(OWN), explicit: await platform(EXPLICIT) },
        "roles:zone": { zoneId, zoneRole: { roleArn: roleArn(ZONE), sessionName: "records" } },
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
    await emulator.forget();
    ended = await stack.pulumi("up", "--yes", "--skip-preview");
    calls = await emulator.calls();
  });

  after(async () => {
    await stack.remove();
    await emulator.stop();
  });

  /** Those of the role in an account. */
  function credentialsOf(account: string) {
    return fromTemporaryCredentials({
      params: { RoleArn: roleArn(account) },
      masterCredentials: { accessKeyId: "test", secretAccessKey: "test" },
      clientConfig: { region: "eu-west-1", endpoint: emulator.endpoint },
    });
  }

  /** A cluster, a network and a load balancer in an account. */
  const platform = (account: string) => makePlatform(awsClients(emulator, credentialsOf(account)));

  /** Calls Route 53 in the zone's account, below the version of its API. */
  async function zones(path: string, xml?: string) {
    const { accessKeyId } = await credentialsOf(ZONE)();
    const call = { service: "route53", path: `/2013-04-01/hostedzone${path}`, accessKeyId };
    return awsCall(awsClients(emulator), { ...call, ...(xml && { xml }) });
  }

  async function makeZone() {
    const body = "<Name>example.com</Name><CallerReference>1</CallerReference>";
    const made = await zones("", `<CreateHostedZoneRequest>${body}</CreateHostedZoneRequest>`);
    return xmlValues(made, "Id")[0]?.split("/").pop() ?? "";
  }

  const said = () => `${ended.stdout}\n${ended.stderr}`;

  it("pain 8: a deployment that fails in the role's account is an error that says why", () => {
    assert.notEqual(ended.code, 0);
    assert.match(said(), /the deployment of orders\S*:1 to service "orders-\w+" did not succeed/);
    assert.match(said(), /Cause: the image's tag or digest is not in its repository/);
  });

  it("makes the records of another account's zone with the role of 'zoneRole'", async () => {
    const records = await zones(`/${zoneId}/rrset`);
    assert.deepEqual(
      xmlValues(records, "Name").filter((name) => name === "shop.example.com."),
      ["shop.example.com."],
      said(),
    );
    // The zone is in no other account, and only a session of the role leads there.
    const own = { service: "route53", path: `/2013-04-01/hostedzone/${zoneId}` };
    await assert.rejects(awsCall(awsClients(emulator), own), /NoSuchHostedZone/);
    assert.ok(calls.includes("sts AssumeRole"), said());
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
    assert.match(
      services.map(({ text }) => text).join("\n"),
      /the image's tag or digest is not in its repository/,
    );
  });
});
