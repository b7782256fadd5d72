import type { ContainerArgs } from "./args/containerArgs.js";
import type { Outline, Told } from "./rules/containerOutlines.js";

/** The fields of an object that an outline tells of, as it tells of them; outputs in them stay outputs. */
type Outlined<V, O> = { [K in keyof O]: K extends keyof V ? TellingOf<V[K], O[K]> : never };

type TellingOf<V, T> = V extends undefined
  ? undefined
  : T extends "names"
    ? string[]
    : T extends "given"
      ? V extends readonly unknown[]
        ? object[]
        : object
      : T extends readonly [infer O]
        ? V extends readonly (infer Item)[]
          ? Outlined<Item, O>[]
          : never
        : T extends string
          ? V
          : Outlined<V, T>;

/** Containers as a rule is told of them. */
export function outlineContainers<O extends Outline>(
  containers: readonly ContainerArgs[],
  outline: O,
): Outlined<ContainerArgs, O>[] {
  return containers.map((container) => outlineContainer(container, outline));
}

/** A container as a rule is told of it. */
export function outlineContainer<O extends Outline>(
  container: ContainerArgs,
  outline: O,
): Outlined<ContainerArgs, O> {
  return fieldsOf(container, outline) as Outlined<ContainerArgs, O>;
}

function fieldsOf(value: object, outline: Outline): object {
  const fields = new Map(Object.entries(value));
  return Object.fromEntries(
    Object.entries(outline).map(([key, told]) => [key, telling(fields.get(key), told)]),
  );
}

function telling(value: unknown, told: Told): unknown {
  if (typeof value !== "object" || value === null) {
    return told === "given" && value !== undefined ? {} : value;
  }
  if (told === "given") return Array.isArray(value) ? value.map(() => ({})) : {};
  if (told === "names") return Object.keys(value);
  if (typeof told === "string") return value;
  if (!isList(told)) return fieldsOf(value, told);
  return Array.isArray(value) ? value.map((item: object) => fieldsOf(item, told[0])) : value;
}

function isList(told: Outline | readonly [Outline]): told is readonly [Outline] {
  return Array.isArray(told);
}
