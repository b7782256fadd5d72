import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import type * as AjvModule from "ajv";

import { CliError } from "../cliError.js";
import { readInputFile } from "../project/readInputFile.js";
import { type Layout, OWN_LAYOUT } from "./layout.js";
import { quotedValue } from "./quotedValue.js";
import { textHash } from "./textHash.js";

/** Name of the file that says what was generated, from what. */
export const MANIFEST_FILE = ".slipway.json";

/**
 * Name of the file with the texts that were generated: what a newer template is merged with is known by them alone. Another
 * version of this package, or of a company's template, would not render them again to the byte.
 */
export const BASE_FILE = ".slipway.base.json";

/** What was generated, from what. */
export interface Manifest {
  /** Version of this package. */
  slipway: string;
  template: string;
  /** Folder of a template of a company's own, seen from the repository. */
  templateFolder?: string;
  answers: Record<string, string | number>;
  /** Whether the repository was there before. */
  inPlace?: boolean;
  /** Folder that the image is built from, in such a repository. */
  context?: string;
  dockerfile?: string;
  /** Files of the template that the repository had of its own. */
  leftOut?: string[];
  /** Stacks that were added to those of the template, in their order. */
  environments?: string[];
  /** Services that were added to the first one, in their order. */
  added?: AddedRecord[];
  /** The tarball of this package that the repository brings along. */
  vendored?: { path: string; integrity: string };
  /** Hash of each file by its path. */
  files: Record<string, string>;
}

/** What a manifest says of an added service. */
export interface AddedRecord {
  name: string;
  template: string;
  answers: Record<string, string | number>;
  context: string;
  dockerfile: string;
  user: string;
}

/** More would have no addresses of their own in a platform. */
export const MOST_ENVIRONMENTS = 20;

/** A stack that is added: a job of pipelines, a part of their variables and of a domain as well. */
export const ENVIRONMENT = { type: "string", pattern: "^[a-z][a-z0-9]{1,19}$" };

const PATH = { type: "string", pattern: "^[^\\\\\\u0000:]{1,500}$" };

/** A user of an image, by name or number, with or without a group. */
export const USER = "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,31})?$";

const ANSWERS = { type: "object", additionalProperties: { type: ["string", "number"] } };

const SCHEMA = {
  type: "object",
  required: ["slipway", "template", "answers", "files"],
  properties: {
    slipway: { type: "string", pattern: "^\\d+\\.\\d+\\.\\d+[0-9A-Za-z.+-]*$" },
    template: { type: "string" },
    templateFolder: { type: "string" },
    answers: ANSWERS,
    inPlace: { type: "boolean" },
    context: PATH,
    dockerfile: PATH,
    leftOut: { type: "array", items: PATH },
    environments: { type: "array", maxItems: MOST_ENVIRONMENTS, items: ENVIRONMENT },
    added: {
      type: "array",
      items: {
        type: "object",
        required: ["name", "template", "answers", "context", "dockerfile", "user"],
        properties: {
          name: { type: "string" },
          template: { type: "string" },
          answers: ANSWERS,
          context: PATH,
          dockerfile: PATH,
          user: { type: "string", pattern: USER },
        },
      },
    },
    vendored: {
      type: "object",
      required: ["path", "integrity"],
      properties: {
        path: { type: "string", pattern: "^(?:infra/)?vendor/slipway-[0-9A-Za-z.+-]+\\.tgz$" },
        integrity: { type: "string", pattern: "^sha512-[0-9A-Za-z+/=]{80,90}$" },
      },
    },
    files: { type: "object", additionalProperties: { type: "string", pattern: "^[0-9a-f]{64}$" } },
  },
};

/**
 * What a manifest says of a set of generated files.
 *
 * @param recorded Hashes of files that were generated before.
 */
export function manifestText(
  content: Omit<Manifest, "files">,
  files: ReadonlyMap<string, string>,
  recorded: Manifest["files"] = {},
): string {
  const made = [...files].map(([path, text]) => [path, textHash(text)] as const);
  const hashes = inOrder(new Map([...Object.entries(recorded), ...made]));
  return `${JSON.stringify({ ...content, files: Object.fromEntries(hashes) }, null, 2)}\n`;
}

/** The file of the texts. npm's lock file is no text to merge: npm makes it anew. */
export function baseText(files: ReadonlyMap<string, string>): string {
  const texts = inOrder(files).filter(([path]) => !path.endsWith("package-lock.json"));
  return `${JSON.stringify(Object.fromEntries(texts), null, 2)}\n`;
}

let validator: AjvModule.ValidateFunction<Manifest> | undefined;

/** Compiled when the first manifest is read: to write one needs no schema. */
function manifestValidator(): AjvModule.ValidateFunction<Manifest> {
  const { Ajv } = createRequire(__filename)("ajv") as typeof AjvModule;
  // The schema of schemas says nothing of one that is ours.
  const ajv = new Ajv({ allowUnionTypes: true, validateSchema: false });
  return ajv.compile<Manifest>(SCHEMA);
}

/**
 * Reads the manifest of a repository.
 *
 * @param root Absolute path of the repository.
 * @throws {CliError} if there is none, or it is not as it was written.
 */
export function readManifest(root: string): Manifest {
  const file = join(root, MANIFEST_FILE);
  if (!existsSync(file)) {
    throw new CliError(
      `'directory' must be a repository that slipway has generated, with ${MANIFEST_FILE}, got ${root}; slipway new makes one`,
    );
  }
  const content = parsed(file);
  const validate = (validator ??= manifestValidator());
  if (validate(content)) return content;
  const [error] = validate.errors ?? [];
  throw new CliError(
    `${file}: ${error?.instancePath || "it"} ${error?.message ?? "is wrong"}; restore it as it was committed`,
  );
}

/** The layout that a manifest tells of. */
export function layoutOf({ inPlace, context, dockerfile }: Manifest): Layout {
  const file = dockerfile ?? OWN_LAYOUT.dockerfile;
  if (inPlace === true) return { inPlace, context: context ?? ".", dockerfile: file };
  if (dockerfile === undefined) return OWN_LAYOUT;
  return { inPlace: false, context: dockerfile.split("/").slice(0, -1).join("/"), dockerfile };
}

/**
 * The texts that were generated, as far as they are known: those that have the hash of the manifest.
 *
 * @throws {CliError} if the file is no JSON.
 */
export function readBase(root: string, { files }: Manifest): Map<string, string> {
  const file = join(root, BASE_FILE);
  if (!existsSync(file)) return new Map();
  const content = parsed(file);
  const texts = Object.entries(typeof content === "object" ? (content ?? {}) : {}) as [
    string,
    unknown,
  ][];
  return new Map(
    texts.filter((entry): entry is [string, string] => {
      const [path, text] = entry;
      return (
        typeof text === "string" && Object.hasOwn(files, path) && files[path] === textHash(text)
      );
    }),
  );
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readInputFile(file));
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(
      `${file} must be the JSON that slipway has written, got ${quotedValue((error as Error).message)}; restore it as it was committed`,
    );
  }
}

function inOrder(files: ReadonlyMap<string, string>): [string, string][] {
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1));
}
