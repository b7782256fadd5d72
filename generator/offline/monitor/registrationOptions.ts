import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";

import type { RecordedOptions } from "../engine/recording.js";

/** The resource options that a registration carries, without those that were not set. */
export function optionsOf(request: RegisterResourceRequest): RecordedOptions {
  const all: { [key in keyof RecordedOptions]: RecordedOptions[key] | undefined } = {
    aliases: aliasesOf(request),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    deleteBeforeReplace: request.getDeletebeforereplacedefined()
      ? request.getDeletebeforereplace()
      : undefined,
    deletedWith: request.getDeletedwith(),
    dependsOn: request.getDependenciesList(),
    ignoreChanges: request.getIgnorechangesList(),
    import: request.getImportid(),
    protect: request.hasProtect() ? request.getProtect() : undefined,
    provider: request.getProvider(),
    replaceOnChanges: request.getReplaceonchangesList(),
    retainOnDelete: request.hasRetainondelete() ? request.getRetainondelete() : undefined,
    version: request.getVersion(),
  };
  const set: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(all)) if (wasSet(value)) set[key] = value;
  return set;
}

/** The resources that the values of each top-level input come from. */
export function dependenciesOf(request: RegisterResourceRequest): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  request.getPropertydependenciesMap().forEach((urns, property) => {
    found[property] = urns.getUrnsList();
  });
  return found;
}

function wasSet(value: unknown): boolean {
  return value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);
}

/** Aliases as URNs; an alias that is spelled out by name or type is shown as those. */
function aliasesOf(request: RegisterResourceRequest): string[] {
  const spelled = request.getAliasesList().map((alias) => {
    const spec = alias.getSpec();
    if (spec === undefined) return alias.getUrn();
    const fields = { name: spec.getName(), type: spec.getType(), parent: spec.getParenturn() };
    return JSON.stringify(Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== "")));
  });
  return [...request.getAliasurnsList(), ...spelled];
}
