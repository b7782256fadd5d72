import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";

import type * as yaml from "yaml";

import { CliError } from "../cliError.js";
import { checkProjectFile } from "./checkProjectFile.js";
import { readInputFile } from "./readInputFile.js";
import { isPulumiName, PULUMI_NAME_RULE } from "./stackName.js";

/** A Pulumi project, as its `Pulumi.yaml` has it. */
export interface Project {
  /** Folder with `Pulumi.yaml`, absolute. */
  directory: string;
  /** `Pulumi.yaml`, or what it is called there, absolute. */
  file: string;
  name: string;
  /** Such as `nodejs`. */
  runtime: string;
  /** Options of the runtime, such as `{ typescript: true }`. */
  runtimeOptions: Record<string, unknown>;
  /** The program, a file or folder relative to `directory`, if the project names it. */
  main?: string;
  /** Folder of the stacks' files, relative to `directory`, if the project names it. */
  stackConfigDir?: string;
  /** Configuration that the project declares: a value, or a map with `type`, `default`, `value` and so on. */
  config: Record<string, unknown>;
  /** The key `environment`, which Pulumi reads in stacks' files alone, where the project's file has it. */
  environment?: { value: unknown; place: string };
}

/** Where a generated repository keeps its Pulumi program. */
const PROGRAM_FOLDER = "infra";

/** How a project's file and those of its stacks may end, in the order in which Pulumi looks for them. */
export const PROJECT_ENDINGS = [".json", ".yaml", ".yml"] as const;

/**
 * The folder of the Pulumi project in a directory: the directory itself, or `infra` in it.
 *
 * @returns An absolute path.
 * @throws {CliError} if neither holds a `Pulumi.yaml`.
 */
export function findProjectDirectory(directory: string): string {
  const root = resolve(directory);
  const found = [root, join(root, PROGRAM_FOLDER)].find((folder) => projectFile(folder));
  if (found !== undefined) return found;
  const problem = isDirectory(root) ? "has no Pulumi.yaml" : "is not a folder";
  throw new CliError(
    `'directory' must be a folder with a Pulumi project, itself or in '${PROGRAM_FOLDER}': ` +
      `${root} ${problem}; 'slipway new' makes one that has`,
  );
}

/**
 * The Pulumi project in a directory.
 *
 * @param directory The project's folder, or one that holds it as `infra`.
 * @throws {CliError} if there is no project, or its `Pulumi.yaml` is not as Pulumi has it.
 */
export function findProject(directory: string): Project {
  const folder = findProjectDirectory(directory);
  const file = projectFile(folder) ?? "";
  const content = readYamlMap(file);
  const { name, runtime, main, stackConfigDir, config, environment } = content;
  if (typeof name !== "string" || name === "") {
    throw new CliError(`${file}: 'name' must be the project's name, got ${JSON.stringify(name)}`);
  }
  if (!isPulumiName(name)) {
    throw new CliError(
      `${file}: 'name' must be ${PULUMI_NAME_RULE}, got ${JSON.stringify(name.slice(0, 120))}; orders works`,
    );
  }
  const named = runtimeOf(file, runtime);
  checkProjectFile(file, content);
  return {
    directory: folder,
    file,
    name,
    ...named,
    ...(typeof main === "string" ? { main } : {}),
    ...stackFolder(stackConfigDir, config),
    config: isMap(config) ? config : {},
    ...(environment !== undefined && {
      environment: { value: environment, place: placeOfKey(file, "environment") },
    }),
  };
}

/** The line of a file that a key at its top stands in, such as `Pulumi.dev.yaml:3`; the file alone where it is not found. */
export function placeOfKey(file: string, key: string): string {
  const lines = readInputFile(file).split("\n");
  const line = lines.findIndex((text) => new RegExp(`^["']?${key}["']?\\s*:`).test(text));
  return line < 0 ? basename(file) : `${basename(file)}:${line + 1}`;
}

/**
 * A YAML file that holds a map.
 *
 * @throws {CliError} if it is not YAML, or holds something else.
 */
export function readYamlMap(file: string): Record<string, unknown> {
  const { parse } = createRequire(__filename)("yaml") as typeof yaml;
  const text = readInputFile(file);
  let content: unknown;
  try {
    content = parse(text) as unknown;
  } catch (error) {
    const [firstLine = ""] = (error as Error).message.split("\n");
    throw new CliError(`${file} is not YAML: ${firstLine.replace(/:$/, "")}`);
  }
  if (content === null || content === undefined) return {};
  if (!isMap(content)) throw new CliError(`${file} must hold a map of keys to values`);
  return content;
}

/** Whether a value from YAML or JSON is a map. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function runtimeOf(
  file: string,
  runtime: unknown,
): { runtime: string; runtimeOptions: Record<string, unknown> } {
  if (typeof runtime === "string") return { runtime, runtimeOptions: {} };
  if (isMap(runtime) && typeof runtime.name === "string") {
    return {
      runtime: runtime.name,
      runtimeOptions: isMap(runtime.options) ? runtime.options : {},
    };
  }
  throw new CliError(
    `${file}: 'runtime' must name a language such as nodejs, got ${JSON.stringify(runtime)}`,
  );
}

/** Older projects give the folder of the stacks' files as `config`. */
function stackFolder(stackConfigDir: unknown, config: unknown): { stackConfigDir?: string } {
  const folder = stackConfigDir ?? config;
  return typeof folder === "string" ? { stackConfigDir: folder } : {};
}

/** The project's file in a folder, absolute; nothing where it has none. */
export function projectFile(folder: string): string | undefined {
  return PROJECT_ENDINGS.map((ending) => join(folder, `Pulumi${ending}`)).find((file) =>
    existsSync(file),
  );
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
