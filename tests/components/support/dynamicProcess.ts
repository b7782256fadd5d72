import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";

/** As much of Pulumi's protocol as creations and updates take. */
interface Message {
  setArgs(properties: object): void;
  setProperties(properties: object): void;
  setOlds(properties: object): void;
  setNews(properties: object): void;
  getId(): string;
}
type Done = (error: { details: string } | null, made: Message) => void;
interface Client {
  configure(request: Message, done: Done): void;
  create(request: Message, done: Done): void;
  update(request: Message, done: Done): void;
  cancel(request: object, done: Done): void;
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
const { ConfigureRequest, CreateRequest, UpdateRequest } = inPulumi(
  "@pulumi/pulumi/proto/provider_pb",
) as {
  ConfigureRequest: new () => Message;
  CreateRequest: new () => Message;
  UpdateRequest: new () => Message;
};
const { Struct } = inPulumi("google-protobuf/google/protobuf/struct_pb.js") as {
  Struct: { fromJavaScript(value: object): object };
};
const { Empty } = inPulumi("google-protobuf/google/protobuf/empty_pb.js") as {
  Empty: new () => object;
};

/** Pulumi's own process for dynamic resources, as the engine runs it in the folder of a program. */
export interface DynamicProcess {
  /** Creates a resource; gives its id or what it fails with. */
  create(inputs: object): Promise<string>;
  /** Updates a resource; gives nothing or what it fails with. */
  update(olds: object, news: object): Promise<string>;
  /** Says that the update is cancelled, as the engine does at the first Ctrl-C. */
  cancel(): Promise<string>;
  /** Sends a signal to the process. */
  signal(name: NodeJS.Signals): void;
}

/** Runs the process for as long as it is used, with the configuration of a stack by full key, such as `aws:profile`. */
export async function withDynamicProcess(
  use: (process: DynamicProcess) => Promise<void>,
  configuration: Record<string, string> = {},
) {
  const script = inPackage.resolve("@pulumi/pulumi/cmd/dynamic-provider");
  const child = spawn(process.execPath, [script, "127.0.0.1:1"], {
    cwd: join(packageRoot(), "examples"),
    stdio: ["ignore", "pipe", "ignore"],
  });
  let client: Client | undefined;
  try {
    const [port] = (await once(child.stdout, "data")) as [Buffer];
    child.stdout.resume();
    const address = `127.0.0.1:${port.toString().trim()}`;
    const connected = new ResourceProviderClient(address, credentials.createInsecure());
    client = connected;
    const configure = new ConfigureRequest();
    configure.setArgs(Struct.fromJavaScript(configuration));
    await answerOf((done) => {
      connected.configure(configure, done);
    }, false);
    await use({
      signal: (name) => child.kill(name),
      cancel: () =>
        answerOf((done) => {
          connected.cancel(new Empty(), done);
        }, false),
      create: (inputs) => {
        const request = new CreateRequest();
        request.setProperties(Struct.fromJavaScript(inputs));
        return answerOf((done) => {
          connected.create(request, done);
        }, true);
      },
      update: (olds, news) => {
        const request = new UpdateRequest();
        request.setOlds(Struct.fromJavaScript(olds));
        request.setNews(Struct.fromJavaScript(news));
        return answerOf((done) => {
          connected.update(request, done);
        }, false);
      },
    });
  } finally {
    client?.close();
    // A process that catches signals would stay.
    child.kill("SIGKILL");
  }
}

function answerOf(ask: (done: Done) => void, hasId: boolean): Promise<string> {
  return new Promise((resolve) => {
    ask((error, made) => {
      resolve(error === null ? (hasId ? made.getId() : "") : error.details);
    });
  });
}
