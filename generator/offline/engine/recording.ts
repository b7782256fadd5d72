import type { FramePlace } from "../program/programFrames.js";
import type { PropertyMap } from "../wireValue.js";

/** Resource options that travel with a registration, where they were set. */
export interface RecordedOptions {
  aliases?: string[];
  additionalSecretOutputs?: string[];
  deleteBeforeReplace?: boolean;
  deletedWith?: string;
  /** URNs of everything that it depends on, by `dependsOn` or by an input. */
  dependsOn?: string[];
  ignoreChanges?: string[];
  /** Id of the resource that it is imported from. */
  import?: string;
  protect?: boolean;
  /** `<urn>::<id>` of its explicit provider. */
  provider?: string;
  replaceOnChanges?: string[];
  retainOnDelete?: boolean;
  version?: string;
}

/** One resource that a program registered, as it came over the wire. */
export interface Registration {
  urn: string;
  type: string;
  name: string;
  /** URN of its parent; `null` for a root. */
  parent: string | null;
  /** Whether it was only read, as by `Vpc.get` or a StackReference: nothing of it is created. */
  read: boolean;
  /** Whether it is a component whose children a plugin makes. */
  remote?: true;
  /** Its inputs, in the encoding of `wireValue.ts`. */
  inputs: PropertyMap;
  options: RecordedOptions;
  /** URNs of the resources that its top-level inputs have values of. */
  propertyDependencies?: Record<string, string[]>;
  /** The line of the user's program that it comes from, where that is known. */
  place?: FramePlace;
}

/** What a resource answers a program with. */
export interface Answer {
  id: string;
  /** Inputs and outputs, in the encoding of `wireValue.ts`. */
  state: PropertyMap;
}

/** All that a program did, in the order in which it did it. */
export class Recording {
  private readonly byUrn = new Map<string, { registration: Registration; answer: Answer }>();

  /** What the program exports, in the encoding of `wireValue.ts`. */
  public stackOutputs: PropertyMap = {};

  /**
   * Keeps a resource and what it was answered with.
   *
   * @throws {Error} if a resource with the same URN was registered before.
   */
  public add(registration: Registration, answer: Answer): void {
    const { urn } = registration;
    if (this.byUrn.has(urn)) {
      throw new Error(`Duplicate resource URN '${urn}'; try giving it a unique name`);
    }
    this.byUrn.set(urn, { registration, answer });
  }

  /** The resource with a URN, with what it was answered with. */
  public find(urn: string): { registration: Registration; answer: Answer } | undefined {
    return this.byUrn.get(urn);
  }

  /** All resources, first registered first. */
  public get registrations(): Registration[] {
    return [...this.byUrn.values()].map(({ registration }) => registration);
  }
}
