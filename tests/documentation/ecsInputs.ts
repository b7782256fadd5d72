import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import ts from "typescript";

/** An input: its name, and the shape that it holds, if any. */
interface Input {
  name: string;
  shape: string | undefined;
  isList: boolean;
}

/**
 * All inputs that the AWS provider takes of resources of ECS, at all depths, as its own types have them, such as
 * `loadBalancers[].containerName`. The types are parsed and not checked, which takes a tenth of the time.
 *
 * @param resources Names of classes, such as `Service`.
 */
export function ecsInputs(resources: readonly string[]): Record<string, string[]> {
  const root = dirname(createRequire(__filename).resolve("@pulumi/aws/package.json"));
  const types = readFileSync(join(root, "types/input.d.ts"), "utf8");
  const start = types.indexOf("export declare namespace ecs {");
  const shapes = interfacesOf(
    types.slice(start, types.indexOf("export declare namespace", start + 1)),
  );
  return Object.fromEntries(
    resources.map((name) => {
      const file = join(root, "ecs", `${name[0]?.toLowerCase() ?? ""}${name.slice(1)}.d.ts`);
      const inputs = interfacesOf(readFileSync(file, "utf8")).get(`${name}Args`);
      if (!inputs) throw new Error(`there is no ${name}Args in ${file}`);
      return [name, pathsOf(inputs, shapes).sort()];
    }),
  );
}

function interfacesOf(text: string): Map<string, Input[]> {
  const found = new Map<string, Input[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node)) found.set(node.name.text, node.members.flatMap(inputOf));
    else ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("inputs.d.ts", text, ts.ScriptTarget.Latest));
  return found;
}

function inputOf(member: ts.TypeElement): Input[] {
  if (!ts.isPropertySignature(member) || !ts.isIdentifier(member.name)) return [];
  const names: string[] = [];
  let isList = false;
  const visit = (node: ts.Node): void => {
    if (ts.isArrayTypeNode(node)) isList = true;
    if (ts.isQualifiedName(node)) names.push(node.right.text);
    ts.forEachChild(node, visit);
  };
  if (member.type) visit(member.type);
  // Types of Pulumi, such as Input, wrap those of the provider.
  const shape = names.find((name) => name !== "Input" && name !== "ecs");
  return [{ name: member.name.text, shape, isList }];
}

/** The inputs themselves and those that lie in them. */
function pathsOf(inputs: readonly Input[], shapes: ReadonlyMap<string, Input[]>): string[] {
  return inputs.flatMap(({ name, shape, isList }) => {
    const inner = shape === undefined ? [] : pathsOf(shapes.get(shape) ?? [], shapes);
    return [name, ...inner.map((path) => `${name}${isList ? "[]" : ""}.${path}`)];
  });
}
