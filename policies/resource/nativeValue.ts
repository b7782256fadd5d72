import { UNKNOWN, UNKNOWN_ON_THE_WIRE } from "./reader.js";
import type { NativeProperty } from "./nativeForms.js";
import { isMap, SECRET_SIGNATURE, SIGNATURE_KEY } from "./secretSignature.js";

/** A value with all that is below it, in which what the proxies of `@pulumi/policy` refuse to give is `UNKNOWN`. */
export function plainCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((_, i) => copyAt(value, i));
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.keys(value).map((key) => [key, copyAt(value, key)]));
}

function copyAt(holder: object, key: string | number): unknown {
  try {
    return plainCopy((holder as Record<string | number, unknown>)[key]);
  } catch (error) {
    if (error instanceof Error && "unknownTypeSentinel" in error) return UNKNOWN;
    throw error;
  }
}

/** What is made of a value that may be a secret or not known yet, which it then is as well. */
function mapped(value: unknown, make: (value: unknown) => unknown): unknown {
  if (value === undefined || value === UNKNOWN || value === UNKNOWN_ON_THE_WIRE) return value;
  return isSecret(value) ? secretOf(mapped(value.value, make)) : make(value);
}

/** What a path leads to; `UNKNOWN` where it leads through what is not known. */
export function valueAt(holder: unknown, [step, ...steps]: readonly string[]): unknown {
  if (step === undefined) return holder;
  return mapped(holder, (known) => (isMap(known) ? valueAt(known[step], steps) : undefined));
}

/** Takes the value of a path out of plain maps. */
export function removeAt(holder: unknown, [step, ...steps]: readonly string[]): void {
  if (step === undefined || !isMap(holder)) return;
  if (steps.length > 0) removeAt(holder[step], steps);
  else Reflect.deleteProperty(holder, step);
}

/** Sets the value of a path in plain maps. */
export function setAt(holder: unknown, [step, ...steps]: readonly string[], value: unknown): void {
  if (step === undefined || !isMap(holder)) return;
  if (steps.length === 0) {
    holder[step] = value;
    return;
  }
  if (!isMap(holder[step]) || isSecret(holder[step])) holder[step] = {};
  setAt(holder[step], steps, value);
}

/** A value of AWS Native as the provider AWS writes it. */
export function awsValue(given: unknown, { flag, form }: NativeProperty): unknown {
  return mapped(given, (value) => {
    if (flag) return flag.includes(value as string) ? value === flag[0] : value;
    if (form === "list") return [value];
    if (form === "first") return Array.isArray(value) ? (value[0] as unknown) : value;
    if (form === "map") return Array.isArray(value) ? mapOf(value) : value;
    return form === "json" ? jsonOf(value) : value;
  });
}

/** Keys and values as a map; nothing is known of it where a key is not. */
export function mapOf(list: readonly unknown[]): unknown {
  const entries = list.map(
    (entry) => [valueAt(entry, ["key"]), valueAt(entry, ["value"])] as const,
  );
  if (entries.some(([key]) => key === UNKNOWN || isSecret(key))) return UNKNOWN;
  return Object.fromEntries(entries.map(([key, value]) => [String(key), value]));
}

/** As Pulumi itself writes a text of JSON, which is a secret where any of it is one. */
function jsonOf(value: unknown): unknown {
  if (typeof value === "string") return value;
  let hasSecret = false as boolean;
  const text = JSON.stringify(value, (_, inner: unknown) => {
    if (inner === UNKNOWN) return UNKNOWN_ON_THE_WIRE;
    if (!isSecret(inner)) return inner;
    hasSecret = true;
    return "value" in inner ? inner.value : UNKNOWN_ON_THE_WIRE;
  });
  return hasSecret ? secretOf(text) : text;
}

function isSecret(value: unknown): value is Record<string, unknown> {
  return isMap(value) && value[SIGNATURE_KEY] === SECRET_SIGNATURE;
}

function secretOf(value: unknown): unknown {
  return { [SIGNATURE_KEY]: SECRET_SIGNATURE, value };
}
