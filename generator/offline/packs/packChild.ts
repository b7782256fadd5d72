import { readFileSync, writeFileSync } from "node:fs";

import { CliError } from "../../cliError.js";
import { RESULT_FD } from "../childMessage.js";
import { installLazyModules } from "../program/lazyModules.js";
import { runProgram } from "../program/program.js";
import { describeError } from "../program/programError.js";
import { findPack } from "./findPack.js";
import { analyzerMessages, installPackHost } from "./packHost.js";
import type { PackChildRequest, PackChildResponse } from "./packReport.js";
import { runPack } from "./runPack.js";

/*
 * The process that runs a policy pack of others, once. `withPacks` starts it, writes a request to its standard input, and
 * reads the answer from a file descriptor that the pack does not know of.
 */
const request = JSON.parse(readFileSync(0, "utf8")) as PackChildRequest;
// The pack may replace this.
const exit = process.exit.bind(process);

process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);
process.argv = [process.argv[0] ?? "node", request.folder];
main().catch(fail);

async function main(): Promise<void> {
  const program = findPack(request.folder);
  // The engine starts a pack there too, and `@pulumi/policy` reads the pack's version from it.
  process.chdir(request.folder);
  const served = installPackHost();
  installLazyModules();
  await runProgram(program);
  const calls = served();
  if (calls === undefined) {
    throw new CliError(
      `the policy pack in ${request.folder} must make a 'PolicyPack' of @pulumi/policy when it is loaded, and makes none`,
    );
  }
  const messages = analyzerMessages(request.folder);
  const report = await runPack({ calls, messages }, request.resources, request.config);
  answer({ report });
}

/** The host puts the text before a policy's own error, whose first line says what is wrong. */
function fail(error: unknown): void {
  const { message, stack } = describeError(error, request.folder);
  const [text = ""] = message.split(/\n\s+at /, 1);
  const said = text.replace(
    /^the program (failed|threw)/,
    `the policy pack in ${request.folder} $1`,
  );
  answer({ error: { message: said, ...(stack !== undefined && { stack }) } });
}

function answer(response: PackChildResponse): void {
  writeFileSync(RESULT_FD, `${JSON.stringify(response)}\n`);
  // A pack may have something open, such as a connection: what it had to say is said.
  exit("error" in response ? 1 : 0);
}
