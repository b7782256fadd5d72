import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

import { packageRoot } from "../../generator/project/packageRoot.js";
import type { previewOffline, PreviewResult } from "../../generator/testing/index.js";
import { resourceTree } from "../../generator/terminal/resourceTree.js";
import { PROGRAM_LANGUAGES } from "../programs/programLanguages.js";
import { exampleProgram } from "../programs/exampleProgram.js";
import { documentedSchema } from "./documentedSchema.js";

/** Previews a program, as `previewOffline` does. */
export type Preview = typeof previewOffline;

/** A program of docs/examples, and what an offline preview finds of it. */
export interface PreviewedExample {
  typescript: string;
  /** The same in Pulumi YAML, where there is one. */
  yaml?: string;
  preview: PreviewResult;
}

/**
 * Previews a program that a page shows.
 *
 * @param previewed Gives the preview.
 * @param name Its folder in docs/examples.
 * @throws {Error} if it does not run, or a policy has anything to say to it.
 */
export async function previewedExample(
  previewed: Preview,
  name: string,
): Promise<PreviewedExample> {
  const directory = join(packageRoot(), "docs/examples", name);
  const preview = await previewed({ directory, stack: "dev", silent: true });
  const { violations, undetermined } = preview.policies;
  const [problem] = [...violations, ...undetermined];
  if (problem) throw new Error(`docs/examples/${name}: ${JSON.stringify(problem)}`);
  const file = join(directory, "yaml/Pulumi.yaml");
  const yaml = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  if (yaml !== undefined) assertSame(name, yaml, preview);
  return {
    typescript: readFileSync(join(directory, "index.ts"), "utf8"),
    ...(yaml !== undefined && { yaml }),
    preview,
  };
}

/** What stands for another resource's output. */
const REFERENCE = /^\$\{.+\}$/;

/** The program in YAML gives components what the previewed one gives them, so that it previews and is checked as well. */
function assertSame(name: string, yaml: string, { resources }: PreviewResult): void {
  const { resources: written } = parse(yaml) as {
    resources: Record<string, { type: string; name?: string; properties: object }>;
  };
  const said = Object.entries(written)
    .filter(([, { type }]) => type.startsWith("slipway:"))
    .map(([key, { type, name: own = key, properties }]) => ({
      type: type.replace(":", ":index:"),
      own,
      inputs: properties,
    }));
  const made = resources.filter(({ type }) => type.startsWith("slipway:index:"));
  assert.equal(said.length, made.length, `docs/examples/${name}: components in YAML`);
  for (const { type, own, inputs } of said) {
    const other = made.find((one) => one.type === type && one.name === own);
    assert.deepEqual(
      inputs,
      likeReferences(other?.inputs, inputs),
      `docs/examples/${name}: ${type}`,
    );
  }
}

/** A value in which references stand where another one has them. */
function likeReferences(value: unknown, other: unknown): unknown {
  if (typeof other === "string" && REFERENCE.test(other)) return other;
  if (Array.isArray(value)) {
    return value.map((element, i) =>
      likeReferences(element, (other as unknown[] | undefined)?.[i]),
    );
  }
  if (typeof value !== "object" || value === null) return value;
  const beside = (other ?? {}) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, likeReferences(inner, beside[key])]),
  );
}

/** What the program creates, as `slipway preview` prints it. */
export function treeText({ resources }: PreviewResult): string {
  return resourceTree(resources)
    .map(({ branches, type, name, description }) =>
      `${branches}${type} ${name}${description === "" ? "" : `  (${description})`}`.trimEnd(),
    )
    .join("\n");
}

/** The program in each language that there is, as tabs: those that it is not written in are made from the one in YAML. */
export function programTabs({ typescript, yaml }: PreviewedExample): string[] {
  return [
    "::: code-group",
    "",
    ...tab("ts", "TypeScript", typescript),
    ...(yaml === undefined ? [] : otherTabs(yaml)),
    ":::",
  ];
}

function otherTabs(yaml: string): string[] {
  const program = exampleProgram(yaml, documentedSchema());
  return [
    ...tab("yaml", "YAML", yaml),
    ...PROGRAM_LANGUAGES.flatMap(({ fence, title, write }) => tab(fence, title, write(program))),
  ];
}

function tab(fence: string, title: string, text: string): string[] {
  return [`\`\`\`${fence} [${title}]`, text.trimEnd(), "```", ""];
}
