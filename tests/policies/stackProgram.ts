import { UNKNOWN } from "../../policies/resource/reader.js";
import type { ReviewedResource } from "../../policies/resource/reviewedResource.js";

/** Stands in a property for the id of another resource. */
class Ref {
  constructor(readonly name: string) {}
}

/** The id of another resource of the program. */
export function ref(name: string): unknown {
  return new Ref(name);
}

/** Resources of a program: name to type and properties, in which `ref(name)` stands for an id. */
export type StackProgram = Record<string, [type: string, properties?: Record<string, unknown>]>;

/** The resources before the first update, when no id is known and Pulumi knows what depends on what. */
export function previewed(program: StackProgram): ReviewedResource[] {
  return resourcesOf(program, () => UNKNOWN).map((resource) => ({
    ...resource,
    dependencies: dependenciesOf(program, resource.name),
  }));
}

/** The resources with ids, as an offline preview makes them up, and nothing of what depends on what. */
export function identified(program: StackProgram): ReviewedResource[] {
  return resourcesOf(program, idOf).map((resource) => ({ ...resource, id: idOf(resource.name) }));
}

function idOf(name: string): string {
  return `${name}-0123456789abcdef0`;
}

function urnOf(name: string, type: string): string {
  return `urn:pulumi:dev::shop::${type}::${name}`;
}

function resourcesOf(program: StackProgram, valueOf: (name: string) => unknown) {
  return Object.entries(program).map(([name, [type, properties = {}]]) => ({
    urn: urnOf(name, type),
    type,
    name,
    properties: mapped(properties, ({ name: other }) => valueOf(other)),
  }));
}

function dependenciesOf(program: StackProgram, name: string): Record<string, string[]> {
  const properties = program[name]?.[1] ?? {};
  return Object.fromEntries(
    Object.entries(properties).map(([property, value]) => {
      const found: string[] = [];
      mapped(value, (other) => found.push(urnOf(other.name, program[other.name]?.[0] ?? "")));
      return [property, found];
    }),
  );
}

function mapped(value: unknown, onRef: (ref: Ref) => unknown): unknown {
  if (value instanceof Ref) return onRef(value);
  if (Array.isArray(value)) return value.map((element) => mapped(element, onRef));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, mapped(inner, onRef)]),
  );
}
