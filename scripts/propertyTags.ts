import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** What a doc comment says in tags, which Pulumi's package schema leaves out. */
export interface PropertyTags {
  default?: string;
  see?: string;
}

/** What an interface says of its properties, and the names of those that it extends. */
interface TaggedInterface {
  properties: Map<string, PropertyTags>;
  bases: string[];
}

/**
 * Reads the tags of the components' arguments.
 *
 * @returns What gives the tags of a property of an interface, or of one that it extends.
 */
export function propertyTags(root: string): (owner: string, property: string) => PropertyTags {
  const folder = join(root, "components");
  const interfaces = new Map<string, TaggedInterface>();
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (path) => path.endsWith(".ts") && !/(?:^|\/)(?:dist|node_modules|rules)\//.test(path),
  );
  for (const path of files) {
    const text = readFileSync(join(folder, path), "utf8");
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
    for (const statement of source.statements) {
      if (ts.isInterfaceDeclaration(statement)) {
        interfaces.set(statement.name.text, taggedInterface(statement));
      }
    }
  }
  const tagsOf = (owner: string, property: string): PropertyTags | undefined => {
    const found = interfaces.get(owner);
    if (found === undefined) return undefined;
    const { properties, bases } = found;
    return properties.get(property) ?? firstOf(bases, (base) => tagsOf(base, property));
  };
  return (owner, property) => tagsOf(owner, property) ?? {};
}

function firstOf<T>(names: readonly string[], find: (name: string) => T | undefined) {
  for (const name of names) {
    const found = find(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function taggedInterface(declaration: ts.InterfaceDeclaration): TaggedInterface {
  const properties = declaration.members.filter(ts.isPropertySignature).map((member) => {
    const tags = ts.getJSDocTags(member).map((tag): [string, string] => {
      return [tag.tagName.text, tagText(tag)];
    });
    return [member.name.getText(), Object.fromEntries(tags)] as const;
  });
  const bases = (declaration.heritageClauses ?? []).flatMap(({ types }) => types.flatMap(namesIn));
  return { properties: new Map(properties), bases };
}

/** `Omit<Base, "x">` extends `Base`. */
function namesIn({ expression, typeArguments }: ts.ExpressionWithTypeArguments): string[] {
  return [expression, ...(typeArguments ?? [])].map((one) => one.getText());
}

/** TypeScript takes `https` of a link for a name. */
function tagText(tag: ts.JSDocTag): string {
  const [, text = ""] = /^@\w+\s*(?:-\s+)?([^]*)$/.exec(tag.getText()) ?? [];
  return text
    .replaceAll(/\s*\n\s*\*\s*/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}
