import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import ts from "typescript";

import { packageRoot } from "../../generator/project/packageRoot.js";

/** What is declared under a name: its text with its comments, and the names that it mentions. */
interface Declared {
  texts: string[];
  mentions: Set<string>;
}

/**
 * A digest of each declaration that the package schema hangs on: those of the component classes, and of all that they
 * mention, at any depth. The bodies of functions are no part of it. Pulumi's analyzer is by its version.
 *
 * @param names Names of the classes.
 */
export function schemaDeclarations(names: readonly string[]): Record<string, string> {
  const declared = declarations();
  const reached = [...names];
  for (const name of reached) {
    for (const mention of declared.get(name)?.mentions ?? []) {
      if (!reached.includes(mention) && declared.has(mention)) reached.push(mention);
    }
  }
  const digests = reached.sort().map((name) => {
    const text = declared.get(name)?.texts.join("\n") ?? "";
    return [name, createHash("sha256").update(text).digest("hex").slice(0, 16)] as const;
  });
  const { version } = createRequire(__filename)("@pulumi/pulumi/package.json") as {
    version: string;
  };
  return { "@pulumi/pulumi": version, ...Object.fromEntries(digests) };
}

/** All that the components' files declare at their top, by name. */
function declarations(): Map<string, Declared> {
  const found = new Map<string, Declared>();
  const folder = join(packageRoot(), "components");
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /^(?!dist\/|node_modules\/).*(?<!\.d)\.ts$/.test(path))
    .sort();
  for (const path of paths) {
    const text = readFileSync(join(folder, path), "utf8");
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
    for (const statement of source.statements) {
      for (const name of namesOf(statement)) {
        const entry = found.get(name) ?? { texts: [], mentions: new Set() };
        entry.texts.push(declarationText(statement, source, entry.mentions));
        found.set(name, entry);
      }
    }
  }
  return found;
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) =>
      ts.isIdentifier(name) ? [name.text] : [],
    );
  }
  const isNamed =
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isClassDeclaration(statement);
  return isNamed && statement.name ? [statement.name.text] : [];
}

/** The text of a declaration with its comments, but without the bodies of functions, whose names are not mentioned either. */
function declarationText(
  statement: ts.Statement,
  source: ts.SourceFile,
  mentions: Set<string>,
): string {
  const bodies: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node)) {
      bodies.push(node);
      return;
    }
    if (ts.isIdentifier(node)) mentions.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(statement);
  let text = "";
  let from = statement.getFullStart();
  for (const body of bodies) {
    text += source.text.slice(from, body.getStart(source));
    from = body.end;
  }
  return text + source.text.slice(from, statement.end);
}
