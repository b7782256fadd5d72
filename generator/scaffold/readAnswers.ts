import { createRequire } from "node:module";

import type * as YamlModule from "yaml";

import { CliError } from "../cliError.js";
import { readInputFile } from "../project/readInputFile.js";
import { quotedValue } from "./quotedValue.js";

/**
 * Reads a file of answers: a JSON object of texts and whole numbers, by the key of the answer.
 *
 * @param file Path of the file.
 * @returns The answers as text, as flags give them.
 * @throws {CliError} if it is no such file, a value is something else, or a key is there twice.
 */
export function readAnswers(file: string): Record<string, string> {
  const text = textOf(file);
  const content = parsed(file, text);
  // Editors complete and check a file by it.
  const entries = Object.entries(content).filter(([key]) => key !== "$schema");
  const wrong = entries.find(([, value]) => !["string", "number"].includes(typeof value));
  if (wrong !== undefined) {
    throw new CliError(
      `'--answers' must give ${quotedValue(wrong[0])} as a text or a number, got ${kindOf(wrong[1])}; "8080" works`,
    );
  }
  refuseTwice(text);
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
}

/** All that was answered. */
export interface GivenAnswers {
  /** By the keys that are known. */
  given: Readonly<Record<string, string | undefined>>;
  /** What the file has beside them. */
  others: Readonly<Record<string, string>>;
}

/**
 * The answers of flags and of a file: flags win.
 *
 * @param known Keys of the flags that are answers.
 * @param file Path of the file; nothing where none is given.
 * @throws {CliError} if the file is wrong.
 */
export function givenAnswers(
  flags: object,
  known: readonly string[],
  file: string | undefined,
): GivenAnswers {
  const fromFile = file === undefined ? {} : readAnswers(file);
  const byKey = flags as Readonly<Record<string, string | undefined>>;
  const others = Object.entries(fromFile).filter(([key]) => !known.includes(key));
  return {
    given: Object.fromEntries(known.map((key) => [key, byKey[key] ?? fromFile[key]])),
    others: Object.fromEntries(others),
  };
}

/** @throws {CliError} if a file has answers beside those that are asked for. */
export function refuseOtherAnswers({ given, others }: GivenAnswers): void {
  const [unknown] = Object.keys(others);
  if (unknown === undefined) return;
  throw new CliError(
    `'--answers' must hold answers, got ${quotedValue(unknown)}, which is none; the answers are ${Object.keys(given).join(", ")}`,
  );
}

function textOf(file: string): string {
  try {
    return readInputFile(file);
  } catch (error) {
    if (error instanceof CliError) throw error;
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new CliError(`'--answers' must be a file, got ${quotedValue(file)}: ${code}`);
  }
}

function parsed(file: string, text: string): object {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    content = undefined;
  }
  if (typeof content === "object" && content !== null && !Array.isArray(content)) return content;
  throw new CliError(
    `'--answers' must be a file with a JSON object, got ${quotedValue(file)}; {"port": 8080} works`,
  );
}

/** What a value is, without the value itself: it may be as deep as one cares to make it. */
function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

/** JavaScript's parser takes the last of two that are the same: which of them was meant, nobody knows. */
function refuseTwice(text: string): void {
  const { parseDocument } = createRequire(__filename)("yaml") as typeof YamlModule;
  const twice = parseDocument(text, { uniqueKeys: true }).errors.find(
    ({ code }) => code === "DUPLICATE_KEY",
  );
  if (twice === undefined) return;
  throw new CliError(
    "'--answers' must hold each answer once, got one twice; leave one of them out",
  );
}
