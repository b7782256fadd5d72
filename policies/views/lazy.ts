import type { Reader } from "../resource/reader.js";

/** The ways of reading a value that need nothing but the value. */
type Read = "string" | "number" | "boolean" | "texts";

/** Properties that are read when somebody asks for them. */
type Lazy<R extends Readonly<Record<string, Read>>> = {
  readonly [K in keyof R]: ReturnType<Reader[R[K]]>;
};

/**
 * An object whose properties are read from those of the same names when a rule asks for them, so that one which is not
 * known stops only whoever needs it.
 *
 * @param reads How each is read: `{ interval: "number" }`.
 * @param others Properties that are read in a way of their own; getters stay getters.
 */
export function lazy<R extends Readonly<Record<string, Read>>, O extends object = object>(
  leaf: Reader,
  reads: R,
  others?: O,
): Lazy<R> & O {
  const target: object = Object.defineProperties({}, ownDescriptors(others ?? {}));
  for (const [key, read] of Object.entries(reads)) {
    Object.defineProperty(target, key, { get: () => leaf.get(key)[read](), enumerable: true });
  }
  return target as Lazy<R> & O;
}

function ownDescriptors(others: object): PropertyDescriptorMap {
  return Object.getOwnPropertyDescriptors(others);
}
