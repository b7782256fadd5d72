import { isMap, isNode, parseDocument, type YAMLMap } from "yaml";

import { CliError } from "../cliError.js";
import { type AddedName, identifierOf } from "./addedNames.js";
import { appendedYaml, writtenYaml } from "./appendedYaml.js";
import { quotedValue } from "./quotedValue.js";

/** The program's own file, which exports what every service of it tells others. */
export const PROGRAM_FILE = "infra/index.ts";

/** The project's file, which says what settings there are. */
export const PROJECT_FILE = "infra/Pulumi.yaml";

/** A setting as a project's file declares it. */
export type DeclaredSetting = Readonly<Record<string, unknown>>;

/**
 * The program with one more line, by which it runs the module of an added service and has its exports under its name.
 *
 * @throws {CliError} if the program has an export of this name.
 */
export function withModule(text: string, { module }: Pick<AddedName, "module">): string {
  const name = identifierOf(module);
  const declared = new RegExp(
    String.raw`\bexport\s+(?:(?:declare|abstract|async|default)\s+)*(?:const|let|var|function\s*\*?|class|enum|namespace)\s+${name}\b` +
      String.raw`|\bexport\s*(?:type\s*)?\{[^}]*\b${name}\s*[,}]|\bexport\s*\*\s*as\s+${name}\b`,
  );
  if (declared.test(text)) {
    throw new CliError(
      `'--name' must be free in ${PROGRAM_FILE}, got ${quotedValue(module)}, and it exports ${name}; ${module}-service works`,
    );
  }
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const gap = text === "" || text.endsWith("\n") ? "" : end;
  return `${text}${gap}export * as ${name} from "./${module}";${end}`;
}

/** The keys of the settings that a project's file declares. */
export function declaredSettings(text: string): string[] {
  const config = parseDocument(text).get("config");
  return isMap(config) ? config.items.map(({ key }) => String(key)) : [];
}

/**
 * A project's file with further settings after those that it has. The rest of it stays as it is, to the byte where its
 * settings are written line by line.
 *
 * @throws {CliError} if it is no YAML, or has one of them.
 */
export function withSettings(
  text: string,
  settings: Readonly<Record<string, DeclaredSetting>>,
): string {
  const document = parseDocument(text, { uniqueKeys: true });
  const config = document.get("config");
  const isOther = config !== undefined && config !== null && !isMap(config);
  if (document.errors.length > 0 || isOther || !isMap(document.contents)) {
    throw new CliError(
      `${PROJECT_FILE} must be the file of a Pulumi project, got one that is none; slipway preview --offline says why`,
    );
  }
  const taken = Object.keys(settings).find((key) => isMap(config) && config.has(key));
  if (taken !== undefined) {
    throw new CliError(
      `${PROJECT_FILE} must not have the setting ${taken}, which the service would get, got one that has it; another --name works`,
    );
  }
  const appended = isMap(config) ? appendedLines(text, config, settings) : undefined;
  if (!isMap(config)) document.set("config", document.createNode({}));
  for (const [key, setting] of Object.entries(settings)) {
    document.setIn(["config", key], document.createNode(setting));
  }
  return writtenYaml(document, appended);
}

/** The text with lines after the last setting; nothing where settings are not written line by line. */
function appendedLines(
  text: string,
  config: YAMLMap,
  settings: Readonly<Record<string, DeclaredSetting>>,
): string | undefined {
  const [first, last] = [config.items[0], config.items.at(-1)];
  if (config.flow === true || !isNode(first?.key) || !isNode(last?.value)) return undefined;
  const start = first.key.range?.[0] ?? 0;
  const indent = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const valueEnd = last.value.range?.[1] ?? text.length;
  return appendedYaml(text, settings, { valueEnd, indent });
}
