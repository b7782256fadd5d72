import { SECRET_TEXT } from "../../components/rules/secretMask.js";
import { SECRET_SIGNATURE, SIGNATURE_KEY } from "../../policies/resource/secretSignature.js";

/**
 * How values travel from a Pulumi program to its engine: plain JSON, in which a map with a signature key stands for a
 * secret, an asset or a resource, and one fixed text for a value that is not known yet.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/properties.go
 */
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
const OUTPUT_VALUE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
/** Put beside the properties of a resource that a program exports as a whole. */
const RESOURCE_MARK = "@isPulumiResource";

/** What is sent for a value that is not known yet. */
export const UNKNOWN_ON_THE_WIRE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A map of property names to values. */
export type PropertyMap = Record<string, unknown>;

/** What takes the place of the values that plain JSON has no word for. */
export interface Decoding {
  /** Stands for a value that is not known before an update. */
  unknown: unknown;
  /** Gives what stands for a text that has unknown values in it, each as {@link UNKNOWN_ON_THE_WIRE}. Default: `unknown`. */
  partial?(text: string): unknown;
  /** Gives what stands for a secret, from its decoded value. */
  secret(value: unknown): unknown;
}

export { SECRET_TEXT } from "../../components/rules/secretMask.js";

/** What is shown for a value that is not known before an update. */
export const UNKNOWN_TEXT = "[unknown]";

/** For people and files: no secret leaves the process. */
export const SHOWN: Decoding = {
  unknown: UNKNOWN_TEXT,
  partial: (text) => text.replaceAll(UNKNOWN_ON_THE_WIRE, UNKNOWN_TEXT),
  secret: () => SECRET_TEXT,
};

/** Stands for an unknown value where values are worked with: it is no text, number, list or map. */
const UNKNOWN_SYMBOL = Symbol("unknown");

/** For a provider, which gets secrets as they are. */
export const OPENED: Decoding = { unknown: UNKNOWN_SYMBOL, secret: (value) => value };

/** Marks a value that is sent as a secret. */
export function encodeSecret(value: unknown): PropertyMap {
  return { [SIGNATURE_KEY]: SECRET_SIGNATURE, value: value ?? null };
}

/** A value that came over the wire, as plain data. */
export function decodeValue(value: unknown, decoding: Decoding): unknown {
  if (value === UNKNOWN_ON_THE_WIRE) return decoding.unknown;
  if (typeof value === "string" && value.includes(UNKNOWN_ON_THE_WIRE)) {
    return decoding.partial ? decoding.partial(value) : decoding.unknown;
  }
  if (Array.isArray(value)) return value.map((element) => decodeValue(element, decoding));
  if (!isMap(value)) return value;
  switch (value[SIGNATURE_KEY]) {
    case undefined:
      return decodeProperties(value, decoding);
    case SECRET_SIGNATURE:
      return decoding.secret(secretValue(value, decoding));
    case RESOURCE:
      return resourceValue(value, decoding);
    case OUTPUT_VALUE:
      return outputValue(value, decoding);
    default:
      return decodeProperties(withoutSignature(value), decoding);
  }
}

/** All values of a map that came over the wire, as plain data. */
export function decodeProperties(properties: PropertyMap, decoding: Decoding): PropertyMap {
  const decoded: PropertyMap = {};
  for (const [key, value] of Object.entries(properties)) {
    if (key === RESOURCE_MARK) continue;
    decoded[key] = decodeValue(value, decoding);
  }
  return decoded;
}

/** Values on the wire as an engine would send them: a text that has an unknown value in it is unknown as a whole. */
export function collapseUnknowns<T>(value: T): T {
  return collapsed(value) as T;
}

function collapsed(value: unknown): unknown {
  if (typeof value === "string") {
    return value.includes(UNKNOWN_ON_THE_WIRE) ? UNKNOWN_ON_THE_WIRE : value;
  }
  if (Array.isArray(value)) return value.map(collapsed);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, collapsed(inner)]));
}

/** Whether a secret is anywhere in a value that came over the wire. */
export function hasSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasSecret);
  if (!isMap(value)) return false;
  if (
    value[SIGNATURE_KEY] === SECRET_SIGNATURE ||
    (value[SIGNATURE_KEY] === OUTPUT_VALUE && value.secret)
  ) {
    return true;
  }
  return Object.values(value).some(hasSecret);
}

/** A state has a secret as a text of JSON, which is encrypted or plain; a program sends the value itself. */
function secretValue(secret: PropertyMap, decoding: Decoding): unknown {
  if (typeof secret.plaintext === "string") return plainValue(secret.plaintext, decoding);
  if ("ciphertext" in secret) return decoding.unknown;
  return decodeValue(secret.value, decoding);
}

function plainValue(text: string, decoding: Decoding): unknown {
  try {
    return decodeValue(JSON.parse(text) as unknown, decoding);
  } catch {
    return text;
  }
}

/** An asset or archive is its path, text or parts. */
function withoutSignature(value: PropertyMap): PropertyMap {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== SIGNATURE_KEY));
}

/** A resource is passed by its id when it has one, and else by its URN, as to a real provider. */
function resourceValue(reference: PropertyMap, decoding: Decoding): unknown {
  if (reference.id === undefined) return reference.urn;
  return reference.id === "" ? decoding.unknown : decodeValue(reference.id, decoding);
}

function outputValue(output: PropertyMap, decoding: Decoding): unknown {
  const known = "value" in output ? decodeValue(output.value, decoding) : decoding.unknown;
  return output.secret === true ? decoding.secret(known) : known;
}

function isMap(value: unknown): value is PropertyMap {
  return typeof value === "object" && value !== null;
}
