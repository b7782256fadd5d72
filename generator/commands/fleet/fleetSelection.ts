import type { Command } from "commander";

import { CliError } from "../../cliError.js";
import type { FleetOptions } from "../../fleet/index.js";

/** Flags that say which stacks of which fleet are meant. */
export interface SelectionFlags {
  file: string;
  tag?: Record<string, string>;
  env?: string[];
  stack?: string[];
  changedSince?: string;
  cache?: string;
}

/** What is said of these flags in the help of each subcommand. */
export const SELECTION_HELP = `A stack is named by its id, such as services/orders:prod, or by its name alone; '*' stands for any text. All flags must hold.`;

/** Adds the flags. */
export function withSelectionOptions(command: Command): Command {
  return withFleetFile(command)
    .option(
      "--tag <key=value>",
      "stacks with a tag; repeatable, and all of them must hold",
      withTag,
    )
    .option("--env <name>", "stacks of an environment; repeatable", added)
    .option("--stack <name>", "a stack by its id or name; repeatable", added)
    .option("--changed-since <ref>", "stacks whose files have changed since a ref of git");
}

/** Adds the flags that name a fleet without choosing of it. */
export function withFleetFile(command: Command): Command {
  return command
    .option("--file <file>", "the fleet's file", "fleet.yaml")
    .option(
      "--cache <folder>",
      "where repositories of git are kept (default: .slipway/fleet beside the file)",
    );
}

/** The selection that flags are. */
export function selectionOf({
  file,
  tag,
  env,
  stack,
  changedSince,
  cache,
}: SelectionFlags): FleetOptions {
  return { file, tags: tag, environments: env, stacks: stack, changedSince, cache };
}

/** @throws {CliError} if a word is no tag, or a tag shall have two values. */
function withTag(word: string, tags: Record<string, string> = {}): Record<string, string> {
  const at = word.indexOf("=");
  if (at < 1) {
    throw new CliError(
      `'--tag' must be <key>=<value>, got ${JSON.stringify(word)}; team=payments works`,
    );
  }
  const key = word.slice(0, at);
  const value = word.slice(at + 1);
  if (Object.hasOwn(tags, key) && tags[key] !== value) {
    throw new CliError(
      `'--tag' must give each key one value, got ${key}=${tags[key] ?? ""} and ${word}; leave one out`,
    );
  }
  return { ...tags, [key]: value };
}

function added(word: string, words: string[] = []): string[] {
  return [...words, word];
}
