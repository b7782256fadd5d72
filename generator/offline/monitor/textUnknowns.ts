import type * as pulumi from "@pulumi/pulumi";

import { UNKNOWN_ON_THE_WIRE } from "../wireValue.js";
import { isPureText } from "./pureText.js";

/** What this needs of an output. */
type Apply = (this: object, func: (value: unknown) => unknown, withUnknowns?: boolean) => unknown;

/**
 * Makes a text that is put together from values of which one is not known, as `pulumi.jsonStringify` and interpolation do and
 * `JSON.stringify` in an `apply`, a text with a mark where that one is: the rest of it can be judged. Pulumi's own apply gives
 * nothing at all. Only a callback that does nothing but put a text together is called so; to all others the values, and such
 * a text, are as unknown as before.
 */
export function installTextUnknowns(sdk: typeof pulumi): void {
  const { unknown, interpolate, concat } = sdk;
  const prototype = (sdk.Output as unknown as { prototype: { apply: Apply } }).prototype;
  const apply = prototype.apply;
  // Their callbacks are Pulumi's own.
  const known = [interpolate, concat].map(String);
  prototype.apply = function (func, withUnknowns) {
    if (withUnknowns === true) return apply.call(this, func, true);
    const careful = (value: unknown): unknown => {
      if (!hasUnknown(value)) return func(value);
      if (!isPureText(func, known)) return unknown;
      try {
        const text = func(withMarks(value));
        const isMarked = typeof text === "string" && text.includes(UNKNOWN_ON_THE_WIRE);
        return isMarked ? text : unknown;
      } catch {
        // It does something with a value that only a known one can be.
        return unknown;
      }
    };
    return apply.call(this, careful, true);
  };
}

/** Whether anything in a value is unknown. Resources and outputs are no part of a value's data. */
function hasUnknown(value: unknown): boolean {
  if (typeof value === "string") return value.includes(UNKNOWN_ON_THE_WIRE);
  if (isUnknown(value)) return true;
  return isData(value) && Object.values(value).some(hasUnknown);
}

function withMarks(value: unknown): unknown {
  if (isUnknown(value)) return new Proxy({}, new MarkHandler(UNKNOWN_ON_THE_WIRE));
  if (typeof value === "string" && value.includes(UNKNOWN_ON_THE_WIRE)) {
    return new Proxy({}, new MarkHandler(value));
  }
  if (Array.isArray(value)) return value.map(withMarks);
  if (!isData(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withMarks(inner)]));
}

/** By its mark, as a program may have another copy of the SDK. */
function isUnknown(value: unknown): boolean {
  return typeof value === "object" && value !== null && "__pulumiUnknown" in value;
}

function isData(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}

/** Stands for an unknown value where a text is put together, and refuses all else. */
class MarkHandler implements ProxyHandler<object> {
  constructor(private readonly text: string) {}

  get(_target: object, key: string | symbol): unknown {
    if (key === "toJSON" || key === "toString") return () => this.text;
    if (key === Symbol.toPrimitive) {
      return (hint: string) => (hint === "number" ? refuse() : this.text);
    }
    return refuse();
  }

  has(): boolean {
    return refuse();
  }

  ownKeys(): never {
    return refuse();
  }
}

function refuse(): never {
  throw new TypeError("the value is not known before the update");
}
