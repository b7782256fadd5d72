import { isDynamicPattern, globSync } from "tinyglobby";

import type { PolicyConfiguration } from "../../policies/pack.js";
import { PolicyConfigurationError, projectConfiguration } from "../../policies/pack.js";
import { CliError } from "../cliError.js";
import type { PolicyPackRequest } from "../offline/packs/policyPackRequest.js";
import type { MockValues } from "../offline/mockValues.js";
import { answerOfOwnProcess, previewBy } from "../offline/previewOffline.js";
import { stackNames } from "../offline/program/stackFile.js";
import { findProject, findProjectDirectory, projectFile } from "../project/findProject.js";
import { readInputFile } from "../project/readInputFile.js";
import { scopeOf, withBaseline } from "./baseline.js";
import type { CheckResult } from "./checkResult.js";
import type { CheckedPart } from "./policyCheck.js";
import { locatedFrom, mergedResult, reviewed, shownPath, withSharedMocks } from "./policyCheck.js";
import { stateResources } from "./stateResources.js";
import { templateResource } from "./templateResource.js";

/** What {@link checkSources} is asked for. */
export interface CheckOptions {
  /** Folder of the Pulumi project, or one that holds it as `infra`; where the policies' configuration is looked for. */
  directory: string;
  /** Files or patterns of ECS task definitions, in the JSON that the AWS CLI takes. */
  templates?: readonly string[] | undefined;
  /** Files or patterns of exported states. */
  states?: readonly string[] | undefined;
  /** Name of the stack; for a task definition, of the one whose environment in the policies' configuration holds. */
  stack?: string | undefined;
  /** Whether each stack that the project has a file of is checked. */
  allStacks?: boolean | undefined;
  /**
   * The policies' configuration.
   *
   * @default - as `slipway.policies.yaml` says, or else as the policies are
   */
  policyConfiguration?: PolicyConfiguration | undefined;
  /** Policy packs of others, which judge the program beside Slipway's own policies. */
  policyPacks?: readonly PolicyPackRequest[] | undefined;
  /** Values for what an offline preview makes up. */
  mocks?: MockValues | undefined;
  /** Seconds after which a program that has not ended is stopped. */
  timeoutSeconds?: number | undefined;
  /** File of the findings that are accepted. */
  baseline?: string | undefined;
  /**
   * Whether a baseline that is missing is written, with today's findings.
   *
   * @default true
   */
  createBaseline?: boolean | undefined;
  /** Whether findings that are no more are taken out of the baseline. */
  prune?: boolean | undefined;
  /** Whether each violation tells the properties to set. */
  withFixes?: boolean | undefined;
  /**
   * Is given each line that a program prints.
   *
   * @default - they go to standard error
   */
  onOutput?: ((line: string) => void) | undefined;
  /** Stops the programs. */
  signal?: AbortSignal | undefined;
}

/** How large a state may be: one of 10,000 resources has some 50 MiB. */
const LARGEST_STATE_MIB = 512;

/** The stack of a task definition, where none is named. */
const TEMPLATE_STACK = "template";

/**
 * Applies the policies to task definitions, exported states, or the stacks of a program, which is run without cloud.
 *
 * @throws {CliError} if something cannot be read, or a program fails.
 */
export async function checkSources(options: CheckOptions): Promise<CheckResult> {
  const { templates, states, baseline, prune = false, createBaseline = true } = options;
  const parts =
    templates === undefined && states === undefined
      ? await checkProgram(options)
      : [...checkTemplates(options), ...checkStates(options)];
  const result = mergedResult(parts);
  if (baseline === undefined) return result;
  const scopes = parts.map(({ scope }) => scope);
  return withBaseline(result, { file: baseline, prune, scopes, mayCreate: createBaseline });
}

async function checkProgram(options: CheckOptions): Promise<CheckedPart[]> {
  const { directory, policyConfiguration, policyPacks, mocks, timeoutSeconds } = options;
  const { onOutput, withFixes, signal } = options;
  const judging = { policyConfiguration, policyPacks, withFixes };
  const given = { ...judging, mocks, timeoutSeconds, onOutput, signal };
  const project = findProjectDirectory(directory);
  const source = shownPath(projectFile(project) ?? project);
  const parts: CheckedPart[] = [];
  // One after the other: each program has a process of its own, and what it prints goes to standard error.
  for (const stack of stacksOf(options)) {
    const asked = { directory, stack, ...given };
    const found = await previewBy(asked, answerForAllStacks);
    const { policies, resources, stack: name, warnings, unusedMocks } = found;
    const said = warnings && { warnings };
    const checked = { source, stack: name, resources: resources.length, ...said };
    const scope = scopeOf(resources[0]?.urn ?? "");
    parts.push({ checked, scope, policies: locatedFrom(project, policies), unusedMocks });
  }
  return withSharedMocks(parts, (warning) => {
    const line = `warning: ${warning}`;
    if (onOutput) onOutput(line);
    else process.stderr.write(`${line}\n`);
  });
}

/** What the process of one stack's program answers: which mock values no stack uses is known behind the last. */
const answerForAllStacks: typeof answerOfOwnProcess = (request, options) =>
  answerOfOwnProcess({ ...request, areMocksShared: true }, options);

function stacksOf({ directory, stack, allStacks }: CheckOptions): (string | undefined)[] {
  if (!allStacks) return [stack];
  const stacks = stackNames(findProject(directory));
  if (stacks.length > 0) return stacks;
  throw new CliError(
    `'--all-stacks' must find files such as Pulumi.dev.yaml beside Pulumi.yaml, and there is none; '--stack dev' works`,
  );
}

function checkTemplates(options: CheckOptions): CheckedPart[] {
  const { templates = [], stack = TEMPLATE_STACK } = options;
  const configuration = configurationFor(options);
  return filesOf("--template", templates).map((file) => {
    const source = shownPath(file);
    const resource = templateResource(source, readNamed("--template", file), stack);
    return {
      checked: { source, stack: null, resources: 1 },
      scope: scopeOf(resource.urn),
      policies: reviewed([resource], configuration, options),
    };
  });
}

function checkStates(options: CheckOptions): CheckedPart[] {
  const { states = [] } = options;
  const configuration = configurationFor(options);
  return filesOf("--state", states).map((file) => {
    const source = shownPath(file);
    const resources = stateResources(source, readNamed("--state", file, LARGEST_STATE_MIB));
    const scope = scopeOf(resources[0]?.urn ?? "");
    const stack = scope.split(":")[2] ?? "";
    return {
      checked: { source, stack, resources: resources.length },
      scope,
      policies: reviewed(resources, configuration, options),
    };
  });
}

/** What files are judged by: the project's own configuration, or one above the folder. */
function configurationFor(options: CheckOptions): PolicyConfiguration | undefined {
  try {
    return options.policyConfiguration ?? projectConfiguration(options.directory);
  } catch (error) {
    throw error instanceof PolicyConfigurationError ? new CliError(error.message) : error;
  }
}

/** Files that words name, each once: a shell may have left a pattern as it is. */
function filesOf(flag: string, words: readonly string[]): string[] {
  const files = words.flatMap((word) => {
    if (!isDynamicPattern(word)) return [word];
    const found = globSync(word.replaceAll("\\", "/"), { dot: true, expandDirectories: false });
    if (found.length > 0) return found.sort();
    throw new CliError(`'${flag}' must name files, got '${word}', which no file matches`);
  });
  return [...new Set(files)];
}

function readNamed(flag: string, file: string, largestMib?: number): string {
  try {
    return readInputFile(file, largestMib);
  } catch (error) {
    if (error instanceof CliError) throw new CliError(`'${flag}': ${error.message}`);
    throw new CliError(`'${flag}' must name a file, got '${file}', which cannot be read`);
  }
}
