import { importIds, type LookUpResult } from "./lookUp.js";

/** A resource in an exported state. */
export interface ExportedResource {
  urn: string;
  type: string;
  custom?: boolean;
  id?: string;
  delete?: boolean;
  /** Whether it is deleted already, and its replacement is still to be made. */
  pendingReplacement?: boolean;
  /** Whether the program only reads it. */
  external?: boolean;
  parent?: string;
  provider?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
}

/** A change that has begun, and of which the state does not know the end. */
export interface ExportedOperation {
  type: string;
  resource: ExportedResource;
}

/** The part of an exported state that has resources. */
export interface ExportedDeployment {
  resources?: ExportedResource[];
  pending_operations?: ExportedOperation[];
}

/** Creations of which the state does not know the end, of what exists outside of the state. */
export function pendingCreates({
  pending_operations = [],
}: ExportedDeployment): ExportedResource[] {
  return pending_operations
    .filter(({ type, resource }) => type === "creating" && isOutside(resource))
    .map(({ resource }) => resource);
}

/** Providers and components are in the state alone. */
function isOutside({ custom, type }: ExportedResource): boolean {
  return custom === true && !type.startsWith("pulumi:");
}

/** Whether the creation replaces a resource that the state still has. */
export function isReplacement({ resources = [] }: ExportedDeployment, urn: string): boolean {
  return resources.some((each) => each.urn === urn && each.delete !== true && isThere(each));
}

/** Whether a resource of a state is in AWS, as far as the state knows. */
export function isThere({ pendingReplacement }: ExportedResource): boolean {
  return pendingReplacement !== true;
}

/** Ids and ARNs of all resources of a state. */
export function knownObjects({ resources = [] }: ExportedDeployment): Set<string> {
  return new Set(
    resources
      .filter(isThere)
      .flatMap(({ id, outputs }) =>
        [id, outputs?.["arn"]].filter((each) => typeof each === "string"),
      ),
  );
}

/**
 * A state without pending operations, in which each pending creation is a resource with the object that was found, or is
 * left out where there is none. The state has no outputs of such a resource: a refresh then has the provider import it by
 * its id, and takes it out where it is absent. Copies of it are deleted in the next update.
 */
export function settledDeployment(
  deployment: ExportedDeployment,
  found: ReadonlyMap<string, LookUpResult>,
): ExportedDeployment {
  const { resources = [] } = deployment;
  const settled = { ...deployment };
  delete settled.pending_operations;
  const adopted = pendingCreates(deployment).flatMap((resource) =>
    importIds(found.get(resource.urn) ?? "absent").map((id, i) => ({
      ...{ ...resource, id, outputs: {} },
      ...(i > 0 && { delete: true }),
    })),
  );
  const urns = new Set(adopted.map(({ urn }) => urn));
  // What is replaced goes when its replacement is there, as the engine would have had it.
  const kept = resources
    .filter((each) => isThere(each) || !urns.has(each.urn))
    .map((each) => (urns.has(each.urn) ? { ...each, delete: true } : each));
  return { ...settled, resources: [...kept, ...adopted] };
}
