import type { Answers } from "./answers.js";
import type { Ask } from "./ask.js";
import type { FileChange } from "./changeFolder.js";
import type { PackageSource } from "./packageSource.js";
import type { LookUpPackage } from "./registryPackage.js";

/** What a scaffold is made from. */
export interface ScaffoldRequest {
  /** The current folder. */
  cwd: string;
  /** Folder to generate, below the current one. Default: the name. */
  directory?: string | undefined;
  /** Answers as text, by key. */
  flags: Readonly<Partial<Record<keyof Answers, string>>>;
  /** Answers to questions of the template's own, as text, by key. */
  ownFlags?: Readonly<Record<string, string>> | undefined;
  /** Path of an existing Dockerfile to use. */
  dockerfile?: string | undefined;
  /** Folder that the Dockerfile is built from, in a repository that was there before. Default: what the Dockerfile copies says it. */
  context?: string | undefined;
  /** What the repository depends on for this package. Default: where this package came from. */
  package?: string | undefined;
  /** Asks the registry for a version of this package. Default: it is taken as it is given. */
  lookUp?: LookUpPackage | undefined;
  /** Whether the defaults answer what no flag does. */
  yes?: boolean | undefined;
  /** Whether nothing is written, and the result says what would be. */
  dryRun?: boolean | undefined;
  /** Asks what no flag answers; nothing without a terminal. */
  ask?: Ask | undefined;
  /** Ends the writing when it throws; called before each file. */
  proceed?: (() => void) | undefined;
}

/** What was written. */
export interface ScaffoldResult {
  name: string;
  /** The folder, relative to the current one. */
  directory: string;
  template: string;
  /** Paths of all files, in order. */
  files: string[];
  package: Pick<PackageSource, "spec" | "kind">;
  warnings: string[];
  /** Commands to go on with. */
  next: string[];
  /** What would be written, after a run that writes nothing. */
  changes?: readonly FileChange[];
}
