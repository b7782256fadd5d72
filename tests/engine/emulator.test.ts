import {
  CreateVpcCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from "@aws-sdk/client-ec2";
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DeleteServiceCommand,
  RegisterTaskDefinitionCommand,
} from "@aws-sdk/client-ecs";
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
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

  /** A target group whose members are addresses. */
  async function makeTargetGroup(name: string): Promise<string | undefined> {
    const { ec2, elbv2 } = awsClients(emulator);
    const { Vpcs: [vpc] = [] } = await ec2.send(new DescribeVpcsCommand({}));
    const { TargetGroups: [group] = [] } = await elbv2.send(
      new CreateTargetGroupCommand({
        Name: name,
        Protocol: "HTTP",
        Port: 80,
        TargetType: "ip",
        VpcId: vpc?.VpcId,
      }),
    );
    return group?.TargetGroupArn;
  }

  /** A listener with a rule for a path, and the target group that it sends requests to. */
  async function makeRule(path: string) {
    const { ec2, elbv2 } = awsClients(emulator);
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
    const { LoadBalancers: [balancer] = [] } = await elbv2.send(
      new CreateLoadBalancerCommand({
        Name: "platform",
        Subnets: Subnets.slice(0, 2).map(({ SubnetId = "" }) => SubnetId),
      }),
    );
    const targetGroupArn = await makeTargetGroup("orders");
    const forward = [{ Type: "forward" as const, TargetGroupArn: targetGroupArn }];
    const { Listeners: [listener] = [] } = await elbv2.send(
      new CreateListenerCommand({
        LoadBalancerArn: balancer?.LoadBalancerArn,
        Protocol: "HTTP",
        Port: 80,
        DefaultActions: forward,
      }),
    );
    await elbv2.send(
      new CreateRuleCommand({
        ListenerArn: listener?.ListenerArn,
        Priority: 7,
        Conditions: [{ Field: "path-pattern", Values: [path] }],
        Actions: forward,
      }),
    );
    return targetGroupArn;
  }

  it("tells after which call a path had no healthy targets", async () => {
    const { ecs } = awsClients(emulator);
    const targetGroupArn = await makeRule("/orders/*");
    await ecs.send(new CreateClusterCommand({ clusterName: "platform" }));
    await ecs.send(
      new RegisterTaskDefinitionCommand({
        family: "orders",
        networkMode: "awsvpc",
        containerDefinitions: [{ name: "orders", image: "orders:1", memory: 128 }],
      }),
    );
    const named = { cluster: "platform", serviceName: "orders" };
    const loadBalancers = [{ targetGroupArn, containerName: "orders", containerPort: 80 }];
    await ecs.send(
      new CreateServiceCommand({
        ...named,
        taskDefinition: "orders",
        desiredCount: 1,
        loadBalancers,
      }),
    );
    await ecs.send(
      new DeleteServiceCommand({ cluster: "platform", service: "orders", force: true }),
    );
    assert.deepEqual(
      (await emulator.traffic()).map(({ after, services, healthy }) => [after, services, healthy]),
      [
        ["elasticloadbalancing CreateRule", [], false],
        ["ecs CreateService", ["orders"], true],
        ["ecs DeleteService", [], false],
      ],
    );
  });

  it("refuses a service with a network, or with addresses as targets, in network mode bridge", async () => {
    const { ecs } = awsClients(emulator);
    const targetGroupArn = await makeTargetGroup("addresses");
    await ecs.send(
      new RegisterTaskDefinitionCommand({
        family: "bridged",
        networkMode: "bridge",
        containerDefinitions: [{ name: "orders", image: "orders:1", memory: 128 }],
      }),
    );
    const service = { cluster: "platform", serviceName: "bridged", taskDefinition: "bridged" };
    const awsvpcConfiguration = { subnets: ["subnet-1"] };
    await assert.rejects(
      ecs.send(
        new CreateServiceCommand({ ...service, networkConfiguration: { awsvpcConfiguration } }),
      ),
      /Network Configuration is not valid for the given networkMode/,
    );
    const loadBalancers = [{ targetGroupArn, containerName: "orders", containerPort: 80 }];
    await assert.rejects(
      ecs.send(new CreateServiceCommand({ ...service, loadBalancers })),
      /has target type ip, which is incompatible with the bridge network mode/,
    );
  });

  it("says at its end which calls it failed to answer", async () => {
    const failing = await startEmulator();
    // An action that moto has not.
    const form = { Action: "CreateFpgaImage" };
    await assert.rejects(awsCall(awsClients(failing), { service: "ec2", form }), /answered 500/);
    await assert.rejects(failing.stop(), /ec2 CreateFpgaImage was answered 500[^]+Traceback/);
  });
});
