import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

import { parse } from "yaml";

import { CliError } from "../../cliError.js";
import { isMap } from "../../project/findProject.js";
import { readInputFile } from "../../project/readInputFile.js";
import type { Program } from "../program/program.js";
import { findProgram } from "../program/program.js";

const PACK_FILES = ["PulumiPolicy.yaml", "PulumiPolicy.yml"];

/**
 * Where a policy pack's code begins.
 *
 * @throws {CliError} if the folder holds no pack that Node.js runs, or the pack's `@pulumi/policy` is not installed.
 */
export function findPack(folder: string): Program {
  const directory = resolve(folder);
  const file = PACK_FILES.map((name) => join(directory, name)).find((path) => existsSync(path));
  if (file === undefined) {
    throw new CliError(
      `'--policy-pack' must name a folder with a PulumiPolicy.yaml, got ${JSON.stringify(folder)}, which has none; ` +
        "'pulumi policy new aws-typescript' makes one that works",
    );
  }
  const { runtime, main } = manifestOf(file);
  if (runtime !== "nodejs") {
    throw new CliError(
      `${file}: 'runtime' must be nodejs for a policy pack to run offline, got ${runtime}; ` +
        "'pulumi preview --policy-pack' runs other languages",
    );
  }
  if (main !== undefined && !existsSync(resolve(directory, main))) {
    throw new CliError(
      `${file}: 'main' must name the pack's file or folder, got ${main}, which does not exist`,
    );
  }
  if (!isInstalled(directory, "@pulumi/policy")) {
    throw new CliError(
      `the policy pack in ${directory} needs the package @pulumi/policy, which is not installed there: ` +
        `npm install --prefix ${directory}`,
    );
  }
  if (!existsSync(join(directory, "package.json"))) {
    throw new CliError(
      `the policy pack in ${directory} must have a package.json, from which @pulumi/policy reads its version, and has none; ` +
        '{"name": "policies", "version": "1.0.0"} works',
    );
  }
  return findProgram({ directory, file, runtime, ...(main !== undefined && { main }) });
}

/** `runtime` may be a name, or a map with a name and options. */
function manifestOf(file: string): { runtime: string; main?: string } {
  let content: unknown;
  try {
    content = parse(readInputFile(file));
  } catch (error) {
    if (error instanceof CliError) throw error;
    const [why = ""] = String(error instanceof Error ? error.message : error).split("\n");
    throw new CliError(`${file} must be YAML with a 'runtime' such as nodejs: ${why}`);
  }
  const { runtime, main } = isMap(content) ? content : {};
  const name = isMap(runtime) ? runtime.name : runtime;
  return {
    runtime: typeof name === "string" ? name : "nothing",
    ...(typeof main === "string" && { main }),
  };
}

function isInstalled(directory: string, name: string): boolean {
  try {
    createRequire(join(directory, "package.json")).resolve(name);
    return true;
  } catch {
    return false;
  }
}
