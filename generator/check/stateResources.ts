import type { ReviewedResource } from "../../policies/pack.js";
import { UNKNOWN } from "../../policies/pack.js";
import { CliError } from "../cliError.js";
import { nameInUrn } from "../offline/urn.js";
import { decodeProperties, encodeSecret } from "../offline/wireValue.js";
import { isMap } from "../project/findProject.js";
import { parsedJson } from "../project/parsedJson.js";

/** What a state holds of a resource, as far as policies ask for it. */
interface StateResource {
  urn: string;
  type: string;
  id?: string;
  parent?: string;
  inputs?: Record<string, unknown>;
  propertyDependencies?: Record<string, unknown>;
  /** Whether an update replaced it, and could not delete it yet. */
  delete?: boolean;
  /** Whether the program only reads it. */
  external?: boolean;
}

/**
 * The resources of an exported state, as policies see them. A secret whose value the state has encrypted is not known.
 *
 * @param file The file's name, which errors name.
 * @throws {CliError} if it is no state.
 */
export function stateResources(file: string, text: string): ReviewedResource[] {
  const own = resourcesIn(file, text).filter((one) => !one.delete && !one.external);
  const dependencies = own.map(dependenciesOf);
  // Before an update ids are unknown, and what refers to what is told by dependencies. So it is here: a resource is
  // referred to by its id, its ARN or its name, and a state does not say by which.
  const referred = new Set(dependencies.flatMap((each) => Object.values(each).flat()));
  return own.map(({ urn, type, id, parent, inputs = {} }, i) => ({
    urn,
    type,
    name: nameInUrn(urn),
    properties: decodeProperties(withoutDefaults(inputs), {
      unknown: UNKNOWN,
      secret: encodeSecret,
    }),
    ...(id !== undefined && id !== "" && !referred.has(urn) && { id }),
    ...(parent !== undefined && { parent }),
    dependencies: dependencies[i] ?? {},
  }));
}

function resourcesIn(file: string, text: string): StateResource[] {
  const content = parsed(file, text);
  const { deployment, checkpoint } = isMap(content) ? content : {};
  // The file of a backend in a bucket or folder has the same one level deeper.
  const latest = deployment ?? (isMap(checkpoint) ? checkpoint.latest : undefined);
  if (!isMap(latest)) {
    throw new CliError(
      `${file} must be a state that 'pulumi stack export' writes, and has no 'deployment'`,
    );
  }
  const { resources = [] } = latest;
  if (Array.isArray(resources) && resources.every(isStateResource)) return resources;
  throw new CliError(
    `${file} must be a state that 'pulumi stack export' writes: each of 'deployment.resources' has a 'urn' and a 'type'`,
  );
}

/** Some editors write a mark before it. */
function parsed(file: string, text: string): unknown {
  return parsedJson(
    text.replace(/^\uFEFF/, ""),
    `${file} must be JSON, as 'pulumi stack export' writes it`,
  );
}

function isStateResource(value: unknown): value is StateResource {
  return isMap(value) && typeof value.urn === "string" && typeof value.type === "string";
}

function dependenciesOf({ propertyDependencies }: StateResource): Record<string, string[]> {
  if (!isMap(propertyDependencies)) return {};
  return Object.fromEntries(
    Object.entries(propertyDependencies).map(([property, urns]) => [
      property,
      Array.isArray(urns) ? urns.filter((urn) => typeof urn === "string") : [],
    ]),
  );
}

/** Providers of the bridge keep in `__defaults` which inputs the program did not give. */
function withoutDefaults(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "__defaults")
      .map(([key, each]) => [key, withoutDefaultsIn(each)]),
  );
}

function withoutDefaultsIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaultsIn);
  return isMap(value) ? withoutDefaults(value) : value;
}
