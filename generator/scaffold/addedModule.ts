import { existsSync } from "node:fs";
import { join } from "node:path";

import { CliError } from "../cliError.js";
import { type AddedName, resourceName } from "./addedNames.js";
import type { AddRequest } from "./addRequest.js";
import type { Ask } from "./ask.js";
import { answerProblem } from "./checkAnswers.js";
import { PROGRAM_FOLDER } from "./layout.js";
import { quotedValue } from "./quotedValue.js";

/**
 * The name of a service that is added: of the flag, or asked for.
 *
 * @param root Absolute path of the repository.
 * @param project The service that is there.
 * @throws {CliError} if it is missing, wrong or taken.
 */
export async function addedModule(
  root: string,
  project: string,
  { flags, kind }: Pick<AddRequest, "flags" | "kind">,
  ask: Ask | undefined,
): Promise<string> {
  const problem = (module: string) => problemOf(root, { project, module });
  const { name } = flags;
  if (name === undefined && ask === undefined) {
    throw new CliError(`'--name' is missing: name the ${kind}; --name ${kind} works`);
  }
  const given =
    name ?? (await ask?.({ message: "What is it called?", initial: kind, problem })) ?? "";
  const reason = problem(given);
  if (reason === undefined) return given;
  throw new CliError(`'--name' ${reason}, got ${quotedValue(given)}; ${kind}-2 works`);
}

/** What a compiler or npm puts into the program's folder. */
const OTHERS_FOLDERS = ["dist", "bin", "docs", "tests"];

/** Why a service cannot be called so, in the repository that it is added to. */
function problemOf(root: string, name: AddedName): string | undefined {
  const { module } = name;
  const wrong = answerProblem("name", module) ?? answerProblem("name", resourceName(name));
  if (wrong !== undefined) {
    const isLong = answerProblem("name", module) === undefined;
    return isLong ? `must be short enough for ${resourceName(name)}, which ${wrong}` : wrong;
  }
  if (OTHERS_FOLDERS.includes(module) || module === "default") {
    return "must be no word that Node.js or the program has a use for";
  }
  const there = [`${PROGRAM_FOLDER}/${module}`, `${PROGRAM_FOLDER}/${module}.ts`].find((path) =>
    existsSync(join(root, path)),
  );
  return there === undefined ? undefined : `must be free, and there is ${there} already`;
}
