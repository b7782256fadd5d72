import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

import { packageRoot } from "../../generator/project/packageRoot.js";

/** What a Pulumi YAML program of components is made of. */
interface YamlProgram {
  name: string;
  config?: Record<string, { default?: unknown }>;
  resources: Record<string, { type: string; properties?: unknown }>;
  outputs?: Record<string, unknown>;
}

/**
 * Writes a program of Pulumi YAML as one of TypeScript that makes the same resources, which is previewed without an engine: of
 * our components and stack references, with expressions that name a value of the configuration, or an output.
 *
 * @param directory Folder of the program.
 * @param folder Folder to write to, which there is.
 */
export function writeYamlAsTypeScript(directory: string, folder: string): void {
  const program = parse(readFileSync(join(directory, "Pulumi.yaml"), "utf8")) as YamlProgram;
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "Pulumi.yaml"),
    `name: ${program.name}\nruntime: nodejs\nmain: index.ts\n`,
  );
  writeFileSync(join(folder, "index.ts"), programText(program));
  symlinkSync(join(packageRoot(), "node_modules"), join(folder, "node_modules"));
}

function programText({ config = {}, resources, outputs = {} }: YamlProgram): string {
  const made = Object.entries(resources).map(
    ([name, { type, properties = {} }]) =>
      `const ${name} = new ${classOf(type)}("${name}", ${
        type === STACK_REFERENCE
          ? textOf((properties as { name: unknown }).name)
          : textOf(properties)
      } as never);`,
  );
  return [
    'import * as pulumi from "@pulumi/pulumi";',
    'import * as slipway from "slipway";',
    ...Object.entries(config).map(([key, one]) => `const ${key} = ${JSON.stringify(one.default)};`),
    ...made,
    ...Object.entries(outputs).map(([name, value]) => `export const ${name} = ${textOf(value)};`),
    "",
  ].join("\n");
}

const STACK_REFERENCE = "pulumi:pulumi:StackReference";

function classOf(type: string): string {
  const [, component] = /^slipway:(\w+)$/.exec(type) ?? [];
  if (component !== undefined) return `slipway.${component}`;
  if (type === STACK_REFERENCE) return "pulumi.StackReference";
  throw new Error(`a YAML program of components and stack references works, got a ${type}`);
}

function textOf(value: unknown): string {
  if (typeof value === "string") return expressionOf(value) ?? JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(textOf).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, one]) => `${JSON.stringify(key)}: ${textOf(one)}`,
  );
  return `{ ${entries.join(", ")} }`;
}

/** What `${…}` names; nothing of a text that is none. */
function expressionOf(text: string): string | undefined {
  const [, path] = /^\$\{([^}]+)\}$/.exec(text) ?? [];
  if (path === undefined && text.includes("${"))
    throw new Error(`\${…} must be a whole text, got ${text}`);
  return path?.replace(/\.outputs\["(\w+)"\]/, '.requireOutput("$1")');
}
