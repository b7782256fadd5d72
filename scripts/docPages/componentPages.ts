import { packageRoot } from "../../generator/project/packageRoot.js";
import { propertyTags } from "../propertyTags.js";
import { ArgumentSections, refGivers } from "./argumentSections.js";
import { documentedSchema } from "./documentedSchema.js";
import { camelCase, cell, fenced, prose, table, WRITTEN } from "./markdown.js";
import type { Preview, PreviewedExample } from "./previewedExample.js";
import { previewedExample, programTabs, treeText } from "./previewedExample.js";

/** A page for each component, and the list of them. */
export async function componentPages(previewed: Preview): Promise<[string, string][]> {
  const schema = documentedSchema();
  const source = { schema, tagsOf: propertyTags(packageRoot()), givenBy: refGivers(schema) };
  const names = [...schema.components.keys()];
  const pages = names.map(async (name): Promise<[string, string]> => {
    const example = await previewedExample(previewed, camelCase(name));
    return [`components/${camelCase(name)}.md`, componentPage(source, name, example)];
  });
  const rows = [...schema.components].map(([name, { description }]) => [
    `[\`${name}\`](${camelCase(name)}.md)`,
    cell(description),
  ]);
  const list = [
    "# Components",
    "",
    WRITTEN,
    "",
    "Each is a class of the package `slipway`, and of the Pulumi package of the same name for other languages. An output `ref` connects",
    "one with another, in one stack or across stacks: [references](../concepts/references.md).",
    "",
    ...table(["component", "what it is"], rows),
    "",
  ];
  return [["components/README.md", list.join("\n")], ...(await Promise.all(pages))];
}

function componentPage(
  source: ConstructorParameters<typeof ArgumentSections>[0],
  name: string,
  example: PreviewedExample,
): string {
  const component = source.schema.components.get(name);
  if (!component) throw new Error(`the package schema has no ${name}`);
  const { description, inputProperties, properties } = component;
  return [
    `# ${name}`,
    "",
    prose(description),
    "",
    WRITTEN,
    "",
    "## Example",
    "",
    ...programTabs(example),
    "",
    "How a program in another language than TypeScript gets the package: [languages](../concepts/languages.md).",
    "",
    "## What it creates",
    "",
    "An offline preview of the program above:",
    "",
    ...fenced("text", treeText(example.preview)),
    "",
    "## Arguments",
    "",
    `\`new ${name}(name: string, args: ${name}Args, opts?: pulumi.ComponentResourceOptions)\`. In Pulumi YAML the type is \`slipway:${name}\`, and [other languages](../concepts/languages.md#how-names-are-written) write names in their own way. A path such as \`a[].b\` is \`b\` in each element of \`a\`.`,
    ...new ArgumentSections(source, "argument").of(`${name}Args`, inputProperties),
    "",
    "## Outputs",
    ...new ArgumentSections(source, "output").of(name, properties),
    "",
  ].join("\n");
}
