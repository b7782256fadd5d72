import type {
  RefreshedResource,
  ResourceMoment,
} from "../../../../generator/automation/previewRefresh.js";
import { state as stateOfStack } from "../../doctor/state.js";

/** A resource with its blanks filled in. */
function moment(resource: Partial<ResourceMoment>): ResourceMoment {
  return { urn: "", type: "", id: "", parent: "", inputs: {}, outputs: {}, ...resource };
}

/** What a provider has read of a resource. */
export interface Reading {
  operation?: string;
  paths?: string[];
  /** Outputs that differ from the state's. */
  outputs?: Record<string, unknown>;
  inputs?: Record<string, unknown>;
}

/** A resource that nobody else than the program owns. */
export function refreshedResource(
  state: Partial<ResourceMoment>,
  { operation = "update", paths = [], outputs, inputs }: Reading = {},
): RefreshedResource {
  const before = moment(state);
  const after = {
    ...before,
    inputs: { ...before.inputs, ...inputs },
    outputs: { ...before.outputs, ...outputs },
  };
  return {
    ...{ operation, paths, isRead: true, state: before },
    live: operation === "delete" ? undefined : after,
  };
}

/** The refresh of the stack of `doctor/state`, with what was read of its resources by type. */
export function refreshedStack(
  ownership: Record<string, string>,
  readings: Record<string, Reading>,
): RefreshedResource[] {
  return stateOfStack(ownership).map((state) =>
    refreshedResource(state, { operation: "same", ...readings[state.type] }),
  );
}
