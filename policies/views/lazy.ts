import type { Reader } from "../resource/reader.js";

/** The ways of reading a value that need nothing but the value. */
type Read = "string" | "number" | "boolean" | "texts";

/** How each property is read: `{ interval: "number" }`. */
type Reads = Readonly<Record<string, Read>>;

/** Properties that are read when somebody asks for them. */
type Lazy<R extends Reads> = { readonly [K in keyof R]: ReturnType<Reader[R[K]]> };

/** Where an object keeps what it reads from. */
const LEAF = Symbol("leaf");

interface Holder {
  [LEAF]: Reader;
}

/**
 * Makes objects whose properties are read from those of the same names when a rule asks for them, so that one which is
 * not known stops only whoever needs it. There are many of them: they share their getters.
 *
 * @param reads How each property is read.
 * @returns Takes what is read from, and an object with the properties that are read in a way of their own.
 */
export function lazy<R extends Reads>(
  reads: R,
): <O extends object>(leaf: Reader, own: O) => Lazy<R> & O {
  const shared = {};
  for (const [key, read] of Object.entries(reads)) {
    Object.defineProperty(shared, key, {
      get(this: Holder) {
        return this[LEAF].get(key)[read]();
      },
    });
  }
  return (leaf, own) => {
    const holder = Object.create(shared) as Holder;
    holder[LEAF] = leaf;
    return Object.setPrototypeOf(own, holder) as Lazy<R> & typeof own;
  };
}
