import { relative } from "node:path";
import { inspect } from "node:util";

import { ordinaryFailure } from "../../ordinaryFailure.js";
import type { ProgramError } from "../childMessage.js";
import { framesOf, isOfProgram, isOfSlipway } from "./programFrames.js";

/** How many lines of a stack are worth a reader's time. */
const FRAMES = 6;

/** Properties by which Pulumi knows its errors, also those of another copy of it. */
const PULUMI_MARKS = ["__pulumiRunError", "__pulumiInputPropertyError"];

/** What Pulumi's runtime puts before the message of an error that it meets as it sends properties, which are of children. */
const SENDING = /^(?:error serializing property "[^"]*": )+/;

/** Our own errors that say all that there is to say. */
const OWN_NAMES = ["CliError", "PolicyConfigurationError"];

/** Whether an error's message is made for users, and its stack is not. */
export function isForUsers(error: Error): boolean {
  const fields = error as Error & Record<string, unknown>;
  if (OWN_NAMES.includes(error.name) || PULUMI_MARKS.some((mark) => fields[mark] === true)) {
    return true;
  }
  return fields.__pulumResourceError === true && fields.hideStack === true;
}

/**
 * What to say of an error that ended a program. Errors that are made for users say it themselves; with the others comes
 * the place in the program, without the frames of packages and Node.
 *
 * @param thrown What the program threw: JavaScript lets it be anything.
 * @param directory Folder that paths are shown from.
 */
export function describeError(thrown: unknown, directory: string): ProgramError {
  if (!(thrown instanceof Error)) return { message: `the program threw ${inspect(thrown)}` };
  const fields = thrown as Error & Record<string, unknown>;
  // Which of many components an argument belongs to, its line tells best.
  if (fields.__pulumiInputPropertyError === true) {
    return located(thrown.message.replace(SENDING, ""), thrown, directory, programFrames);
  }
  if (isForUsers(thrown)) return { message: thrown.message };
  if (fields.__pulumiInputPropertiesError === true) return { message: listed(fields) };
  if (fields.code === "MODULE_NOT_FOUND" || fields.code === "ERR_MODULE_NOT_FOUND") {
    const [firstLine = ""] = thrown.message.split("\n");
    return located(`the program failed: ${firstLine}; ${remedyFor(firstLine)}`, thrown, directory);
  }
  if (thrown instanceof SyntaxError) {
    return { message: `the program failed: ${thrown.message}`, ...syntaxPlace(thrown) };
  }
  // What fails before the program's first line, such as to read Pulumi.yaml, is not of the program.
  const ordinary = isBeforeProgram(thrown) ? ordinaryFailure(thrown) : undefined;
  if (ordinary !== undefined) return { message: ordinary.message };
  const kind = thrown.name === "Error" ? "" : `${thrown.name}: `;
  return located(`the program failed: ${kind}${thrown.message}`, thrown, directory);
}

/** A path names a file of the project, which no installation brings. */
function remedyFor(message: string): string {
  const [, missing = ""] = /'([^']*)'/.exec(message) ?? [];
  return /^(\.|\/|file:|[A-Za-z]:\\)/.test(missing)
    ? "is the path right, and the file there?"
    : "is it installed ('npm ci')?";
}

function listed(error: Error & Record<string, unknown>): string {
  const errors = Array.isArray(error.errors) ? (error.errors as { reason?: unknown }[]) : [];
  return [error.message, ...errors.map(({ reason }) => String(reason))].join("\n  ");
}

function located(
  message: string,
  error: Error,
  directory: string,
  chosen = anyFrames,
): ProgramError {
  const shown = chosen(error).slice(0, FRAMES);
  if (shown.length === 0) return { message };
  return { message, stack: shown.map((line) => shortened(line, directory)).join("\n") };
}

/** The frames of the program, or all where none is of it. */
function anyFrames(error: Error): string[] {
  const ofProgram = programFrames(error);
  return ofProgram.length > 0 ? ofProgram : frames(error);
}

function programFrames(error: Error): string[] {
  return frames(error).filter(isOfProgram);
}

function isBeforeProgram(error: Error): boolean {
  return programFrames(error).length === 0 && frames(error).some(isOfSlipway);
}

function frames(error: Error): string[] {
  return framesOf(error.stack ?? "");
}

/** A frame with its file as seen from the project: `at Object.<anonymous> (index.ts:3:7)`. */
function shortened(frame: string, directory: string): string {
  return frame.replace(/(?:file:\/\/)?(\/[^():]+)(:\d+:\d+)/, (_, file: string, place: string) => {
    const path = relative(directory, file);
    return (path.startsWith("..") ? file : path) + place;
  });
}

/** Node puts the file, the line and a marker before the message of a syntax error. */
function syntaxPlace(error: SyntaxError): { stack?: string } {
  const [place = ""] = (error.stack ?? "").split(`\n${error.name}: `);
  return place.startsWith(error.name) ? {} : { stack: place.trimEnd() };
}
