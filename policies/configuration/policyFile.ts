import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, relative, resolve } from "node:path";

import { YamlPlaces } from "../text/yamlPlaces.js";
import { checkConfigurationOf } from "./configuration.js";
import { isMap } from "../resource/secretSignature.js";
import { PolicyConfigurationError, shown } from "./configurationError.js";
import type { PolicyConfiguration } from "./layer.js";
import { mergeLayers } from "./mergeLayers.js";
import { findProjectFile, projectFileText } from "./projectFile.js";
import type { Rule } from "../rule.js";

/** Name of the file that a project keeps the policies' configuration in. */
export const POLICY_FILE = "slipway.policies.yaml";

/** The project's file: in a folder, or in one above it, up to the repository's. */
export function findPolicyFile(directory: string): string | undefined {
  return findProjectFile(directory, POLICY_FILE);
}

/**
 * The configuration in a file of YAML or JSON, over those that it extends.
 *
 * @throws {PolicyConfigurationError} with file, line and column, if one cannot be read, is not YAML, or says what no
 * policy understands.
 */
export function readPolicyFile(rules: readonly Rule[], file: string): PolicyConfiguration {
  return readOver(rules, resolve(file), []);
}

function readOver(
  rules: readonly Rule[],
  file: string,
  before: readonly string[],
): PolicyConfiguration {
  const source = new Source(file);
  const { $schema, extends: bases, ...configuration } = source.map();
  try {
    if ($schema !== undefined && typeof $schema !== "string") {
      throw new PolicyConfigurationError(`'$schema' must be a text, got ${shown($schema)}`, [
        "$schema",
      ]);
    }
    checkConfigurationOf(rules, configuration);
  } catch (error) {
    throw source.placed(error);
  }
  const under = basesOf(source, bases, [...before, file]).map((base) =>
    readOver(rules, base, [...before, file]),
  );
  return [...under, configuration].reduce((below, above) => mergeLayers(below, above), {});
}

/** Files that one extends: a path from its folder, or a file of a package that it sees. */
function basesOf(source: Source, bases: unknown, before: readonly string[]): string[] {
  if (bases === undefined) return [];
  const isList = Array.isArray(bases);
  const all: readonly unknown[] = isList ? bases : [bases];
  return all.map((base, i) => {
    const at = isList ? ["extends", i] : ["extends"];
    const fault = (reason: string) => source.placed(new PolicyConfigurationError(reason, at));
    if (typeof base !== "string") {
      throw fault(`'extends' must name files, got ${shown(base)}; "../${POLICY_FILE}" works`);
    }
    const file = base === "" ? undefined : resolvedFrom(source.file, base);
    if (file === undefined) {
      throw fault(
        `'extends' must name a file that there is, got "${base}"; "../${POLICY_FILE}" works`,
      );
    }
    if (statSync(file).isDirectory()) {
      throw fault(
        `'extends' must name a file, got "${base}", which is a folder; ${JSON.stringify(`${base.replace(/\/+$/, "")}/${POLICY_FILE}`)} works where it is there`,
      );
    }
    if (before.includes(file)) {
      throw fault(
        `'extends' must not form a circle, got "${base}", which extends this file; leave it out`,
      );
    }
    return file;
  });
}

function resolvedFrom(file: string, base: string): string | undefined {
  const beside = resolve(dirname(file), base);
  if (existsSync(beside)) return beside;
  try {
    return createRequire(file).resolve(base);
  } catch {
    return undefined;
  }
}

/** A file of YAML that knows where in its text each value stands. */
class Source {
  private readonly yaml: YamlPlaces;

  constructor(readonly file: string) {
    this.yaml = new YamlPlaces(this.text());
    const { problem } = this.yaml;
    if (problem) throw this.fault(`it is not YAML: ${problem.reason}`, problem.place);
  }

  map(): Record<string, unknown> {
    const content = this.yaml.content();
    if (content === null || content === undefined) return {};
    if (isMap(content)) return content;
    throw this.fault(`it must be a map of policies, got ${shown(content)}`, this.yaml.placeOf([]));
  }

  /** An error with the place in this file that it speaks of. */
  placed(error: unknown): unknown {
    if (!(error instanceof PolicyConfigurationError)) return error;
    return this.fault(error.reason, this.yaml.placeOf(error.path));
  }

  private fault(reason: string, place: string): PolicyConfigurationError {
    const near = relative(process.cwd(), this.file);
    const name = near.startsWith("..") ? this.file : near;
    return new PolicyConfigurationError(reason, [], `${name}:${place}`);
  }

  private text(): string {
    const found = projectFileText(this.file);
    if ("text" in found) return found.text;
    throw new PolicyConfigurationError(`'${this.file}' ${found.problem}`);
  }
}
