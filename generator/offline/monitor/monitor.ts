import { fileURLToPath } from "node:url";

import type {
  ReadResourceRequest,
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  ResourceInvokeRequest,
  SupportsFeatureRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";

import type { OfflineEngine } from "../engine/engine.js";
import { dependenciesOf, optionsOf } from "./registrationOptions.js";
import { Transforms } from "./transforms.js";
import type { FramePlace } from "../program/programFrames.js";
import { STACK_TYPE } from "../urn.js";
import type { PropertyMap } from "../wireValue.js";
import { UNKNOWN_ON_THE_WIRE } from "../wireValue.js";
import { oncePerKey } from "../oncePerKey.js";

type Reply = (error: Error | null, response?: object) => void;

/** A message of JSON in the shape in which Pulumi's runtime reads it. */
interface Struct {
  toJavaScript(): object;
}

/** What Pulumi's runtime may use. Output values would hide plain inputs behind their dependencies. */
const SUPPORTED_FEATURES = new Set([
  "secrets",
  "resourceReferences",
  "deletedWith",
  "replaceWith",
  "aliasSpecs",
  "transforms",
  "parameterization",
  "resourceHooks",
  "errorHooks",
]);

/**
 * Speaks the protocol of Pulumi's resource monitor for an {@link OfflineEngine}, in the process of the program.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/proto/pulumi/resource.proto
 */
export class OfflineMonitor {
  private readonly transforms = new Transforms();

  /**
   * @param tellRefusal Is told why a resource is not taken in. Of a component's children, Pulumi's runtime waits for ever then.
   */
  public constructor(
    private readonly engine: OfflineEngine,
    private readonly tellRefusal: (error: Error) => void = () => undefined,
  ) {}

  public registerResource(request: RegisterResourceRequest, reply: Reply): void {
    this.takeIn(reply, async () => {
      const inputs = await this.transforms.apply(request, mapOf(request.getObject()));
      const { urn, id, state } = this.engine.register({
        type: request.getType(),
        name: request.getName(),
        parent: request.getParent(),
        inputs,
        provider: request.getProvider(),
        id: request.getImportid(),
        read: false,
        hasOutputs: request.getCustom() || request.getRemote(),
        remote: request.getRemote(),
        options: optionsOf(request),
        propertyDependencies: dependenciesOf(request),
        place: placeOf(request),
      });
      this.transforms.keep(urn, request);
      return {
        getUrn: () => urn,
        getId: () => id,
        getObject: () => struct(state),
        getPropertydependenciesMap: () => undefined,
        getResult: () => 0,
      };
    });
  }

  public readResource(request: ReadResourceRequest, reply: Reply): void {
    this.takeIn(reply, () => {
      const { urn, state } = this.engine.register({
        type: request.getType(),
        name: request.getName(),
        parent: request.getParent(),
        inputs: mapOf(request.getProperties()),
        provider: request.getProvider(),
        id: request.getId(),
        read: true,
        hasOutputs: true,
        options: {},
        place: placeOf(request),
      });
      return { getUrn: () => urn, getProperties: () => struct(state) };
    });
  }

  public registerResourceOutputs(request: RegisterResourceOutputsRequest, reply: Reply): void {
    respond(reply, () => {
      const { recording } = this.engine;
      if (recording.find(request.getUrn())?.registration.type === STACK_TYPE) {
        recording.stackOutputs = mapOf(request.getOutputs());
      }
      return {};
    });
  }

  public invoke(request: ResourceInvokeRequest, reply: Reply): void {
    respond(reply, () => {
      const token = request.getTok();
      const args = mapOf(request.getArgs());
      const result =
        token === "pulumi:pulumi:getResource"
          ? this.resourceStruct(String(args.urn))
          : struct(this.engine.call(token, args, request.getProvider()));
      return { getFailuresList: () => [], getReturn: () => result };
    });
  }

  /** A method of a resource runs in its provider's plugin, so what it returns is not known. */
  public call(_request: object, reply: Reply): void {
    const unknown = struct({ result: UNKNOWN_ON_THE_WIRE });
    reply(null, {
      getFailuresList: () => [],
      getReturn: () => unknown,
      getReturndependenciesMap: () => undefined,
    });
  }

  public supportsFeature(request: SupportsFeatureRequest, reply: Reply): void {
    const supported = SUPPORTED_FEATURES.has(request.getId());
    reply(null, { getHassupport: () => supported });
  }

  public registerPackage(_request: object, reply: Reply): void {
    reply(null, { getRef: () => "offline" });
  }

  public registerStackTransform(callback: Callback, reply: Reply): void {
    this.transforms.keepForStack(callback);
    reply(null, {});
  }

  /** Hooks run around real changes, of which there are none. */
  public registerResourceHook(_request: object, reply: Reply): void {
    reply(null, {});
  }

  /** Hooks run around real changes, of which there are none. */
  public registerErrorHook(_request: object, reply: Reply): void {
    reply(null, {});
  }

  private takeIn(reply: Reply, work: () => object | Promise<object>): void {
    respond((error, response) => {
      if (error) this.tellRefusal(error);
      reply(error, response);
    }, work);
  }

  /** The answer to a program that looks up one of its own resources by URN. */
  private resourceStruct(urn: string): object {
    const answer = this.engine.recording.find(urn)?.answer;
    if (answer === undefined) throw new Error(`unknown resource ${urn}`);
    const fields = new Map<string, object>([
      ["urn", { toJavaScript: () => urn }],
      ["id", { toJavaScript: () => answer.id }],
      ["state", { getStructValue: () => struct(answer.state) }],
    ]);
    // A program that asks by itself reads it like the answer of any other function.
    const { id, state } = answer;
    return { getFieldsMap: () => fields, ...struct({ urn, id, state }) };
  }
}

/** Where the program asks for a resource, where its SDK tells it. */
function placeOf(request: RegisterResourceRequest | ReadResourceRequest): FramePlace | undefined {
  const position = request.getSourceposition();
  const uri = position?.getUri();
  if (position === undefined || !uri?.startsWith("file:")) return undefined;
  return { file: fileOf(uri), line: position.getLine(), column: position.getColumn() };
}

/** Files by URI: a program registers its resources from few. */
const fileOf = oncePerKey(fileURLToPath);

function respond(reply: Reply, work: () => object | Promise<object>): void {
  void Promise.resolve()
    .then(work)
    .then(
      (response) => {
        reply(null, response);
      },
      (reason: unknown) => {
        const error = reason instanceof Error ? reason : new Error(String(reason));
        // Pulumi's runtime reads the text of a failed call from `details`, as gRPC has it.
        reply(Object.assign(error, { details: error.message }));
      },
    );
}

function struct(value: PropertyMap): Struct {
  return { toJavaScript: () => value };
}

function mapOf(message: { toJavaScript(): object } | undefined): PropertyMap {
  return (message?.toJavaScript() ?? {}) as PropertyMap;
}
