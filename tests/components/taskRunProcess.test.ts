import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";

import { Task } from "../../components/index.js";
import { packageRoot } from "../../generator/project/packageRoot.js";
import { mockPulumi } from "../../generator/testing/index.js";
import { fakeAws } from "./fakeAws.js";
import { cluster } from "./platform.js";

/** As much of Pulumi's protocol as a creation takes. */
interface Message {
  setProperties(properties: object): void;
  getId(): string;
}
interface Client {
  create(request: Message, done: (error: { details: string } | null, made: Message) => void): void;
  close(): void;
}

const inPackage = createRequire(__filename);
const inPulumi = createRequire(inPackage.resolve("@pulumi/pulumi/package.json"));
const { credentials } = inPulumi("@grpc/grpc-js") as {
  credentials: { createInsecure(): object };
};
const { ResourceProviderClient } = inPulumi("@pulumi/pulumi/proto/provider_grpc_pb") as {
  ResourceProviderClient: new (address: string, credentials: object) => Client;
};
const { CreateRequest } = inPulumi("@pulumi/pulumi/proto/provider_pb") as {
  CreateRequest: new () => Message;
};
const { Struct } = inPulumi("google-protobuf/google/protobuf/struct_pb.js") as {
  Struct: { fromJavaScript(value: object): object };
};

/** Creates a resource by Pulumi's own process for dynamic resources; gives its id or what it fails with. */
async function createdBy(client: Client, inputs: object): Promise<string> {
  const request = new CreateRequest();
  request.setProperties(Struct.fromJavaScript(inputs));
  return new Promise((resolve) => {
    client.create(request, (error, made) => {
      resolve(error === null ? made.getId() : error.details);
    });
  });
}

describe("a task's run in Pulumi's process for dynamic resources", () => {
  const taskArn = "arn:aws:ecs:us-east-1:123456789012:task/platform/0a1b";
  const ended = (exitCode: number) => ({
    tasks: [{ taskArn, lastStatus: "STOPPED", containers: [{ name: "migrate", exitCode }] }],
  });

  /** The inputs of a run, as the engine sends them to the process. */
  async function inputsOfRun() {
    const mock = await mockPulumi();
    const taskDefinition = {
      arn: "arn:…:task-definition/orders:1",
      family: "orders",
      containers: pulumi.output([{ name: "migrate", ports: [] }]),
    };
    new Task("migration", { cluster, taskDefinition });
    await mock.settled();
    return mock.resource("pulumi-nodejs:dynamic:Resource").inputs;
  }

  /** Pulumi's process, started in a folder whose program uses this package. */
  async function withProcess(use: (client: Client, child: ChildProcess) => Promise<void>) {
    const script = inPackage.resolve("@pulumi/pulumi/cmd/dynamic-provider");
    const child = spawn(process.execPath, [script, "127.0.0.1:1"], {
      cwd: join(packageRoot(), "examples"),
      stdio: ["ignore", "pipe", "ignore"],
    });
    try {
      const [port] = (await once(child.stdout, "data")) as [Buffer];
      const address = `127.0.0.1:${port.toString().trim()}`;
      const client = new ResourceProviderClient(address, credentials.createInsecure());
      await use(client, child);
      client.close();
    } finally {
      child.kill("SIGKILL");
    }
  }

  it("runs the task from the program's folder, and fails the update when it fails", async () => {
    const inputs = await inputsOfRun();
    const aws = await fakeAws({
      RunTask: [{ tasks: [{ taskArn }] }],
      DescribeTasks: [ended(0), ended(4)],
      DescribeTaskDefinition: [{ taskDefinition: {} }],
    });
    await withProcess(async (client) => {
      assert.equal(await createdBy(client, inputs), taskArn);
      assert.equal(
        await createdBy(client, inputs),
        `task ${taskArn}: container "migrate" ended with exit code 4; it wrote no log`,
      );
    }).finally(() => aws.stop());
  }).timeout(60_000);

  it("stops the task when the process is ended, as Pulumi does when it is cancelled for good", async () => {
    const inputs = await inputsOfRun();
    const described = new EventEmitter();
    const aws = await fakeAws({
      RunTask: [{ tasks: [{ taskArn }] }],
      DescribeTasks: () => {
        described.emit("described");
        return { tasks: [{ taskArn, lastStatus: "RUNNING" }] };
      },
      StopTask: [{}],
      DescribeTaskDefinition: [{ taskDefinition: {} }],
    });
    await withProcess(async (client, child) => {
      const looked = once(described, "described");
      const failed = createdBy(client, inputs);
      await looked;
      child.kill("SIGINT");
      assert.equal(
        await failed,
        `task ${taskArn}: it was stopped, as the update was cancelled; it wrote no log`,
      );
    }).finally(() => aws.stop());
    const stops = aws.calls.filter(({ action }) => action === "StopTask");
    assert.deepEqual(
      stops.map(({ parameters }) => [parameters.task, parameters.reason]),
      [[taskArn, "slipway: cancelled"]],
    );
  }).timeout(60_000);
});
