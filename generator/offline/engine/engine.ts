import { DEFAULT_REGION } from "./aws/account.js";
import type { Autonaming } from "./autonaming.js";
import { secretOutputsOf } from "./otherProviders.js";
import type { Made } from "./aws/awsResource.js";
import { callFunction, makeResource } from "./provider.js";
import { Recording } from "./recording.js";
import type { RecordedOptions } from "./recording.js";
import { STACK_REFERENCE_TYPE, stackOutputsOf } from "./stackReference.js";
import type { MockUse } from "../mockUse.js";
import type { MockValues } from "../mockValues.js";
import type { FramePlace } from "../program/programFrames.js";
import type { Placeholders } from "../placeholders.js";
import type { SecretValues } from "../secretValues.js";
import { urnOf } from "../urn.js";
import type { PropertyMap } from "../wireValue.js";
import { decodeProperties, encodeSecret, hasSecret, OPENED } from "../wireValue.js";

/** What an {@link OfflineEngine} is told about the program that it serves. */
export interface EngineOptions {
  project: string;
  stack: string;
  /**
   * Region of the default AWS provider.
   *
   * @default "us-east-1"
   */
  region?: string | undefined;
  /** What resources are called that have no name of their own; nothing where the provider chooses. */
  autonaming?: Autonaming | undefined;
  /** Is told all secrets that the program sends and is sent. */
  secrets?: SecretValues | undefined;
  /** Is told all values that are made up. */
  placeholders?: Placeholders | undefined;
  /** Values that replace those that would be made up. */
  mocks?: MockValues | undefined;
  /** Is told all that could be replaced. */
  mockUse?: MockUse | undefined;
  /** Gives outputs that replace those that would be made up. */
  outputs?: ((resource: ResourceArgs) => PropertyMap) | undefined;
}

/** A resource as {@link EngineOptions.outputs} sees it: plain, with its secrets opened. */
export interface ResourceArgs {
  urn: string;
  type: string;
  name: string;
  inputs: PropertyMap;
}

/** A resource that a program asks for. */
export interface ResourceRequest {
  type: string;
  name: string;
  /** URN of the parent, or the empty string. */
  parent: string;
  /** In the encoding of `wireValue.ts`. */
  inputs: PropertyMap;
  /** `<urn>::<id>` of an explicit provider, or the empty string. */
  provider: string;
  /** Id of a resource that is read or imported, or the empty string. */
  id: string;
  /** Whether it is only read: nothing of it is created. */
  read: boolean;
  /** Whether a provider gives it outputs. A component makes its own. */
  hasOutputs: boolean;
  /** Whether it is a component whose children a plugin makes. */
  remote?: boolean;
  options: RecordedOptions;
  /** URNs of the resources that its top-level inputs have values of. */
  propertyDependencies?: Record<string, string[]>;
  /** Where the program asks for it, where that is known. */
  place?: FramePlace | undefined;
}

/** What a program is told of a resource. */
export interface ResourceState {
  urn: string;
  id: string;
  /** Inputs and outputs, in the encoding of `wireValue.ts`. */
  state: PropertyMap;
}

/** Does for one program what Pulumi's engine and the providers do in a preview, without either. */
export class OfflineEngine {
  public readonly recording = new Recording();

  public constructor(private readonly options: EngineOptions) {}

  /**
   * Takes a resource in.
   *
   * @throws {Error} if its URN is taken.
   */
  public register(request: ResourceRequest): ResourceState {
    const { type, name, inputs, read, options, propertyDependencies } = request;
    const parent = request.parent === "" ? undefined : request.parent;
    const urn = urnOf({ ...this.options, type, name, parent });
    const made = request.hasOutputs ? this.make(urn, request) : { id: "" };
    const { id, ...outputs } = request.id === "" ? made : existing(made, request.id);
    const state = withSecrets({ ...outputs, ...inputs }, options.additionalSecretOutputs);
    // It has the inputs in it.
    this.options.secrets?.noteOnWire(state);
    const remote = request.remote === true && { remote: true as const };
    const place = request.place ?? this.placeOf(parent);
    const registration = {
      ...{ urn, type, name, parent: parent ?? null, inputs, read, options, ...remote },
      ...(propertyDependencies && { propertyDependencies }),
      ...(place && { place }),
    };
    this.recording.add(registration, { id, state });
    return { urn, id, state };
  }

  /** What a component makes when an output is known has none of the program's lines around it: the component's is its own. */
  private placeOf(parent: string | undefined): FramePlace | undefined {
    return parent === undefined ? undefined : this.recording.find(parent)?.registration.place;
  }

  /** What a provider's function answers, in the encoding of `wireValue.ts`. */
  public call(token: string, args: PropertyMap, provider: string): PropertyMap {
    const given = decodeProperties(args, OPENED);
    const answer = callFunction(token, given, this.regionOf(provider));
    const mocked = this.options.mocks?.invokes?.[token];
    this.options.mockUse?.note("invokes", token);
    const made = Object.entries(answer).filter(([key]) => !(key in given));
    this.options.placeholders?.note("invokes", token, Object.fromEntries(made));
    if (mocked === undefined) this.options.placeholders?.noteAsked("invokes", token);
    return { ...answer, ...mocked };
  }

  private make(urn: string, request: ResourceRequest): Made {
    const { type, name, provider } = request;
    const region = this.regionOf(provider);
    const resource = { urn, type, name, inputs: decodeProperties(request.inputs, OPENED) };
    const { autonaming } = this.options;
    const made = { ...makeResource({ ...resource, region, ...(!request.read && { autonaming }) }) };
    if (type === STACK_REFERENCE_TYPE) {
      const mocked = this.options.mocks?.stackReferences?.[request.id];
      this.options.mockUse?.note("stackReferences", request.id);
      if (mocked === undefined) this.options.placeholders?.noteAsked("stackReferences", request.id);
      made.outputs = { ...stackOutputsOf(request.id, region), ...mocked };
      made.secretOutputNames = [];
    } else this.options.placeholders?.note("resources", type, made);
    this.options.mockUse?.note("resources", type, urn);
    const { [type]: ofType, [urn]: ofUrn } = this.options.mocks?.resources ?? {};
    Object.assign(made, this.options.outputs?.(resource), ofType, ofUrn);
    for (const key of secretOutputsOf(type)) made[key] = encodeSecret(made[key]);
    return made;
  }

  /** Region of an explicit provider, or else of the stack's configuration. */
  private regionOf(provider: string): string {
    const urn = provider.split("::").slice(0, -1).join("::");
    const region = this.recording.find(urn)?.registration.inputs.region;
    return typeof region === "string" ? region : (this.options.region ?? DEFAULT_REGION);
  }
}

/** A resource's state, with the properties as secrets that its options say to be. */
function withSecrets(state: PropertyMap, keys: readonly string[] = []): PropertyMap {
  if (keys.length === 0) return state;
  const secret = keys.filter((key) => key in state && !hasSecret(state[key]));
  return { ...state, ...Object.fromEntries(secret.map((key) => [key, encodeSecret(state[key])])) };
}

/** The outputs of something that exists: with the id that it was asked for by, and what follows from that. */
function existing(made: Made, id: string): Made {
  const isArn = id.startsWith("arn:");
  const found: Made = { ...made, id };
  if (typeof made.arn === "string") found.arn = isArn ? id : made.arn.replace(made.id, id);
  if (isArn && made.name !== undefined) found.name = id.split(/[/:]/).at(-1);
  if (made.name === made.id) found.name = id;
  return found;
}
