import { inspect } from "node:util";

/**
 * The first part of a value that JSON cannot express, and would drop or change without a word.
 *
 * @param path Where the value stands, such as `policyConfiguration`.
 * @returns Such as `'policyConfiguration.all.maxCount' must be a value that JSON can express, got Infinity`.
 */
export function jsonProblem(value: unknown, path: string): string | undefined {
  const fault = faultIn(value, path, []);
  if (fault === undefined) return undefined;
  return `'${fault.path}' must be a value that JSON can express, got ${fault.got}; a finite number, a text, true, false, null, a list or a map works`;
}

interface Fault {
  path: string;
  got: string;
}

function faultIn(value: unknown, path: string, above: readonly object[]): Fault | undefined {
  switch (typeof value) {
    case "string":
    case "boolean":
      return undefined;
    case "number":
      return Number.isFinite(value) ? undefined : { path, got: String(value) };
    case "object":
      return value === null ? undefined : faultInObject(value, path, above);
    default:
      return { path, got: inspect(value) };
  }
}

function faultInObject(value: object, path: string, above: readonly object[]): Fault | undefined {
  if (above.includes(value)) return { path, got: "a map or list that holds itself" };
  const inner = [...above, value];
  if (Array.isArray(value)) {
    return firstOf(value.entries(), (i, item) => faultIn(item, `${path}[${i}]`, inner));
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    return { path, got: `an instance of ${value.constructor.name}` };
  }
  // A key that is undefined is one that is not there, as for an optional property.
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return firstOf(entries, (key, item) => faultIn(item, `${path}.${key}`, inner));
}

function firstOf<K>(
  entries: Iterable<[K, unknown]>,
  look: (key: K, value: unknown) => Fault | undefined,
): Fault | undefined {
  for (const [key, value] of entries) {
    const fault = look(key, value);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
