import type { SERVICE_KINDS } from "./addedQuestions.js";
import type { Answers } from "./answers.js";
import type { Ask } from "./ask.js";
import type { FileChange } from "./changeFolder.js";

/** What an addition is made from. */
export interface AddRequest {
  /** The template of what is added. */
  kind: (typeof SERVICE_KINDS)[number];
  /** Folder of the repository. */
  directory: string;
  /** Answers as text, by key. */
  flags: Readonly<Partial<Record<keyof Answers, string>>>;
  /** Its Dockerfile, below the repository. Default: the only one, or the one that is chosen. */
  dockerfile?: string | undefined;
  /** Folder that it is built from. Default: what the Dockerfile copies says it. */
  context?: string | undefined;
  /** Whether the defaults answer what no flag does. */
  yes?: boolean | undefined;
  /** Whether nothing is written, and the result says what would be. */
  dryRun?: boolean | undefined;
  /** Asks what no flag answers; nothing without a terminal. */
  ask?: Ask | undefined;
  /** Ends the writing when it throws; called before each file. */
  proceed?: (() => void) | undefined;
}

/** What was added. */
export interface AddResult {
  /** What its resources are named after. */
  name: string;
  /** What it is. */
  added: string;
  /** The folder of the repository, as it was given. */
  directory: string;
  /** Paths of all files that are new or changed, in order. */
  files: string[];
  warnings: string[];
  /** Commands to go on with, in the repository. */
  next: string[];
  /** What would be written, after a run that writes nothing. */
  changes?: readonly FileChange[];
}
