import { createRequire } from "node:module";
import { join } from "node:path";

import type * as proto from "@pulumi/pulumi/proto/analyzer_pb";

import { replaceModules } from "../program/replaceModules.js";

/** What `@pulumi/policy` serves to the engine, by the names of its calls. */
export interface AnalyzerCalls {
  getAnalyzerInfo: Handler<unknown, proto.AnalyzerInfo>;
  configure: Handler<proto.ConfigureAnalyzerRequest, unknown>;
  remediate: Handler<proto.AnalyzeRequest, proto.RemediateResponse>;
  analyze: Handler<proto.AnalyzeRequest, proto.AnalyzeResponse>;
  analyzeStack: Handler<proto.AnalyzeStackRequest, proto.AnalyzeResponse>;
}

/** A call of a gRPC service, as its server makes it. */
type Handler<Q, R> = (
  call: { request: Q },
  callback: (error: Error | null | undefined, response?: R) => void,
) => unknown;

/** The messages of the analyzer's protocol, and Pulumi's plain JSON among them. */
export interface AnalyzerMessages
  extends Pick<
    typeof proto,
    | "AnalyzeRequest"
    | "AnalyzerProviderResource"
    | "AnalyzerPropertyDependencies"
    | "AnalyzerResource"
    | "AnalyzerResourceOptions"
    | "AnalyzeStackRequest"
    | "ConfigureAnalyzerRequest"
    | "EnforcementLevel"
    | "PolicyConfig"
    | "PolicySeverity"
    | "PolicyType"
  > {
  struct(value: object): ReturnType<proto.AnalyzeRequest["getProperties"]>;
}

/** The package that packs are made of, whichever copy of it a pack has. */
const POLICY_PACKAGE = /[\\/]@pulumi[\\/]policy[\\/]/;

/**
 * Stands in for the gRPC server that `@pulumi/policy` starts when a pack makes its `PolicyPack`: nothing listens, and what
 * the pack would serve is kept. Packs then run by the very code that serves them to the engine. To be called before a pack
 * is loaded.
 *
 * @returns Gives what the pack serves; nothing before it has made its `PolicyPack`.
 */
export function installPackHost(): () => AnalyzerCalls | undefined {
  let calls: AnalyzerCalls | undefined;
  class Server {
    public addService(_service: unknown, served: AnalyzerCalls): void {
      calls = served;
    }

    /** Never calls back: the callback prints a port. */
    public bindAsync(): void {
      return;
    }
  }
  const grpc = { Server, ServerCredentials: { createInsecure: () => ({}) } };
  replaceModules(({ request, parent, load }) => {
    const isServers = request === "@grpc/grpc-js" && POLICY_PACKAGE.test(parent?.filename ?? "");
    return isServers ? grpc : load();
  });
  return () => calls;
}

/** The protocol's messages, of the very copy of Pulumi that a pack's `@pulumi/policy` uses. */
export function analyzerMessages(packDirectory: string): AnalyzerMessages {
  const policy = createRequire(join(packDirectory, "package.json")).resolve("@pulumi/policy");
  const ofPolicy = createRequire(policy);
  const ofPulumi = createRequire(ofPolicy.resolve("@pulumi/pulumi"));
  const { Struct } = ofPulumi("google-protobuf/google/protobuf/struct_pb.js") as {
    Struct: { fromJavaScript(value: object): ReturnType<proto.AnalyzeRequest["getProperties"]> };
  };
  const messages = ofPolicy("@pulumi/pulumi/proto/analyzer_pb") as typeof proto;
  return Object.assign(Object.create(messages) as typeof proto, {
    struct: (value: object) => Struct.fromJavaScript(value),
  });
}

/** Makes a call, as the engine would over gRPC. */
export function called<Q, R>(handler: Handler<Q, R>, request: Q): Promise<R> {
  return new Promise((resolve, reject) => {
    const answered = (error: Error | null | undefined, response?: R): void => {
      if (error) reject(error);
      else resolve(response as R);
    };
    // What a handler throws before its first pause is no answer of its own.
    Promise.resolve(handler({ request }, answered)).catch(reject);
  });
}
