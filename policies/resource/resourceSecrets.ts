import { secretTextsIn } from "../../components/rules/secretMask.js";
import { isMap, SECRET_SIGNATURE, SIGNATURE_KEY } from "./secretSignature.js";

/** Names are shown also where the text of JSON that they stand in is a secret: they tell who is meant. */
const NAME_KEY = "name";

/**
 * All texts and numbers in a resource's properties that are marked as secret. A text of JSON that is one, as of container
 * definitions with a secret variable, makes secrets of all that it holds but names.
 */
export function secretTextsOfResource(properties: unknown): string[] {
  if (typeof properties !== "object" || properties === null) return [];
  if (isMap(properties) && readAt(properties, SIGNATURE_KEY) === SECRET_SIGNATURE) {
    return secretTextsIn(properties.value).flatMap(withJson);
  }
  return keysOf(properties).flatMap((key) => secretTextsOfResource(readAt(properties, key)));
}

function withJson(text: string): string[] {
  const content = parsed(text);
  if (typeof content !== "object" || content === null) return [text];
  return [text, ...leavesOf(content)];
}

function leavesOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return secretTextsIn(value);
  const entries = Object.entries(value).filter(([key]) => key.toLowerCase() !== NAME_KEY);
  return entries.flatMap(([, inner]) => leavesOf(inner));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function keysOf(value: object): string[] {
  try {
    return Object.keys(value);
  } catch {
    return [];
  }
}

/** The proxies of `@pulumi/policy` throw when a value is touched that is not known yet. */
function readAt(value: object, key: string): unknown {
  try {
    return (value as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}
