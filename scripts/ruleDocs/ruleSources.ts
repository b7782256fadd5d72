import { readFileSync } from "node:fs";
import { basename } from "node:path";

import ts from "typescript";

/** What the author of a rule says of it in its file: why there is such a rule. */
export function reasonIn(file: string): string {
  const source = ts.createSourceFile(
    basename(file),
    readFileSync(file, "utf8"),
    ts.ScriptTarget.ES2022,
    true,
  );
  const rules = source.statements.filter(ts.isVariableStatement).filter(isRule);
  const [comment] = rules.flatMap((statement) => ts.getJSDocCommentsAndTags(statement));
  const text = comment && ts.isJSDoc(comment) ? ts.getTextOfJSDocComment(comment.comment) : "";
  return (text ?? "").replace(/\{@link (\w+)\}/g, "`$1`").trim();
}

function isRule(statement: ts.VariableStatement): boolean {
  const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  return (
    isExported === true &&
    statement.declarationList.declarations.some(
      ({ type }) => type !== undefined && /^Rule\b/.test(type.getText()),
    )
  );
}
