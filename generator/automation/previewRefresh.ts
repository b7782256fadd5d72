import type { EngineEvent } from "@pulumi/pulumi/automation";
import { decodeProperties, SHOWN } from "../offline/wireValue.js";
import { runEngine } from "./engineRun.js";
import { openStack } from "./openStack.js";
import { endOf, type OperationResult, statusOf } from "./operationResult.js";
import { assertNotCancelled } from "./previewStack.js";
import type { StackOptions } from "./stackOptions.js";

/** A resource at one moment, without its secrets. */
export interface ResourceMoment {
  urn: string;
  type: string;
  id: string;
  parent: string;
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
}

/** A resource of a stack, as the state has it and as its provider has just read it. */
export interface RefreshedResource {
  /** What a refresh would do to the state: `same`, `update` or `delete`. */
  operation: string;
  /** Whether its provider was asked: components and providers are in the state alone, and some resources are others'. */
  isRead: boolean;
  /** Paths of the properties that differ, such as `tags.team`; empty where the provider does not say which. */
  paths: string[];
  state: ResourceMoment;
  /** Nothing when the resource is gone. */
  live: ResourceMoment | undefined;
}

/** The preview of a refresh, after its end. */
export interface RefreshPreview extends OperationResult<"previewed"> {
  resources: RefreshedResource[];
}

type StepMetadata = NonNullable<EngineEvent["resOutputsEvent"]>["metadata"];

/** The engine sends it too, but the SDK's type does not name it: the resource is only read, and somebody else's. */
interface UntypedState {
  external?: boolean;
}

/**
 * Asks the providers of a stack how its resources are, and changes nothing: neither a resource nor the state. The program
 * does not run.
 *
 * @throws {CliError} if the stack cannot be opened or the request to cancel came before the start.
 */
export async function previewRefresh(
  options: Omit<StackOptions, "createStack" | "policyConfiguration" | "policyPacks">,
): Promise<RefreshPreview> {
  assertNotCancelled(options);
  const startedAt = Date.now();
  const stack = await openStack(options);
  const resources: RefreshedResource[] = [];
  const run = await runEngine("preview", options, ({ onEvent, signal }) =>
    stack.previewRefresh({
      signal,
      onEvent: (event) => {
        const resource = event.resOutputsEvent && refreshed(event.resOutputsEvent.metadata);
        if (resource) resources.push(resource);
        onEvent(event);
      },
    }),
  );
  const status = statusOf(run, "previewed");
  return { ...(await endOf(stack, run, startedAt)), status, changes: {}, resources };
}

function refreshed(metadata: StepMetadata): RefreshedResource | undefined {
  const { op, type, diffs = [], detailedDiff } = metadata;
  const old: (NonNullable<StepMetadata["old"]> & UntypedState) | undefined =
    metadata.old ?? undefined;
  if (!old) return undefined;
  const isManaged = old.custom === true && old.external !== true;
  const isRead = isManaged && !type.startsWith("pulumi:providers:");
  const paths = Object.keys(detailedDiff ?? {});
  return {
    operation: isRead ? op : "same",
    isRead,
    paths: paths.length > 0 ? paths : [...diffs],
    state: moment(old),
    live: metadata.new ? moment(metadata.new) : undefined,
  };
}

function moment(state: NonNullable<StepMetadata["old"]>): ResourceMoment {
  const { urn, type, id, parent } = state;
  // Where there are none, the engine sends none.
  const { inputs, outputs } = state as { inputs?: object | null; outputs?: object | null };
  const plain = (properties: object | null | undefined) =>
    decodeProperties({ ...properties }, SHOWN);
  return { urn, type, id, parent, inputs: plain(inputs), outputs: plain(outputs) };
}
