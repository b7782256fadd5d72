import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";

import type * as AjvModule from "ajv";
import type { ErrorObject } from "ajv";

import { legalNames } from "../../../components/rules/nearestName.js";
import { YamlPlaces } from "../../../policies/text/yamlPlaces.js";
import { CliError } from "../../cliError.js";
import { packageRoot } from "../../project/packageRoot.js";
import { readInputFile } from "../../project/readInputFile.js";
import { schemaProblem, tellingError } from "../../../policies/configuration/schemaProblem.js";
import type { GitSource } from "./gitSource.js";
import type { FleetRollout } from "./fleetStack.js";
import type { RemoteSettings } from "./remoteSettings.js";

/** Name of the file that a fleet is written in. */
export const FLEET_FILE = "fleet.yaml";

/** What an entry of the file, and its defaults, say of stacks. */
export interface EntryFacts {
  environment?: string;
  tags?: Record<string, string>;
  account?: string;
  region?: string;
  preview?: "offline" | "engine";
  dependsOn?: string[];
}

/** One entry of the file's `stacks`. */
export interface FleetEntry extends EntryFacts {
  path?: string;
  git?: GitSource;
  stacks?: string[];
}

/** Stacks by their ids, or by what is said of them. */
export type Selector = string | { environment?: string; tags?: Record<string, string> };

/** What the file holds. */
export interface FleetContent {
  name: string;
  defaults?: EntryFacts;
  stacks: FleetEntry[];
  remote?: RemoteSettings;
  rollout?: Partial<Omit<FleetRollout, "canary">> & { canary?: Selector[] };
}

/** Where in the file something stands: its keys, from the top. */
export type FleetPath = readonly (string | number)[];

/** A `fleet.yaml` as it is written, which knows the line of everything in it. */
export class FleetFile {
  public readonly content: FleetContent;
  /** Absolute. */
  public readonly file: string;
  private readonly yaml: YamlPlaces;

  /** @throws {CliError} with file, line and column, if it cannot be read, is not YAML, or is not as its schema has it. */
  public constructor(file: string) {
    this.file = resolve(file);
    this.yaml = new YamlPlaces(textOf(file));
    const { problem } = this.yaml;
    if (problem) throw this.faultAt(problem.place, `it is not YAML: ${problem.reason}`);
    this.content = this.checked(this.yaml.content() ?? {});
  }

  /** Folder of the file, which its paths are told from. */
  public get directory(): string {
    return dirname(this.file);
  }

  /** What is wrong at a place of the file. */
  public fault(path: FleetPath, reason: string): CliError {
    return this.faultAt(this.yaml.placeOf(path), reason);
  }

  private faultAt(place: string, reason: string): CliError {
    const near = relative(process.cwd(), this.file);
    return new CliError(`${near.startsWith("..") ? this.file : near}:${place}: ${reason}`);
  }

  private checked(content: unknown): FleetContent {
    const { Ajv } = createRequire(__filename)("ajv") as typeof AjvModule;
    const schema = JSON.parse(readFileSync(schemaFile(), "utf8")) as object;
    const validate = new Ajv({
      verbose: true,
      allowUnionTypes: true,
      validateSchema: false,
    }).compile<FleetContent>(schema);
    if (validate(content)) return content;
    const error = tellingError(validate.errors ?? []);
    const path = (error?.instancePath ?? "").split("/").slice(1).map(unescaped);
    const { additionalProperty } = (error?.params ?? {}) as { additionalProperty?: string };
    const at = additionalProperty === undefined ? path : [...path, additionalProperty];
    throw this.fault(at, `${schemaProblem(error)}${whatWorks(error)}`);
  }
}

/** What works in place of something that its schema refuses, as far as the schema says. */
function whatWorks(error: ErrorObject | undefined): string {
  const { additionalProperty, missingProperty } = (error?.params ?? {}) as Record<string, string>;
  const schema = (error?.parentSchema ?? {}) as SchemaPart;
  const { properties = {} } = schema;
  if (additionalProperty !== undefined) {
    return `; ${legalNames(additionalProperty, Object.keys(properties))}`;
  }
  const [example] =
    (missingProperty === undefined ? schema : properties[missingProperty])?.examples ?? [];
  if (example === undefined) return "";
  const key = missingProperty === undefined ? "" : `${missingProperty}: `;
  return `; ${key}${JSON.stringify(example)} works`;
}

/** A part of the file's schema. */
interface SchemaPart {
  properties?: Record<string, SchemaPart>;
  examples?: unknown[];
}

function schemaFile(): string {
  return join(packageRoot(), "generator", "fleet", "manifest", "fleet.schema.json");
}

/** A key as a JSON pointer has it. */
function unescaped(key: string): string {
  return key.replaceAll("~1", "/").replaceAll("~0", "~");
}

function textOf(file: string): string {
  try {
    return readInputFile(file);
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(
      `'--file' must name a ${FLEET_FILE}, got ${JSON.stringify(file)}, which cannot be read; ` +
        "docs/fleet.md has one to begin with",
    );
  }
}
