import type { PropertyValue } from "./propertyValue.js";
import { isMap, SIGNATURE_KEY } from "./secretSignature.js";

/** Where the proxies, by which Pulumi's policy host gives properties, say that they are such, and what is behind them. */
const IS_PROXY = "__isSpecialProxy";
const BEHIND_PROXY = "__getSpecialProxyTarget";

/** A map, or a list by its places. */
type Holder = Record<string, unknown>;

/**
 * Sets a value in a resource's inputs, and makes the maps and lists that it stands in. Whatever is no plain map or list is let
 * be: what is not known, a secret, an asset.
 *
 * @param path Such as `settings[0].value`.
 * @returns Whether it has set the value.
 */
export function setProperty(properties: unknown, path: string, value: PropertyValue): boolean {
  return setBelow(behindProxy(properties), path.match(/[^.[\]]+/g) ?? [], value);
}

function setBelow(
  holder: unknown,
  [step, ...steps]: readonly string[],
  value: PropertyValue,
): boolean {
  if (step === undefined || !isHolder(holder)) return false;
  const own = behindProxy(holder[step]) ?? undefined;
  if (steps.length === 0) {
    if (!isScalarOrNone(own)) return false;
    holder[step] = value;
    return true;
  }
  const below = own ?? (/^\d+$/.test(steps[0] ?? "") ? [] : {});
  if (!setBelow(below, steps, value)) return false;
  holder[step] = below;
  return true;
}

/** A copy of a resource's inputs, in which maps and lists are others, and all else is the same. */
export function copyOfProperties(given: unknown): unknown {
  const value = behindProxy(given);
  if (!isHolder(value)) return value;
  if (Array.isArray(value)) return value.map(copyOfProperties);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, copyOfProperties(inner)]),
  );
}

function behindProxy(value: unknown): unknown {
  let at = value;
  while (isObject(at) && at[IS_PROXY] === true) at = at[BEHIND_PROXY];
  return at;
}

/** Not what has a class of its own, such as an asset or the host's secrets, nor what Pulumi marks. */
function isHolder(value: unknown): value is Holder {
  if (Array.isArray(value)) return true;
  if (!isMap(value) || SIGNATURE_KEY in value) return false;
  return [Object.prototype, null].includes(Object.getPrototypeOf(value) as null);
}

function isObject(value: unknown): value is Holder {
  return typeof value === "object" && value !== null;
}

function isScalarOrNone(value: unknown): boolean {
  return ["string", "number", "boolean", "undefined"].includes(typeof value);
}
