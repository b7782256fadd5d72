import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder for one test, made before it and removed after it. */
export interface ScratchFolder {
  readonly path: string;
  /** Writes a file below the folder, with the folders that it is in. */
  write(path: string, text: string): string;
  /** The paths of all files and links below the folder, in order. */
  files(): string[];
}

/** Gives each test of the suite that calls it an empty folder. */
export function scratchFolder(): ScratchFolder {
  let path = "";
  beforeEach(() => {
    path = realpathSync(mkdtempSync(join(tmpdir(), "slipway-test-")));
  });
  afterEach(() => {
    rmSync(path, { recursive: true, force: true });
  });
  return {
    get path() {
      return path;
    },
    write: (file, text) => {
      const full = join(path, file);
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, text);
      return full;
    },
    files: () => filesBelow(path),
  };
}

/** The paths of all files and links below a folder, with slashes and in order; links are not followed. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      if (!entry.isDirectory()) return [entry.name];
      return filesOfFolder(join(folder, entry.name)).map((path) => `${entry.name}/${path}`);
    })
    .sort();
}

/** A folder that somebody deletes at this moment has none. */
function filesOfFolder(folder: string): string[] {
  try {
    return filesBelow(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** The text of every file below a folder, by path. */
export function textsBelow(folder: string): Record<string, string> {
  const paths = filesBelow(folder);
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}
