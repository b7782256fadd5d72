import { CreateVpcCommand, DescribeVpcsCommand, EC2Client } from "@aws-sdk/client-ec2";
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

import { awsCall, xmlValues } from "./support/awsCall.js";
import { awsClients } from "./support/awsClients.js";
import type { Emulator } from "./support/emulator.js";
import { startEmulator } from "./support/emulator.js";
import { engineSuite } from "./support/engine.js";

/** A way to the emulator on which the first answers are lost, one for each of `lost`. */
async function lossyWay(emulator: Emulator, lost: number) {
  let left = lost;
  const server = createServer((incoming, answer) => {
    const { method, headers, url = "/" } = incoming;
    const onward = request(new URL(url, emulator.endpoint), { method, headers }, (made) => {
      left -= 1;
      if (left >= 0) {
        made.resume().once("end", () => answer.destroy());
        return;
      }
      answer.writeHead(made.statusCode ?? 0, made.headers);
      made.pipe(answer);
    });
    incoming.pipe(onward);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, close: () => server.close() };
}

engineSuite("the emulator, under callers that repeat and crowd", () => {
  let emulator: Emulator;

  before(async () => {
    emulator = await startEmulator();
  });

  after(() => emulator.stop());

  async function vpcIds(): Promise<(string | undefined)[]> {
    const { Vpcs = [] } = await awsClients(emulator).ec2.send(new DescribeVpcsCommand({}));
    return Vpcs.map(({ VpcId }) => VpcId);
  }

  it("carries out once what an SDK repeats because the answer was lost", async () => {
    const before = await vpcIds();
    await emulator.forget();
    const way = await lossyWay(emulator, 2);
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const ec2 = new EC2Client({ region: "eu-west-1", endpoint: way.endpoint, credentials });
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }));
    ec2.destroy();
    way.close();
    assert.deepEqual(await emulator.calls(), ["ec2 CreateVpc"]);
    assert.deepEqual((await vpcIds()).toSorted(), [...before, Vpc?.VpcId].toSorted());
  });

  it("carries out once what is repeated before it was answered, and no other call", async () => {
    const form = { Action: "CreateVpc", CidrBlock: "10.0.0.0/16" };
    const made = await Promise.all(
      ["a", "a", "a", "a", "b", "b"].map(async (invocationId) =>
        xmlValues(
          await awsCall(awsClients(emulator), { service: "ec2", form, invocationId }),
          "vpcId",
        ),
      ),
    );
    assert.equal(new Set(made.flat()).size, 2);
  });

  it("tries again what it refused the first time", async () => {
    const aws = awsClients(emulator);
    const user = (Action: string, invocationId: string) =>
      awsCall(aws, { service: "iam", form: { Action, UserName: "ann" }, invocationId });
    await assert.rejects(user("CreateAccessKey", "c"), /NoSuchEntity/);
    await user("CreateUser", "d");
    const keys = xmlValues(await user("CreateAccessKey", "c"), "AccessKeyId");
    assert.equal(keys.length, 1);
  });

  it("says at its end which calls it failed to answer", async () => {
    const failing = await startEmulator();
    // An action that moto has not.
    const form = { Action: "CreateFpgaImage" };
    await assert.rejects(awsCall(awsClients(failing), { service: "ec2", form }), /answered 500/);
    await assert.rejects(failing.stop(), /ec2 CreateFpgaImage was answered 500[^]+Traceback/);
  });
});
