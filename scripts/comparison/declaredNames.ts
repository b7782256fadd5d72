import ts from "typescript";

/** The names of what a text of declarations has at its top, and of the members of its interfaces and classes. */
export function declaredNames(declarations: string): string[] {
  const source = ts.createSourceFile("a.d.ts", declarations, ts.ScriptTarget.ES2022);
  const names = source.statements.flatMap((statement) => {
    if (!ts.isInterfaceDeclaration(statement) && !ts.isClassDeclaration(statement)) return [];
    return [statement.name, ...statement.members.map(({ name }) => name)];
  });
  return [...new Set(names.flatMap((name) => (name && ts.isIdentifier(name) ? [name.text] : [])))];
}
