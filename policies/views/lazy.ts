import type { Reader } from "../resource/reader.js";

/** The ways of reading a value that need nothing but the value. */
type Read = "string" | "number" | "boolean" | "texts";

/** How each property is read: `{ interval: "number" }` from the one of its name, or by a function from all of them. */
type Reads = Readonly<Record<string, Read | ((leaf: Reader) => unknown)>>;

/** What a way of reading gives. */
type Given<R> = R extends Read
  ? ReturnType<Reader[R]>
  : R extends (leaf: Reader) => infer V
    ? V
    : never;

/** Properties that are read when somebody asks for them. */
type Lazy<R extends Reads> = { readonly [K in keyof R]: Given<R[K]> };

/** What is read when a rule asks for it, from the properties of one value. */
export class LeafView {
  /** @param leaf What it is read from. */
  constructor(public readonly leaf: Reader) {}
}

/**
 * Makes a class of views whose properties are read when a rule asks for them, so that one which is not known stops only
 * whoever needs it. There are many of them, and they share their getters; what needs more than the value, a class that
 * extends it adds.
 *
 * @param reads How each property is read.
 */
export function lazy<R extends Reads>(reads: R): new (leaf: Reader) => LeafView & Lazy<R> {
  class LazyView extends LeafView {}
  for (const [key, read] of Object.entries(reads)) {
    const of = typeof read === "function" ? read : (leaf: Reader) => leaf.get(key)[read]();
    Object.defineProperty(LazyView.prototype, key, {
      get(this: LeafView) {
        return of(this.leaf);
      },
    });
  }
  return LazyView as new (
    leaf: Reader,
  ) => LeafView & Lazy<R>;
}
