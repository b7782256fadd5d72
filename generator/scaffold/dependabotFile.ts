import { dirname } from "node:path/posix";

import { RE2JS } from "re2js";
import { type Document, isMap, isNode, isSeq, parseDocument, type YAMLSeq } from "yaml";

import type { Answers } from "./answers.js";
import { appendedYaml, writtenYaml } from "./appendedYaml.js";
import { usesPackages } from "./applicationData.js";

/** Where Dependabot is told what to renew. */
export const DEPENDABOT_FILE = ".github/dependabot.yml";

/** What Dependabot calls the packages of each language. */
const ECOSYSTEMS = { typescript: "npm", python: "pip", go: "gomod" } as const;

/** An added service, as far as it has something to renew. */
export interface RenewedService {
  module: string;
  answers: Answers;
  dockerfile: string;
}

/** An entry of Dependabot's file, as far as it says where it looks. */
interface Update {
  "package-ecosystem"?: unknown;
  directory?: unknown;
  directories?: unknown;
}

/** What has to be renewed, and where. */
export interface Renewal {
  ecosystem: string;
  directory: string;
}

/** What of an added service no entry looks at; nothing where the file is none that Dependabot could read. */
export function missingRenewals(text: string, service: RenewedService): Renewal[] | undefined {
  const found = readUpdates(text);
  return found && missingOf(found, service);
}

/**
 * Dependabot's file with an entry for all of an added service that none looks at: its base image, and its packages. The rest
 * stays as it is, to the byte where entries are written line by line. An entry for what a repository has nothing of would fail
 * each week, so that the template has none.
 *
 * @returns Nothing where the file is none that Dependabot could read.
 */
export function withRenewals(text: string, service: RenewedService): string | undefined {
  const found = readUpdates(text);
  if (found === undefined) return undefined;
  const { document, updates } = found;
  const missing = missingOf(found, service);
  if (missing.length === 0) return text;
  const entries = missing.map(entryOf);
  const appended = appendedLines(text, updates, entries);
  for (const entry of entries) updates.add(document.createNode(entry));
  // An empty list is most often written as [].
  updates.flow = false;
  return writtenYaml(document, appended);
}

/** A file of Dependabot's, and the list of its entries. */
interface Updates {
  document: Document;
  updates: YAMLSeq;
}

function readUpdates(text: string): Updates | undefined {
  const document = parseDocument(text, { uniqueKeys: true });
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const updates = document.get("updates");
  return isSeq(updates) ? { document, updates } : undefined;
}

function missingOf({ document, updates }: Updates, service: RenewedService): Renewal[] {
  const known = (updates.toJS(document) as unknown[]).map(asUpdate);
  return renewals(service).filter((each) => !known.some((entry) => looksIn(entry, each)));
}

function renewals({ module, answers, dockerfile }: RenewedService): Renewal[] {
  const { language = "none" } = answers;
  const folder = dirname(dockerfile);
  const image = { ecosystem: "docker", directory: folder === "." ? "/" : `/${folder}` };
  if (language === "none") return [image];
  // Those in Python and Go have packages where they call AWS or speak gRPC alone.
  const hasPackages = language === "typescript" || usesPackages(answers);
  return [
    image,
    ...(hasPackages ? [{ ecosystem: ECOSYSTEMS[language], directory: `/${module}` }] : []),
  ];
}

function asUpdate(entry: unknown): Update {
  return typeof entry === "object" && entry !== null ? entry : {};
}

/** Whether an entry looks into a folder: `/*` is every folder at the top. */
function looksIn(entry: Update, { ecosystem, directory }: Renewal): boolean {
  if (entry["package-ecosystem"] !== ecosystem) return false;
  const all: unknown[] = Array.isArray(entry.directories) ? entry.directories : [entry.directory];
  return all.some((each) => {
    if (typeof each !== "string") return false;
    const words = each
      .replace(/^\/?/, "/")
      .replace(/(?<=.)\/$/, "")
      .split(/(\*\*\/?|\*)/);
    const pattern = words.map((word) => {
      if (word.startsWith("**")) return ".*";
      return word === "*" ? "[^/]+" : RE2JS.quote(word);
    });
    // Of any number of stars, which would make an expression of Node's try for ever.
    return RE2JS.matches(pattern.join(""), directory);
  });
}

/** As the template's own entries are. */
function entryOf({ ecosystem, directory }: Renewal): object {
  return {
    "package-ecosystem": ecosystem,
    directory,
    schedule: { interval: "weekly" },
    cooldown: { "default-days": 7 },
    ...(ecosystem !== "docker" && { groups: { packages: { patterns: ["*"] } } }),
  };
}

/** The text with entries behind the last one; nothing where they are not written line by line. */
function appendedLines(text: string, updates: YAMLSeq, entries: object[]): string | undefined {
  const last = updates.items.at(-1);
  if (updates.flow === true || !isMap(last) || last.flow === true) return undefined;
  const [start, valueEnd] = last.range ?? [0, text.length];
  const lastValue = last.items.at(-1)?.value;
  const before = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const indent = /^( *)- +$/.exec(before)?.[1];
  if (indent === undefined || !isNode(lastValue)) return undefined;
  return appendedYaml(text, entries, { valueEnd, indent });
}
