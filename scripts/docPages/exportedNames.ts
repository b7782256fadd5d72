import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import ts from "typescript";

/** Something that a module exports, with its declaration. */
export interface ExportedName {
  name: string;
  /** What its comment says, without tags. */
  comment: string;
  /** Its declaration as TypeScript, without what is in functions. */
  declaration: string;
  kind: "class" | "function" | "interface" | "type" | "value";
}

/** What a module exports, of its own or of other modules of ours, by name. */
export function exportedNames(file: string): ExportedName[] {
  const source = sourceOf(file);
  const found = source.statements.flatMap((statement): ExportedName[] => {
    if (!ts.isExportDeclaration(statement)) return isExported(statement) ? namesOf(statement) : [];
    const { exportClause, moduleSpecifier } = statement;
    if (!exportClause || !ts.isNamedExports(exportClause) || !moduleSpecifier) return [];
    const path = (moduleSpecifier as ts.StringLiteral).text.replace(/\.js$/, ".ts");
    const from = exportedNames(join(dirname(file), path));
    return exportClause.elements.flatMap(({ name }) =>
      from.filter((one) => one.name === name.text),
    );
  });
  return found.sort((a, b) => a.name.localeCompare(b.name));
}

function sourceOf(file: string): ts.SourceFile {
  const text = readFileSync(file, "utf8");
  return ts.createSourceFile(basename(file), text, ts.ScriptTarget.ES2022, true);
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function namesOf(statement: ts.Statement): ExportedName[] {
  const text = statement.getText().replace(/^export /, "");
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map((one) => ({
      name: one.name.getText(),
      comment: commentOf(statement),
      declaration: `const ${one.name.getText()}${one.type ? `: ${one.type.getText()}` : initialText(one)};`,
      kind: "value",
    }));
  }
  const named = (kind: ExportedName["kind"], name: ts.Node | undefined, declaration: string) => {
    return [{ name: name?.getText() ?? "", comment: commentOf(statement), declaration, kind }];
  };
  if (ts.isFunctionDeclaration(statement)) {
    const body = statement.body?.getText() ?? "";
    return named("function", statement.name, `${text.slice(0, text.length - body.length).trim()};`);
  }
  if (ts.isInterfaceDeclaration(statement)) return named("interface", statement.name, text);
  if (ts.isTypeAliasDeclaration(statement)) return named("type", statement.name, text);
  if (ts.isClassDeclaration(statement)) {
    return named("class", statement.name, text.slice(0, text.indexOf("{")).trim());
  }
  return [];
}

/** A text or a closed set of values is shown, and no code. */
function initialText({ initializer }: ts.VariableDeclaration): string {
  const text = initializer?.getText() ?? "";
  return /^["'{]/.test(text) && /^(?:["']|[^(]*$)/.test(text) ? ` = ${text}` : "";
}

function commentOf(statement: ts.Statement): string {
  const [comment] = ts.getJSDocCommentsAndTags(statement).filter(ts.isJSDoc);
  return ts.getTextOfJSDocComment(comment?.comment) ?? "";
}
