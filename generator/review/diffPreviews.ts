import diff from "microdiff";

import type { PreviewedResource, PreviewResult } from "../offline/previewResult.js";
import { STACK_REFERENCE_TYPE } from "../offline/engine/stackReference.js";
import { STACK_TYPE } from "../offline/urn.js";
import { isMap } from "../project/findProject.js";
import type {
  DiffedSource,
  DifferingResource,
  DiffResult,
  PropertyDifference,
} from "./diffResult.js";

/** A preview and the word that names it. */
export interface NamedPreview {
  source: string;
  preview: PreviewResult;
}

/** What Pulumi, AWS and our names put behind the words of a name. */
const ID = /[0-9a-f]{7,}(-[0-9a-f]{4,})*|\d{9,}/g;

/** Properties by which elements of a list are told apart, in this order. */
const KEYS = ["name", "key", "id", "containerName"];

/**
 * What differs between two previews, by resource. Between two stacks, names and ids that follow from the stack's name are
 * the same thing; secrets are hidden in both, so that a secret never differs.
 */
export function diffPreviews(before: NamedPreview, after: NamedPreview): DiffResult {
  const [first, second] = [before.preview, after.preview];
  const isSame =
    first.stack === second.stack
      ? (one: unknown, other: unknown) => Object.is(one, other)
      : (one: unknown, other: unknown) =>
          neutral(one, first.stack) === neutral(other, second.stack);
  const old = byKey(first, first.stack !== second.stack);
  const result: DiffResult = {
    before: sourceOf(before),
    after: sourceOf(after),
    changed: [],
    onlyBefore: [],
    onlyAfter: [],
    equal: 0,
    outputs: differences(first.outputs, second.outputs, isSame),
  };
  for (const [key, resource] of byKey(second, first.stack !== second.stack)) {
    const known = old.get(key);
    old.delete(key);
    if (!known) {
      result.onlyAfter.push(named(resource));
      continue;
    }
    const properties = differences(known.inputs, resource.inputs, isSame);
    if (properties.length === 0) result.equal += 1;
    else result.changed.push({ ...named(resource), properties });
  }
  result.onlyBefore.push(...[...old.values()].map(named));
  return result;
}

function sourceOf({ source, preview: { stack, warnings } }: NamedPreview): DiffedSource {
  return { source, stack, ...(warnings && { warnings }) };
}

function named({ urn, type, name }: PreviewedResource): DifferingResource {
  return { urn, type, name };
}

/**
 * Resources by what a URN says beside stack and project; the stack itself is no part of it.
 *
 * @param isOfOther Whether they are compared with those of another stack, whose references bear its name.
 */
function byKey(
  { resources, stack }: PreviewResult,
  isOfOther: boolean,
): Map<string, PreviewedResource> {
  return new Map(
    resources
      .filter(({ type }) => type !== STACK_TYPE)
      .map((one) => {
        const [, , types = "", ...name] = one.urn.split("::");
        const own = name.join("::");
        const isReference = isOfOther && one.type === STACK_REFERENCE_TYPE;
        return [`${types}::${isReference ? String(neutral(own, stack)) : own}`, one];
      }),
  );
}

/** A text without what follows from the stack's name. */
function neutral(value: unknown, stack: string): unknown {
  if (typeof value !== "string") return value;
  const words = value.split(/([^A-Za-z0-9]+)/).map((word) => (word === stack ? "*" : word));
  return words.join("").replace(ID, "*");
}

function differences(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  isSame: (one: unknown, other: unknown) => boolean,
): PropertyDifference[] {
  const [old, fresh] = [opened(before), opened(after)] as [object, object];
  return diff(old, fresh)
    .map((one) => {
      const path = pathText(one.path);
      if (one.type === "CREATE") return { path, after: closed(one.value) };
      if (one.type === "REMOVE") return { path, before: closed(one.oldValue) };
      return { path, before: closed(one.oldValue), after: closed(one.value) };
    })
    .filter((one) => !("before" in one && "after" in one && isSame(one.before, one.after)));
}

/** Stands for a list whose elements have names: they are told apart by those, and not by their places. */
class NamedList {
  [name: string]: unknown;
}

/** Values as they are compared: texts of JSON as what they hold, lists of named things by their names. */
function opened(value: unknown): unknown {
  if (typeof value === "string") return openedText(value);
  if (Array.isArray(value)) return openedList(value);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, opened(each)]));
}

function openedText(text: string): unknown {
  if (!/^[[{]/.test(text)) return text;
  try {
    return opened(JSON.parse(text));
  } catch {
    return text;
  }
}

function openedList(list: readonly unknown[]): unknown {
  for (const key of KEYS) {
    const names = list.map((one) => (isMap(one) ? one[key] : undefined));
    const isNamed = names.every((name) => typeof name === "string" && name !== "");
    if (!isNamed || names.length === 0 || new Set(names).size < names.length) continue;
    const entries = list.map((one, i) => [`[${String(names[i])}]`, opened(one)] as const);
    return Object.assign(new NamedList(), Object.fromEntries(entries));
  }
  return list.map(opened);
}

/** As it is printed: a list that was taken apart is one again. */
function closed(value: unknown): unknown {
  if (value instanceof NamedList) return Object.values(value).map(closed);
  if (Array.isArray(value)) return value.map(closed);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, closed(each)]));
}

function pathText(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return key.startsWith("[") || text === "" ? `${text}${key}` : `${text}.${key}`;
  }, "");
}
