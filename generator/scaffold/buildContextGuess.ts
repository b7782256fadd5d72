import { Copy, DockerfileParser, type Instruction } from "dockerfile-ast";
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";

/** Names of what stands beside a Dockerfile in a folder that has nothing but the means to build. */
const DOCKERS_OWN =
  /^(?:.*dockerfile.*|.*containerfile.*|\.dockerignore|.*compose.*\.ya?ml|.*\.(?:sh|conf|env|md)|docker-.*)$/i;

/** What says in a folder that what is below it is built together. */
const WORKSPACE_FILES = [
  "pnpm-workspace.yaml",
  "turbo.json",
  "nx.json",
  "lerna.json",
  "rush.json",
  "go.work",
  "settings.gradle",
  "settings.gradle.kts",
];

/** Commands that build one package of a workspace. */
const WORKSPACE_BUILD =
  /\bturbo\b.*\bprune\b|\bnx (?:run|build)\b|\bpnpm\b.*--filter\b|\bpnpm\b.*\bdeploy\b|\byarn workspace\b|\bnpm\b.*--workspace\b|\bgradlew?\b.* :\w/;

/** The folder that a Dockerfile builds from, and why it is thought to be. */
export interface BuildContextGuess {
  /** Below the repository, with slashes; "." for the repository itself. */
  folder: string;
  /** Why it is thought to be that one; nothing where it is the Dockerfile's own, and has all that is copied by name. */
  reason?: string;
}

/**
 * Finds the folder that a Dockerfile is built from, as no Dockerfile says it itself: its own folder, if all is there that it
 * copies, else the nearest above in which all is.
 *
 * @param root Absolute path of the repository.
 * @param path Path of the Dockerfile below it, with slashes.
 */
export function buildContextGuess(root: string, path: string, text: string): BuildContextGuess {
  const own = dirname(path);
  const sources = copiedSources(text);
  const named = sources.filter((source) => source !== "");
  const isComplete = (folder: string) => {
    return named.every((source) => existsSync(join(root, folder, source)));
  };
  const folders = foldersUpFrom(own);
  if (named.length > 0) {
    const found = folders.find(isComplete);
    if (found === undefined || found === own) return { folder: own };
    const missing = named.find((source) => !existsSync(join(root, own, source))) ?? "";
    return { folder: found, reason: `it copies ${missing}, which is there and not in ${own}` };
  }
  if (own === "." || sources.length === 0) return { folder: own };
  return guessOfAll(root, own, text);
}

/** Of a Dockerfile that copies all there is: `COPY . .` fits every folder. */
function guessOfAll(root: string, own: string, text: string): BuildContextGuess {
  if (hasOnlyDockerFiles(join(root, own))) {
    return {
      folder: dirname(own),
      reason: `${basename(own)} has nothing to copy but what builds the image`,
    };
  }
  const above = foldersUpFrom(own).slice(1);
  const naming = above.find((folder) => isNamed(below(folder, own), text));
  if (naming !== undefined) {
    return { folder: naming, reason: `it names ${below(naming, own)}, which is there` };
  }
  const isBuiltTogether = WORKSPACE_BUILD.test(text.replace(/\\\r?\n/g, " "));
  for (const folder of isBuiltTogether ? above : []) {
    const file = WORKSPACE_FILES.find((name) => existsSync(join(root, folder, name)));
    if (file !== undefined) {
      return { folder, reason: `it builds one package of the workspace that ${file} is of` };
    }
  }
  return { folder: own, reason: "it copies all that is there" };
}

/** A path as it is seen from a folder above it. */
function below(folder: string, path: string): string {
  return folder === "." ? path : path.slice(folder.length + 1);
}

/** Whether a Dockerfile has the path of a folder in it, which one word alone is only where `./` is before it. */
function isNamed(path: string, text: string): boolean {
  const escaped = path.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const before = path.includes("/") ? "(?:^|[\\s\"'=/])" : "\\./";
  return new RegExp(`${before}${escaped}(?=[/\\s"',]|$)`, "m").test(text.replace(/^\s*#.*$/gm, ""));
}

/** A folder and those above, up to the repository. */
function foldersUpFrom(folder: string): string[] {
  return folder === "." ? ["."] : [folder, ...foldersUpFrom(dirname(folder))];
}

function hasOnlyDockerFiles(folder: string): boolean {
  return readdirSync(folder).every((name) => DOCKERS_OWN.test(name));
}

/**
 * What a Dockerfile copies from its context, up to the first wildcard or variable: the folder that it lies in must be there.
 * The whole context is the empty text.
 */
function copiedSources(text: string): string[] {
  return DockerfileParser.parse(text).getInstructions().flatMap(sourcesOf);
}

function sourcesOf(instruction: Instruction): string[] {
  if (!["COPY", "ADD"].includes(instruction.getKeyword())) return [];
  if (instruction instanceof Copy && instruction.getFromFlag() !== null) return [];
  const content = instruction.getArguments().map((argument) => argument.getValue());
  const words = jsonWords(instruction) ?? content.filter((word) => !word.startsWith("--"));
  return words.slice(0, -1).flatMap((word) => {
    if (/^[a-z]+:\/\/|^git@|^<</i.test(word)) return [];
    const literal = /[*?[$]/.test(word) ? word.replace(/[^/]*[*?[$].*$/, "") : word;
    const path = relative("/", join("/", literal));
    return [path];
  });
}

/** The words of `COPY ["a", "b"]`. */
function jsonWords(instruction: Instruction): string[] | undefined {
  const content = (instruction.getArgumentsContent() ?? "").replace(/^(?:--\S+\s+)+/, "");
  if (!content.startsWith("[")) return undefined;
  try {
    return (JSON.parse(content) as unknown[]).map(String);
  } catch {
    return undefined;
  }
}
