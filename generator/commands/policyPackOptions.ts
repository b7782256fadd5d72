import type { Command } from "commander";

/** Adds the flags that name policy packs of others. */
export function withPolicyPackOptions(command: Command): Command {
  return command
    .option(
      "--policy-pack <folder>",
      "a policy pack of others, besides Slipway's; repeatable",
      added,
    )
    .option(
      "--policy-pack-config <file>",
      "configuration of that pack, as JSON; once for each '--policy-pack'",
      added,
    );
}

function added(word: string, words: string[] = []): string[] {
  return [...words, word];
}
