import { UNKNOWN_PART } from "./unknownPart.js";
import type { SecretDetectorOptions } from "./secretDetector.js";
import { isAllowedName, isOfWords, looksRandom, secretInVariable } from "./secretDetector.js";
import { secretFormat } from "./secretFormats.js";
import { variablesInJson } from "./variablesInJson.js";

/** What a text holds that looks like a secret, with the name that it stands under where it has one. */
export interface SecretInText {
  kind: string;
  value: string;
  name?: string;
}

const WITH_PASSWORD = "a password on a command line";

/** What a command line holds that looks like a secret. */
export function secretInCommand(
  words: readonly string[],
  options: SecretDetectorOptions,
): SecretInText | undefined {
  const line = words.join(" ");
  // Most containers run what their image says.
  if (line === "") return undefined;
  const all = [...assignments(line), ...headers(line)];
  const named = secretAssigned(all, options) ?? passwordOfTool(line);
  if (named) return named;
  for (const value of [line, ...line.split(/\s+/)]) {
    const kind =
      secretFormat(value) ??
      (looksRandom(value, options) ? "a value that looks like a key" : undefined);
    if (kind !== undefined) return { kind, value };
  }
  return undefined;
}

/**
 * What a script holds, or a document such as of cloud-init, that looks like a secret: by its published form, by the name
 * that it is given to, or as what a program takes for a password. A script is long, and what looks random in it is most often
 * none.
 */
export function secretInScript(
  text: string,
  options: SecretDetectorOptions,
): SecretInText | undefined {
  const kind = secretFormat(text);
  if (kind !== undefined) return { kind, value: text };
  const all = [...assignments(text), ...settings(text), ...headers(text)];
  return secretAssigned(all, { ...options, minLength: Infinity }) ?? passwordOfTool(text);
}

/**
 * What the known parts of a text hold that is a secret whatever the others are, {@link UNKNOWN_PART} in the place of each:
 * by its published form, or as a value within JSON that is known as a whole.
 */
export function secretInParts(text: string, options: SecretDetectorOptions): string | undefined {
  const format = secretFormat(text);
  if (format !== undefined) return format;
  for (const { name, value } of variablesInJson(text)) {
    const kind = value.includes(UNKNOWN_PART)
      ? secretInParts(value, options)
      : isAllowedName(name, options)
        ? undefined
        : secretInVariable(name, value, options);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

interface Assignment {
  name: string;
  value: string;
}

function secretAssigned(
  all: readonly Assignment[],
  options: SecretDetectorOptions,
): SecretInText | undefined {
  for (const { name, value } of all) {
    // Filled in when it runs: `$DB_PASSWORD`, `$(aws …)`, `${TOKEN:?}`, and in backticks.
    if (/^[$`]/.test(value) || isAllowedName(name, options)) continue;
    // A name with a part that is not known, as `--secret prod/${unknown}`, says nothing of the whole.
    if (value.includes(UNKNOWN_PART)) continue;
    const kind = secretInVariable(name, value, options);
    if (kind !== undefined) return { kind, name, value };
  }
  return undefined;
}

/** `NAME=value`, `--name=value` and `--name value`; a value in quotes goes to where they end. */
function assignments(text: string): Assignment[] {
  if (!text.includes("=") && !text.includes("--")) return [];
  const pattern =
    /(?:^|[\s;,'"])(?:-{0,2}([A-Za-z][\w.-]*)=|--([A-Za-z][\w.-]*)\s+(?!-))(?:"([^"]*)"|'([^']*)'|([^\s,;'"][^\s;'"]*?)(?=[\s;'"]|,[A-Za-z][\w.-]*=|$))/g;
  return [...text.matchAll(pattern)].map(([, assigned, option, double, single, bare]) => ({
    name: assigned ?? option ?? "",
    value: double ?? single ?? bare ?? "",
  }));
}

/** `name = "value"` of TOML and PowerShell, and `"name": "value"` of JSON. */
function settings(text: string): Assignment[] {
  const quoted =
    /(?:^|[\s{,(])(?:\$env:|["'])?([A-Za-z][\w.-]*)["']?[ \t]{0,9}[=:][ \t]{0,9}(?:"([^"\n]*)"|'([^'\n]*)')/g;
  const ofWindows =
    /SetEnvironmentVariable\(\s{0,9}["']([\w.-]+)["'],\s{0,9}(?:"([^"\n]*)"|'([^'\n]*)')/g;
  return [...text.matchAll(quoted), ...text.matchAll(ofWindows)].map(
    ([, name = "", double, single]) => ({ name, value: double ?? single ?? "" }),
  );
}

/** `name: value` of headers, and of YAML. A sentence has words behind a colon: `password: missing`. */
function headers(text: string): Assignment[] {
  if (!/:[ \t]/.test(text)) return [];
  const pattern = /(?:^[ \t-]{0,99}|["'])([A-Za-z][\w.-]*):[ \t]{1,9}([^\s"'#]+)/gm;
  return [...text.matchAll(pattern)]
    .map(([, name = "", value = ""]) => ({ name, value }))
    .filter(({ value }) => !isOfWords(value));
}

/** What programs take for a password where no name says so. */
const TOOLS: readonly { program: RegExp; password: RegExp }[] = [
  { program: /\bcurl\b/, password: /\s(?:-u|--user)[ =]["']?[^\s:$"'`]{1,200}:([^\s$"'`]{4,})/ },
  {
    program: /\b(?:docker|podman|nerdctl|registry|oras|crane) login\b/,
    password: /\s-p[ =]?["']?([^\s$"'`-][^\s"'$`]{3,})/,
  },
  {
    program: /\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump)\b/,
    password: /\s-p(?!\d+:)([^\s$"'`/][^\s"'$`]{3,})/,
  },
  { program: /\bsshpass\b/, password: /\s-p ?["']?([^\s$"'`][^\s"'$`]{3,})/ },
  { program: /\bredis-cli\b/, password: /\s-a ["']?([^\s$"'`][^\s"'$`]{3,})/ },
];

/** Most commands run none of these, which one look tells. */
const ANY_TOOL = /curl|login|mysql|mariadb|sshpass|redis-cli|chpasswd/;

const CHANGED_PASSWORD =
  /\becho ["']?[^\s:$"'`|]{1,64}:([^\s$"'`|]{4,200})["']? ?\| ?(?:sudo )?chpasswd\b/;

function passwordOfTool(text: string): SecretInText | undefined {
  if (!ANY_TOOL.test(text)) return undefined;
  const changed = CHANGED_PASSWORD.exec(text)?.[1];
  if (changed !== undefined) return { kind: WITH_PASSWORD, value: changed };
  // Each command by itself, so that what another is told is not taken for its own.
  for (const command of text.split(/[\n;|&]+/)) {
    for (const { program, password } of TOOLS) {
      const value = program.test(command) ? password.exec(command)?.[1] : undefined;
      if (value !== undefined) return { kind: WITH_PASSWORD, value };
    }
  }
  return undefined;
}

/** What a header holds that looks like a secret, where its name and its value stand in one text. */
export function secretInHeader(text: string, options: SecretDetectorOptions): string | undefined {
  const [, name = "", value = ""] = /^\s*([\w-]+):?\s+(\S[^]*)$/.exec(text) ?? [];
  return name === "" ? undefined : secretInVariable(name, value, options);
}
