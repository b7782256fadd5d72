import * as pulumi from "@pulumi/pulumi";

import type { ResourceArgs } from "../offline/engine/engine.js";
import { OfflineEngine } from "../offline/engine/engine.js";
import { installMonitor } from "../offline/monitor/installMonitor.js";
import { OfflineMonitor } from "../offline/monitor/monitor.js";
import type { RecordedOptions, Registration } from "../offline/engine/recording.js";
import type { PropertyMap } from "../offline/wireValue.js";
import { decodeProperties, hasSecret, UNKNOWN_TEXT } from "../offline/wireValue.js";

/** Settings of {@link mockPulumi}. */
export interface MockOptions {
  /** @default "project" */
  project?: string;
  /** @default "stack" */
  stack?: string;
  /**
   * Whether values that only an update can know are unknown, as in a preview.
   *
   * @default false
   */
  preview?: boolean;
  /**
   * Region of AWS.
   *
   * @default "us-east-1"
   */
  region?: string;
  /** Configuration of the stack, by full key such as `aws:region` or `project:memory`. */
  config?: Record<string, string>;
  /** Gives outputs of a resource that replace those that are made up, such as `{ arn: "arn:aws:…" }`. */
  outputs?: (resource: ResourceArgs) => PropertyMap;
}

/** A resource that was registered. */
export interface MockResource {
  urn: string;
  type: string;
  name: string;
  /** URN of the parent; `null` without one. */
  parent: string | null;
  /** Its inputs, secrets opened. A value that is not known is the text `[unknown]`. */
  inputs: PropertyMap;
  /** Names of the inputs that hold a secret somewhere. */
  secretInputs: string[];
  /** Resource options, where they were set. */
  options: RecordedOptions;
}

/** What {@link mockPulumi} gives. */
export interface PulumiMock {
  /** All resources so far, in the order in which they were registered. Read it again after {@link settled}. */
  readonly resources: MockResource[];
  /** The one resource of a type, and of a name where there are several. */
  resource(type: string, name?: string): MockResource;
  /**
   * Waits until every resource that the program made is registered.
   *
   * @throws {Error} if one could not be, such as a second one of its type, parent and name.
   */
  settled(): Promise<void>;
}

/**
 * Lets this process make Pulumi resources without an engine: each is recorded, and answers with ids and ARNs as AWS
 * would give them. Call it before each test: it starts an empty recording.
 */
export async function mockPulumi(options: MockOptions = {}): Promise<PulumiMock> {
  const { project = "project", stack = "stack", preview = false } = options;
  const { region, outputs, config = {} } = options;
  const engine = new OfflineEngine({ project, stack, region, outputs });
  const deployment = { project, stack, preview, organization: "organization" };
  const refusal = firstRefusal();
  await installMonitor(pulumi.runtime, new OfflineMonitor(engine, refusal.note), deployment);
  pulumi.runtime.setAllConfig(config);

  const all = (): MockResource[] => engine.recording.registrations.map(mockResource);
  return {
    get resources() {
      return all();
    },
    resource: (type, name) => theOne(all(), type, name),
    settled: async () => {
      // What waits below a component that was refused never comes to its end.
      await Promise.race([pulumi.runtime.disconnect(), refusal.happened]);
      if (refusal.error) throw refusal.error;
    },
  };
}

/** The first resource that was not taken in, if any, as soon as it is known. */
function firstRefusal() {
  let happen = (): void => undefined;
  const refusal = {
    error: undefined as Error | undefined,
    happened: new Promise<void>((resolve) => {
      happen = resolve;
    }),
    note: (error: Error): void => {
      refusal.error ??= error;
      happen();
    },
  };
  return refusal;
}

function mockResource(registration: Registration): MockResource {
  const { urn, type, name, parent, inputs, options } = registration;
  return {
    urn,
    type,
    name,
    parent,
    inputs: decodeProperties(inputs, { unknown: UNKNOWN_TEXT, secret: (value) => value }),
    secretInputs: Object.keys(inputs).filter((key) => hasSecret(inputs[key])),
    options,
  };
}

function theOne(resources: MockResource[], type: string, name?: string): MockResource {
  const named = name === undefined ? type : `${type} "${name}"`;
  const matches = resources.filter(
    (r) => r.type === type && (name === undefined || r.name === name),
  );
  const [match] = matches;
  if (match === undefined || matches.length > 1) {
    const registered = resources.map((r) => `${r.type} "${r.name}"`).join(", ");
    throw new Error(
      `${matches.length} resources are ${named}, not 1; registered are: ${registered}`,
    );
  }
  return match;
}
