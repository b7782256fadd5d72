import { join } from "node:path";

import { nearestName } from "../../../components/rules/nearestName.js";
import { CliError } from "../../cliError.js";
import { findProject } from "../../project/findProject.js";
import { stackNames } from "../../offline/program/stackFile.js";
import type { ProjectFolder } from "./entryFolders.js";
import { entryFolders } from "./entryFolders.js";
import type { EntryFacts, FleetEntry } from "./fleetFile.js";
import type { GitSource } from "./gitSource.js";
import { FleetFile } from "./fleetFile.js";
import type { Fleet, FleetRollout, FleetStack } from "./fleetStack.js";
import { circleIn, circleText } from "./fleetWaves.js";
import { matchesSelector } from "./selector.js";
import { chosenStacks } from "./stackPatterns.js";

/** How a `fleet.yaml` is read. */
export interface ReadFleetOptions {
  /**
   * Folder that repositories of git are checked out in.
   *
   * @default - `.slipway/fleet` beside the file
   */
  cache?: string | undefined;
  /** Ends what git does. */
  signal?: AbortSignal | undefined;
}

/** Small at first, since a mistake that one stack shows is cheap. */
const ROLLOUT: FleetRollout = {
  canary: [],
  waveSizes: [1, 5, "25%"],
  maxFailures: 0,
  maxReplaces: 0,
  maxDeletes: 0,
  timeoutMinutes: 60,
};

/** A stack, and which entry of the file it is by. */
interface Found {
  entry: number;
  /** Which one its folder is by. */
  sourceEntry: number;
  folder: ProjectFolder;
  stack: FleetStack;
}

/**
 * The fleet that a file describes: every stack that its entries come to, with what they depend on.
 *
 * @throws {CliError} with file, line and column, if the file is wrong, an entry names no project or no stack, a repository
 * cannot be had, or stacks depend on one that there is none of, or on each other.
 */
export async function readFleet(file: string, options: ReadFleetOptions = {}): Promise<Fleet> {
  const source = new FleetFile(file);
  const { name, stacks: entries, rollout = {}, remote } = source.content;
  const cache = options.cache ?? join(source.directory, ".slipway", "fleet");
  const found = new Map<string, Found>();
  for (const [i, entry] of entries.entries()) {
    const folders = await entryFolders(source, i, { cache, signal: options.signal });
    const seen = folders.flatMap((folder) => addStacks(source, found, i, entry, folder));
    if (seen.length === 0) throw noStacks(source, i, entry, folders);
  }
  const stacks = [...found.values()].map(({ stack }) => stack);
  checkDependencies(source, [...found.values()]);
  const { canary: selectors = [], ...rest } = rollout;
  const canary = selectors.flatMap((selector, i) => {
    const chosen = stacks.filter((stack) => matchesSelector(stack, selector));
    if (chosen.length > 0) return chosen.map(({ id }) => id);
    throw source.fault(
      ["rollout", "canary", i],
      `'canary' must choose stacks of the fleet, got ${JSON.stringify(selector)}, which chooses none; ${JSON.stringify(stacks[0]?.id)} works`,
    );
  });
  return {
    name,
    file: source.file,
    stacks,
    ...(remote && { remote }),
    gitSources: gitSourcesOf([...found.values()], entries),
    rollout: { ...ROLLOUT, ...rest, canary: [...new Set(canary)] },
  };
}

function gitSourcesOf(
  found: readonly Found[],
  entries: readonly FleetEntry[],
): Map<string, GitSource> {
  const pairs = found.flatMap(({ stack, sourceEntry }): [string, GitSource][] => {
    const source = entries[sourceEntry]?.git;
    return source ? [[stack.id, source]] : [];
  });
  return new Map(pairs);
}

function noStacks(
  source: FleetFile,
  index: number,
  { stacks }: FleetEntry,
  folders: readonly ProjectFolder[],
): CliError {
  if (stacks === undefined) {
    return source.fault(
      ["stacks", index],
      "'stacks' must name the stacks where no project has a Pulumi.<stack>.yaml, got nothing; stacks: [dev] works",
    );
  }
  const names = stacks.map((one) => JSON.stringify(one)).join(", ");
  const known = folders.flatMap(({ directory }) => stackNames(findProject(directory)));
  return source.fault(
    ["stacks", index, "stacks"],
    `'stacks' must name stacks that a project has a Pulumi.<stack>.yaml of, got ${names}; ` +
      `there is one of ${[...new Set(known)].join(", ")}, and without 'stacks' all of them are meant`,
  );
}

/** Adds an entry's stacks of one project, or what it says of those that are there. Gives their ids. */
function addStacks(
  source: FleetFile,
  found: Map<string, Found>,
  index: number,
  entry: FleetEntry,
  folder: ProjectFolder,
): string[] {
  const project = placed(source, index, () => findProject(folder.directory));
  const names = chosenStacks(stackNames(project), entry.stacks);
  return names.map((name) => {
    const id = `${folder.path}:${name}`;
    const earlier = found.get(id);
    if (earlier && earlier.stack.directory !== project.directory) {
      throw source.fault(
        ["stacks", index],
        `each id must be of one project, and '${id}' is of ${earlier.stack.directory} and ${project.directory}; another 'path' for one of them works`,
      );
    }
    const facts = merged(earlier?.stack ?? {}, entry, earlier ? {} : source.content.defaults);
    const stack = stackOf(facts, { id, directory: project.directory, project: project.name, name });
    const given = entry.dependsOn !== undefined;
    found.set(id, {
      entry: earlier && !given ? earlier.entry : index,
      sourceEntry: earlier?.sourceEntry ?? index,
      folder,
      stack,
    });
    return id;
  });
}

/** What an entry says, over what an earlier one or the defaults say. */
function merged(earlier: Partial<FleetStack>, entry: EntryFacts, defaults: EntryFacts = {}) {
  const { environment, account, region, preview, dependsOn } = {
    ...defaults,
    ...earlier,
    ...entry,
  };
  const tags = { ...defaults.tags, ...earlier.tags, ...entry.tags };
  // What all depend on by default does not depend on itself.
  const isDefault = entry.dependsOn === undefined;
  return { environment, account, region, preview, tags, dependsOn: dependsOn ?? [], isDefault };
}

function stackOf(
  { environment, account, region, preview, tags, dependsOn, isDefault }: ReturnType<typeof merged>,
  {
    id,
    directory,
    project,
    name,
  }: { id: string; directory: string; project: string; name: string },
): FleetStack {
  const named = environment?.replaceAll("{stack}", name);
  const ids = dependsOn.map((one) =>
    one.replaceAll("{stack}", name).replaceAll("{environment}", named ?? "{environment}"),
  );
  return {
    ...{ id, directory, project, stack: name, tags },
    ...(named !== undefined && { environment: named }),
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    ...(preview === "engine" && { preview }),
    dependsOn: isDefault ? ids.filter((one) => one !== id) : ids,
  };
}

/** @throws {CliError} at the entry's line, if a stack depends on one that is not there, or on itself by others. */
function checkDependencies(source: FleetFile, found: readonly Found[]): void {
  const ids = new Set(found.map(({ stack }) => stack.id));
  for (const { stack, entry } of found) {
    const unknown = stack.dependsOn.find((id) => !ids.has(id));
    if (unknown === undefined) continue;
    throw source.fault(
      dependsOnPath(source, entry),
      `'dependsOn' of '${stack.id}' must name stacks of the fleet, got ${JSON.stringify(unknown)}; ${otherStack(unknown, stack.id, ids)}`,
    );
  }
  const circle = circleIn(found.map(({ stack }) => stack));
  if (circle === undefined) return;
  const entry = found.find(({ stack }) => stack.id === circle[0])?.entry ?? 0;
  throw source.fault(dependsOnPath(source, entry), circleText(circle));
}

function dependsOnPath(source: FleetFile, entry: number): (string | number)[] {
  return source.content.stacks[entry]?.dependsOn === undefined
    ? ["defaults", "dependsOn"]
    : ["stacks", entry, "dependsOn"];
}

/** What works in place of an id that there is none of: a similar one, one of the same project, or else the first. */
function otherStack(id: string, own: string, ids: ReadonlySet<string>): string {
  const others = [...ids].filter((one) => one !== own);
  const path = id.slice(0, id.lastIndexOf(":") + 1);
  const similar = others.find((one) => path !== "" && one.startsWith(path));
  const works = similar ?? nearestName(id, others) ?? others[0];
  return works === undefined ? "without it, it works" : `${JSON.stringify(works)} works`;
}

/** An error of a project, at the entry's line. */
function placed<T>(source: FleetFile, entry: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof CliError) throw source.fault(["stacks", entry], error.message);
    throw error;
  }
}
