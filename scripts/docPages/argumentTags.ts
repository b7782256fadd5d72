import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

import ts from "typescript";

import { packageRoot } from "../../generator/project/packageRoot.js";

/** What the package schema leaves out of an argument's comment. */
export interface ArgumentTags {
  /** A value, or what is so in words. */
  default?: string;
  /** The page that says more. */
  see?: string;
}

/** An interface of the components: its own arguments, and the interfaces that it takes more from. */
interface Declared {
  tags: ReadonlyMap<string, ArgumentTags>;
  parents: readonly string[];
}

/** Gives what the comment of an argument says besides its description: of `ServiceArgs` and `desiredCount`, such as. */
export type TagsOf = (type: string, argument: string) => ArgumentTags;

/** Reads the comments of all interfaces of the components. */
export function argumentTags(): TagsOf {
  const folder = join(packageRoot(), "components");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (path) => /^[^.]+\.ts$/.test(path) && !/(?:^|\/)(?:node_modules|dist|sdks)\//.test(path),
  );
  const declared = new Map(files.flatMap((path) => interfacesIn(join(folder, path))));
  const find = (type: string, argument: string): ArgumentTags | undefined => {
    const own = declared.get(type);
    if (!own) return undefined;
    const inherited = () => own.parents.map((parent) => find(parent, argument)).find(Boolean);
    return own.tags.get(argument) ?? inherited();
  };
  return (type, argument) => find(type, argument) ?? {};
}

function interfacesIn(file: string): [string, Declared][] {
  const text = readFileSync(file, "utf8");
  if (!/\binterface \w+/.test(text)) return [];
  const source = ts.createSourceFile(basename(file), text, ts.ScriptTarget.ES2022, true);
  return source.statements.filter(ts.isInterfaceDeclaration).map((one) => {
    const parents = one.heritageClauses?.flatMap(({ types }) => types.flatMap(namesIn)) ?? [];
    const members = one.members.filter(ts.isPropertySignature);
    const tags = members.map((member) => [member.name.getText(), tagsOf(member)] as const);
    return [one.name.text, { tags: new Map(tags), parents }];
  });
}

/** `TargetGroupArgs` of `Omit<TargetGroupArgs, "port">` too. */
function namesIn(type: ts.ExpressionWithTypeArguments): string[] {
  const inner = type.typeArguments?.filter(ts.isTypeReferenceNode) ?? [];
  return [type.expression.getText(), ...inner.map(({ typeName }) => typeName.getText())];
}

function tagsOf(member: ts.PropertySignature): ArgumentTags {
  const comments = ts.getJSDocCommentsAndTags(member).filter(ts.isJSDoc);
  const usual = ts.getJSDocTags(member).find(({ tagName }) => tagName.text === "default");
  const text = ts.getTextOfJSDocComment(usual?.comment);
  // TypeScript reads the protocol of a URL as a name.
  const [see] = comments.flatMap((one) => /@see\s+(https:\S+)/.exec(one.getText())?.[1] ?? []);
  return {
    ...(text !== undefined && { default: text.replace(/^- /, "").replace(/\s*\n\s*/g, " ") }),
    ...(see !== undefined && { see }),
  };
}
