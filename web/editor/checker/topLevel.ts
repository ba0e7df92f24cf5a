import type ts from "typescript";

/** What a cell declares at its top level. */
export interface TopLevel {
  /** where each name stands first. */
  places: Map<string, number>;
  /** names that are types, or values and types in one. */
  types: Set<string>;
  classes: Set<string>;
}

export function findTopLevel(compiler: typeof ts, file: ts.SourceFile): TopLevel {
  const found: TopLevel = {places: new Map(), types: new Set(), classes: new Set()};
  const add = (name: ts.BindingName | undefined) => {
    if (!name) return;
    if (!compiler.isIdentifier(name)) {
      for (const element of name.elements)
        if (compiler.isBindingElement(element)) add(element.name);
    } else if (!found.places.has(name.text)) found.places.set(name.text, name.getStart(file));
  };
  for (const statement of file.statements) {
    if (compiler.isVariableStatement(statement))
      for (const {name} of statement.declarationList.declarations) add(name);
    else if (compiler.isImportDeclaration(statement)) {
      const {name, namedBindings} = statement.importClause ?? {};
      add(name);
      if (namedBindings && compiler.isNamespaceImport(namedBindings)) add(namedBindings.name);
      else for (const {name} of namedBindings?.elements ?? []) add(name);
    } else if (compiler.isFunctionDeclaration(statement)) add(statement.name);
    else if (compiler.isClassDeclaration(statement)) {
      add(statement.name);
      if (statement.name) found.classes.add(statement.name.text);
    } else if (
      compiler.isInterfaceDeclaration(statement) ||
      compiler.isTypeAliasDeclaration(statement)
    ) {
      add(statement.name);
      found.types.add(statement.name.text);
    }
  }
  return found;
}
