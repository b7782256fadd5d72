import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";

const ROOT = join(__dirname, "../../..");

/** Pulumi's own copies: a message of another copy would be refused. */
const requireOfPulumi = createRequire(require.resolve("@pulumi/pulumi"));
const { credentials } = requireOfPulumi("@grpc/grpc-js");
const { Empty } = requireOfPulumi("google-protobuf/google/protobuf/empty_pb.js");
const { Struct } = requireOfPulumi("google-protobuf/google/protobuf/struct_pb.js");

/** A resource as the engine sends it. */
export interface SentResource {
  urn: string;
  type: string;
  name: string;
  properties: object;
}

/** A resource as the engine sends it with all others of its stack. */
export interface SentInStack extends SentResource {
  dependencies: Record<string, readonly string[]>;
}

/** What a policy said, with its description left out. */
export interface Diagnostic {
  policy: string;
  level: number;
  urn: string;
  message: string;
}

/** Pulumi's policy host with Slipway's pack in it, driven as the engine drives it, but without an engine. */
export class PolicyHost {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: AnalyzerClient,
  ) {}

  /**
   * @param folder Folder of the policy pack below the package's root.
   * @param environment Variables of the engine's own.
   */
  static async start(
    folder: string,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<PolicyHost> {
    const program = join(ROOT, "node_modules/@pulumi/pulumi/cmd/run-policy-pack/index.js");
    const child = spawn(process.execPath, [program, "127.0.0.1:1", "."], {
      cwd: join(ROOT, folder),
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const failure = once(child, "exit").then(([code]) => {
      throw new Error(`the policy host ended with exit code ${String(code)}`);
    });
    failure.catch(() => undefined);
    const [port] = await Promise.race([once(createInterface(child.stdout), "line"), failure]);
    const client = new AnalyzerClient(`127.0.0.1:${String(port)}`, credentials.createInsecure());
    return new PolicyHost(child, client);
  }

  /** Ends this very process. */
  async stop(): Promise<void> {
    this.client.close();
    const exit = once(this.child, "exit");
    this.child.kill();
    await exit;
  }

  async info(): Promise<proto.AnalyzerInfo.AsObject> {
    const info = await this.call<proto.AnalyzerInfo>("getAnalyzerInfo", new Empty());
    return info.toObject();
  }

  /** Configures policies: their parameters, and 1 (mandatory) for their level. */
  async configure(configuration: Record<string, object>): Promise<void> {
    const request = new proto.ConfigureAnalyzerRequest();
    for (const [name, properties] of Object.entries(configuration)) {
      const config = new proto.PolicyConfig();
      config.setEnforcementlevel(proto.EnforcementLevel.MANDATORY);
      config.setProperties(Struct.fromJavaScript(properties));
      request.getPolicyconfigMap().set(name, config);
    }
    await this.call("configure", request);
  }

  async analyze(resource: SentResource): Promise<Diagnostic[]> {
    const request = new proto.AnalyzeRequest();
    request.setType(resource.type);
    request.setUrn(resource.urn);
    request.setName(resource.name);
    request.setProperties(Struct.fromJavaScript(resource.properties));
    request.setOptions(new proto.AnalyzerResourceOptions());
    return diagnostics(await this.call<proto.AnalyzeResponse>("analyze", request));
  }

  /** @param resources With the URNs that their properties depend on. */
  async analyzeStack(resources: readonly SentInStack[] = []): Promise<Diagnostic[]> {
    const request = new proto.AnalyzeStackRequest();
    request.setResourcesList(resources.map(stackResource));
    return diagnostics(await this.call<proto.AnalyzeResponse>("analyzeStack", request));
  }

  private call<T>(
    method: "getAnalyzerInfo" | "configure" | "analyze" | "analyzeStack",
    request: unknown,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      // The generated client has no types for its methods.
      const client = this.client as unknown as Record<typeof method, Call<T>>;
      client[method](request, (error, response) => {
        if (error) reject(error);
        else resolve(response);
      });
    });
  }
}

function stackResource(sent: SentInStack): proto.AnalyzerResource {
  const resource = new proto.AnalyzerResource();
  resource.setType(sent.type);
  resource.setUrn(sent.urn);
  resource.setName(sent.name);
  resource.setProperties(Struct.fromJavaScript(sent.properties));
  resource.setOptions(new proto.AnalyzerResourceOptions());
  for (const [property, urns] of Object.entries(sent.dependencies)) {
    const list = new proto.AnalyzerPropertyDependencies();
    list.setUrnsList([...urns]);
    resource.getPropertydependenciesMap().set(property, list);
  }
  return resource;
}

function diagnostics(response: proto.AnalyzeResponse): Diagnostic[] {
  return response.getDiagnosticsList().map((diagnostic) => ({
    policy: diagnostic.getPolicyname(),
    level: diagnostic.getEnforcementlevel(),
    urn: diagnostic.getUrn(),
    message: diagnostic.getMessage().replace(`${diagnostic.getDescription()}\n`, ""),
  }));
}

/** A method of the generated client: it calls back with an error or the response. */
type Call<T> = (request: unknown, callback: (error: Error | null, response: T) => void) => void;
