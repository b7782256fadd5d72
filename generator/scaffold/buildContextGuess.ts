import { Copy, DockerfileParser, type Instruction } from "dockerfile-ast";
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";

/** Names of what stands beside a Dockerfile in a folder that has nothing but the means to build. */
const DOCKERS_OWN =
  /^(?:.*dockerfile.*|.*containerfile.*|\.dockerignore|.*compose.*\.ya?ml|.*\.(?:sh|conf|env|md)|docker-.*)$/i;

/** The folder that a Dockerfile builds from, and why it is thought to be. */
export interface BuildContextGuess {
  /** Below the repository, with slashes; "." for the repository itself. */
  folder: string;
  /** Why it is not the Dockerfile's own folder. */
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
  // `COPY . .` fits every folder: one with nothing but Docker's own files is no application.
  if (own === "." || sources.length === 0 || !hasOnlyDockerFiles(join(root, own))) {
    return { folder: own };
  }
  return {
    folder: dirname(own),
    reason: `${basename(own)} has nothing to copy but what builds the image`,
  };
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
