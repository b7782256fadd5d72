import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";

const aws = dirname(require.resolve("@pulumi/aws/package.json"));
const ecsModels = join(
  dirname(require.resolve("@aws-sdk/client-ecs/package.json")),
  "dist-types/models",
);

const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

interface Schema {
  resources: Record<string, { inputProperties?: Record<string, unknown> }>;
  types: Record<string, { properties?: Record<string, unknown> }>;
}

/**
 * What packages say of their resources. To be let go after the tests that ask it: the types of the provider alone are 11 MiB
 * of text.
 */
export class ProviderProperties {
  private readonly known = new Map<string, ReadonlySet<string>>();
  private inputsText: string | undefined;
  private modelsText: string | undefined;
  private componentSchema: Schema | undefined;

  /**
   * Names of the properties that resources of a type have, at any depth: of the provider AWS by the types of its package,
   * with those of ECS's API for the text of containers, and of our components by their schema. Nothing of other providers.
   */
  public of(type: string): ReadonlySet<string> {
    let names = this.known.get(type);
    if (!names) {
      names = type.startsWith("slipway:") ? this.ofComponent(type) : this.ofResource(type);
      this.known.set(type, names);
    }
    return names;
  }

  private ofResource(type: string): ReadonlySet<string> {
    const [, module = "", name = ""] = /^aws:(\w+)\/\w+:(\w+)$/.exec(type) ?? [];
    // The package has no folder for some names that a module had before.
    const folder = [module, "lb"].find((one) => existsSync(fileOf(one, name)));
    if (folder === undefined) return new Set();
    const args = blockIn(readFileSync(fileOf(folder, name), "utf8"), `interface ${name}Args`);
    const inputs = this.inputs();
    const names = withNested(args, /inputs\.(\w+)\.(\w+)/g, ([, space = "", nested = ""]) =>
      blockIn(inputs, `interface ${nested}`, inputs.indexOf(`declare namespace ${space} {`)),
    );
    if (type !== TASK_DEFINITION) return names;
    const models = this.models();
    const containers = withNested(
      blockIn(models, "interface ContainerDefinition"),
      /\b([A-Z]\w+)\b/g,
      ([, nested = ""]) => blockIn(models, `interface ${nested}`),
    );
    return new Set([...names, ...containers]);
  }

  private inputs(): string {
    this.inputsText ??= readFileSync(join(aws, "types/input.d.ts"), "utf8");
    return this.inputsText;
  }

  private models(): string {
    this.modelsText ??= readdirSync(ecsModels)
      .filter((name) => name.endsWith(".d.ts"))
      .map((name) => readFileSync(join(ecsModels, name), "utf8"))
      .join("\n");
    return this.modelsText;
  }

  private ofComponent(type: string): ReadonlySet<string> {
    this.componentSchema ??= JSON.parse(
      readFileSync(join(packageRoot(), "tests/components/schema.json"), "utf8"),
    ) as Schema;
    const { resources, types } = this.componentSchema;
    const names = new Set<string>();
    const left: (Record<string, unknown> | undefined)[] = [resources[type]?.inputProperties];
    const seen = new Set<string>();
    for (let properties = left.pop(); properties !== undefined; properties = left.pop()) {
      for (const name of Object.keys(properties)) names.add(name);
      for (const [, nested = ""] of JSON.stringify(properties).matchAll(/#\/types\/([^"]+)"/g)) {
        if (seen.has(nested)) continue;
        seen.add(nested);
        left.push(types[nested]?.properties ?? {});
      }
    }
    return names;
  }
}

function fileOf(module: string, name: string): string {
  return join(aws, module, `${name.charAt(0).toLowerCase()}${name.slice(1)}.d.ts`);
}

/** The text of an interface, without its comments; empty where there is none. */
function blockIn(text: string, head: string, from = 0): string {
  const start = from < 0 ? -1 : text.indexOf(`${head} {`, from);
  if (start < 0) return "";
  const [indent = ""] = /^\s*/.exec(text.slice(text.lastIndexOf("\n", start) + 1, start)) ?? [];
  return text.slice(start, text.indexOf(`\n${indent}}`, start)).replace(/\/\*[^]*?\*\//g, "");
}

/** Names of an interface's members, and of those of the interfaces that it names. */
function withNested(
  first: string,
  reference: RegExp,
  blockOf: (match: RegExpMatchArray) => string,
): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  const left = [first];
  for (let block = left.pop(); block !== undefined; block = left.pop()) {
    for (const [, name = ""] of block.matchAll(/^\s+(?:readonly )?"?(\w+)"?\??:/gm))
      names.add(name);
    for (const match of block.slice(block.indexOf("{")).matchAll(reference)) {
      if (seen.has(match[0])) continue;
      seen.add(match[0]);
      left.push(blockOf(match));
    }
  }
  return names;
}
