import type * as proto from "@pulumi/pulumi/proto/analyzer_pb";

import type { PropertyMap } from "../wireValue.js";
import type { AnalyzerMessages } from "./packHost.js";
import type { RecordedResource } from "./programRecord.js";

/** Writes what a program registered as the engine sends it to a policy pack. */
export class AnalyzerRequests {
  private readonly byUrn: ReadonlyMap<string, RecordedResource>;

  public constructor(
    private readonly messages: AnalyzerMessages,
    private readonly resources: readonly RecordedResource[],
  ) {
    this.byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  }

  /** One resource, with its inputs: also for a remediation. */
  public ofResource(resource: RecordedResource, inputs: PropertyMap): proto.AnalyzeRequest {
    const request = new this.messages.AnalyzeRequest();
    return this.filled(request, resource, inputs);
  }

  /** All resources, with their outputs. */
  public ofStack(stateOf: (resource: RecordedResource) => PropertyMap): proto.AnalyzeStackRequest {
    const request = new this.messages.AnalyzeStackRequest();
    request.setResourcesList(
      this.resources.map((resource) => {
        const message = this.filled(
          new this.messages.AnalyzerResource(),
          resource,
          stateOf(resource),
        );
        message.setParent(resource.parent);
        message.setDependenciesList(resource.options.dependsOn ?? []);
        for (const [property, urns] of Object.entries(resource.propertyDependencies)) {
          const list = new this.messages.AnalyzerPropertyDependencies();
          list.setUrnsList(urns);
          message.getPropertydependenciesMap().set(property, list);
        }
        return message;
      }),
    );
    return request;
  }

  private filled<T extends proto.AnalyzeRequest | proto.AnalyzerResource>(
    message: T,
    resource: RecordedResource,
    properties: PropertyMap,
  ): T {
    message.setType(resource.type);
    message.setUrn(resource.urn);
    message.setName(resource.name);
    message.setProperties(this.messages.struct(properties));
    message.setOptions(this.optionsOf(resource));
    const provider = this.providerOf(resource);
    if (provider !== undefined) message.setProvider(provider);
    return message;
  }

  private optionsOf({ parent, options }: RecordedResource): proto.AnalyzerResourceOptions {
    const message = new this.messages.AnalyzerResourceOptions();
    message.setParent(parent);
    message.setProtect(options.protect ?? false);
    message.setIgnorechangesList(options.ignoreChanges ?? []);
    message.setAdditionalsecretoutputsList(options.additionalSecretOutputs ?? []);
    message.setAliasesList((options.aliases ?? []).filter((alias) => alias.startsWith("urn:")));
    if (options.deleteBeforeReplace !== undefined) {
      message.setDeletebeforereplacedefined(true);
      message.setDeletebeforereplace(options.deleteBeforeReplace);
    }
    return message;
  }

  /** Its explicit provider, which the option names as `<urn>::<id>`. A default one is of the engine's making. */
  private providerOf({ options }: RecordedResource): proto.AnalyzerProviderResource | undefined {
    const urn = options.provider?.split("::").slice(0, -1).join("::");
    const provider = this.byUrn.get(urn ?? "");
    if (provider === undefined) return undefined;
    const message = new this.messages.AnalyzerProviderResource();
    message.setType(provider.type);
    message.setUrn(provider.urn);
    message.setName(provider.name);
    message.setProperties(this.messages.struct(provider.inputs));
    return message;
  }
}
