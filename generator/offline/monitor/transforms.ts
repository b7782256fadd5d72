import { createRequire } from "node:module";

import type * as callbackClient from "@pulumi/pulumi/proto/callback_grpc_pb";
import type * as callbackMessages from "@pulumi/pulumi/proto/callback_pb";
import type * as resourceMessages from "@pulumi/pulumi/proto/resource_pb";

import type { PropertyMap } from "../wireValue.js";

type Callback = callbackMessages.Callback;
type Registration = resourceMessages.RegisterResourceRequest;
type Credentials = ConstructorParameters<typeof callbackClient.CallbacksClient>[1];

/** Pulumi's messages. They are read when a program has a transform, which few have. */
interface Protocol {
  callbacks: typeof callbackMessages;
  resources: typeof resourceMessages;
  connect: (target: string) => callbackClient.CallbacksClient;
}

/**
 * Applies a program's transforms (the `transforms` option and `registerResourceTransform`) as Pulumi's engine does: it
 * calls back into the program, with the resource's own transforms first, then its parents', then the stack's.
 *
 * @see https://www.pulumi.com/docs/iac/concepts/resources/options/transforms/
 */
export class Transforms {
  private readonly byUrn = new Map<string, { parent: string; callbacks: Callback[] }>();
  private readonly ofStack: Callback[] = [];
  private protocol: Protocol | undefined;

  /** Remembers the transforms of a resource for its children. */
  public keep(urn: string, request: Registration): void {
    this.byUrn.set(urn, { parent: request.getParent(), callbacks: request.getTransformsList() });
  }

  /** Remembers a transform of all resources. */
  public keepForStack(callback: Callback): void {
    this.ofStack.push(callback);
  }

  /** The inputs that the transforms make of a resource's inputs. Its options change in the request. */
  public async apply(request: Registration, inputs: PropertyMap): Promise<PropertyMap> {
    const callbacks = [...request.getTransformsList(), ...this.inherited(request.getParent())];
    if (callbacks.length === 0) return inputs;
    for (const callback of callbacks) {
      await this.applyOne(callback, request);
    }
    return { ...request.getObject()?.toJavaScript() };
  }

  private inherited(urn: string): Callback[] {
    const parent = this.byUrn.get(urn);
    if (parent === undefined) return this.ofStack;
    return [...parent.callbacks, ...this.inherited(parent.parent)];
  }

  private async applyOne(callback: Callback, request: Registration): Promise<void> {
    this.protocol ??= loadProtocol();
    const { callbacks, resources, connect } = this.protocol;
    const message = new resources.TransformRequest();
    message.setType(request.getType());
    message.setName(request.getName());
    message.setCustom(request.getCustom());
    message.setParent(request.getParent());
    message.setProperties(request.getObject());
    message.setOptions(optionsFrom(request, new resources.TransformResourceOptions()));

    const call = new callbacks.CallbackInvokeRequest();
    call.setToken(callback.getToken());
    call.setRequest(message.serializeBinary());
    const bytes = await invoke(connect(callback.getTarget()), call);
    const response = resources.TransformResponse.deserializeBinary(bytes);
    request.setObject(response.getProperties());
    const options = response.getOptions();
    if (options !== undefined) copyOptions(options, request);
  }
}

function loadProtocol(): Protocol {
  const load = createRequire(__filename);
  const client = load("@pulumi/pulumi/proto/callback_grpc_pb") as typeof callbackClient;
  const grpc = createRequire(load.resolve("@pulumi/pulumi/package.json"))("@grpc/grpc-js") as {
    credentials: { createInsecure(): Credentials };
  };
  return {
    callbacks: load("@pulumi/pulumi/proto/callback_pb") as typeof callbackMessages,
    resources: load("@pulumi/pulumi/proto/resource_pb") as typeof resourceMessages,
    connect: (target) => new client.CallbacksClient(target, grpc.credentials.createInsecure()),
  };
}

function invoke(
  client: callbackClient.CallbacksClient,
  call: callbackMessages.CallbackInvokeRequest,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    client.invoke(call, (error, response) => {
      client.close();
      if (error === null) resolve(response.getResponse_asU8());
      else reject(new Error(error.details));
    });
  });
}

type Options = resourceMessages.TransformResourceOptions;

function optionsFrom(request: Registration, options: Options): Options {
  options.setDependsOnList(request.getDependenciesList());
  options.setIgnoreChangesList(request.getIgnorechangesList());
  options.setReplaceOnChangesList(request.getReplaceonchangesList());
  options.setAliasesList(request.getAliasesList());
  options.setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList());
  options.setDeletedWith(request.getDeletedwith());
  options.setProvider(request.getProvider());
  options.setVersion(request.getVersion());
  options.setImport(request.getImportid());
  if (request.hasProtect()) options.setProtect(request.getProtect() === true);
  if (request.hasRetainondelete()) {
    options.setRetainOnDelete(request.getRetainondelete() === true);
  }
  return options;
}

function copyOptions(options: Options, request: Registration): void {
  request.setDependenciesList(options.getDependsOnList());
  request.setIgnorechangesList(options.getIgnoreChangesList());
  request.setReplaceonchangesList(options.getReplaceOnChangesList());
  request.setAliasesList(options.getAliasesList());
  request.setAdditionalsecretoutputsList(options.getAdditionalSecretOutputsList());
  request.setDeletedwith(options.getDeletedWith());
  request.setProvider(options.getProvider());
  request.setVersion(options.getVersion());
  request.setImportid(options.getImport());
  if (options.hasProtect()) request.setProtect(options.getProtect() === true);
  if (options.hasRetainOnDelete()) request.setRetainondelete(options.getRetainOnDelete() === true);
}
