import type { Problem } from "../../rules/problem.js";
import { legalNames, nearestName } from "../../rules/nearestName.js";
import { shownValue } from "../../rules/shownValue.js";
import type { TextForm } from "./textForm.js";

/** What a message shows in the place of a value that is secret. */
export const SECRET = Symbol("secret");

/** Stands in a message for a value that fails when it is read: a getter that throws, or a proxy. */
export class Unreadable {
  constructor(readonly error: unknown) {}
}

/** What an argument must be, in words, with what tells how to come by it. */
export interface Expected {
  readonly kind: "text" | "number" | "flag" | "list" | "map" | "ref" | "choice";
  /** Output of a component that gives it, such as `Cluster.ref`. */
  readonly givenBy?: string | undefined;
  /** Keys that a map must have. */
  readonly required?: readonly string[];
  /** Values that are legal. */
  readonly choices?: readonly (string | number)[];
  /** Whether it is a list of texts. */
  readonly holdsTexts?: boolean;
  /** Keys that each map of a list must have. */
  readonly itemKeys?: readonly string[];
}

/** Path of what a key of a map stands for, as in `secrets.TOKEN` and `tags["cost center"]`. */
export function pathBelow(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `${path}[${shownValue(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

/** A key that the arguments do not have. */
export function unknownKeyProblem(
  path: string,
  key: string,
  [value, legal]: readonly [unknown, readonly string[]],
): Problem {
  const at = pathBelow(path, key);
  const prefix = path === "" ? "" : `${path}.`;
  const names = legalNames(key, legal, prefix);
  return { path: at, reason: `there is no argument '${at}', got ${shown(value)}; ${names}` };
}

/** An argument that must be given and is not. */
export function missingProblem(path: string, expected: Expected): Problem {
  const reason = `'${path}' is required and must be ${inWords(expected)}, got nothing${source(expected)}`;
  return { path, reason };
}

/** A value of another kind than its argument's. */
export function kindProblem(path: string, expected: Expected, value: unknown): Problem {
  return wrongProblem(path, expected, [shown(value), workingValue(expected, value)]);
}

/** A value that is not what its argument must be, in words, with what works in its place. */
export function wrongProblem(
  path: string,
  expected: Expected,
  [got, works]: readonly [string, string | undefined],
): Problem {
  const hint = works === undefined ? source(expected) : `; ${works} works`;
  const at = path === "" ? "the arguments" : `'${path}'`;
  return { path, reason: `${at} must be ${inWords(expected)}, got ${got}${hint}` };
}

/** A text that is not written as what it names. */
export function formProblem(path: string, { is, example }: TextForm, value: unknown): Problem {
  const reason = `'${path}' must be ${is}, got ${shown(value)}; "${example}" works`;
  return { path, reason };
}

/** A number that is none, or is without end. */
export function notFiniteProblem(path: string, value: unknown): Problem {
  return { path, reason: `'${path}' must be a finite number, got ${shown(value)}; 1 works` };
}

/** An output in the place of what decides which resources there are. */
export function outputProblem(path: string, expected: Expected, what: string): Problem {
  const reason =
    `'${path}' decides what is made and must be ${inWords(expected)}, known as the program runs, got ${what}; ` +
    "a value of the program or of its configuration works";
  return { path, reason };
}

/** What a value is written as in messages. */
function shown(value: unknown): string {
  if (value instanceof Unreadable) {
    const { error } = value;
    return `a value that fails when it is read (${shownValue(error instanceof Error ? error.message : error)})`;
  }
  return value === SECRET ? "a secret" : shownValue(value);
}

function inWords({ kind, givenBy = "", choices = [] }: Expected): string {
  switch (kind) {
    case "text":
      return "a text";
    case "number":
      return "a number";
    case "flag":
      return "true or false";
    case "list":
      return "a list";
    case "map":
      return "a map";
    case "ref":
      return `the ${refOf(givenBy)}`;
    case "choice":
      return choices
        .map(shownValue)
        .join(", ")
        .replace(/, (?=[^,]*$)/, " or ");
  }
}

/** How to come by what is wanted, where one cannot write it down. */
function source(expected: Expected): string {
  const { kind, givenBy = "", required = [], itemKeys = [] } = expected;
  if (kind === "ref") {
    const [component = ""] = givenBy.split(".");
    return `; the ${refOf(givenBy)} works, and for one that no ${component} made a map with ${quoted(required)}`;
  }
  if (kind === "map") return required.length === 0 ? "" : `; a map with ${quoted(required)} works`;
  if (kind !== "list") return "";
  if (expected.holdsTexts === true) return "; a list of texts works";
  return itemKeys.length === 0 ? "" : `; a list of maps with ${quoted(itemKeys)} works`;
}

function quoted(keys: readonly string[]): string {
  return keys.map((key) => `'${key}'`).join(", ");
}

function refOf(givenBy: string): string {
  const [component = "", output = "ref"] = givenBy.split(".");
  return `'.${output}' of a ${component}`;
}

/** What the value would be in the right kind, as it is to be written. */
function workingValue(expected: Expected, value: unknown): string | undefined {
  switch (expected.kind) {
    case "text":
      return isScalar(value) ? shownValue(String(value)) : undefined;
    case "number":
      return isNumeral(value) ? String(Number(value)) : undefined;
    case "flag":
      return /^(false|no|off|0)$/i.test(shownScalar(value)) ? "false" : "true";
    case "choice":
      return nearestChoice(expected.choices ?? [], value);
    case "list":
      return expected.holdsTexts === true && typeof value === "string"
        ? `[${shownValue(value)}]`
        : undefined;
    case "map":
      return mapOfPairs(value);
    case "ref":
      return undefined;
  }
}

/** Nothing where none is near: the rule has named them all. */
function nearestChoice(choices: readonly (string | number)[], value: unknown): string | undefined {
  const texts = choices.map(String);
  const nearest = nearestName(shownScalar(value), texts);
  return nearest === undefined ? undefined : shownValue(choices[texts.indexOf(nearest)]);
}

/** A list of names and values, as ECS's own documents have, in the form of a map. */
function mapOfPairs(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : undefined;
  if (typeof first !== "object" || first === null || !("name" in first && "value" in first)) {
    return undefined;
  }
  if (typeof first.name !== "string" || !isScalar(first.value)) return undefined;
  return `{ ${shownValue(first.name)}: ${shownValue(first.value)} }`;
}

function isScalar(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

function isNumeral(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value));
}

function shownScalar(value: unknown): string {
  return isScalar(value) ? String(value) : "";
}
