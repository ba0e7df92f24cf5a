import {posix} from "node:path";
import ts from "typescript";
import type {Tree} from "./tree.ts";

export interface Import {
  from: string;
  /** the file it names, or the package or `node:` module as written. */
  to: string;
  /** nothing of it is left at run time. */
  isType: boolean;
  isRelative: boolean;
  /** an `import()`: loaded when it is reached. */
  isLater: boolean;
  /** what follows `?`: such a file is data, not code. */
  query: string;
}

const CODE = /\.(ts|tsx)$/;

/** Several rules read the same tree. */
const found = new WeakMap<Tree, Import[]>();

/** Every import, re-export and `import()` of the TypeScript files (AssemblyScript's included). */
export function findImports(tree: Tree): readonly Import[] {
  const imports =
    found.get(tree) ??
    [...tree].filter(([path]) => CODE.test(path)).flatMap(([path, text]) => read(path, text));
  found.set(tree, imports);
  return imports;
}

function read(path: string, text: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: string, isType: boolean, isLater = false) => {
    const [name, query = ""] = specifier.split("?");
    const isRelative = name.startsWith(".");
    const to = isRelative ? posix.join(posix.dirname(path), name) : name;
    found.push({from: path, to, isType, isRelative, isLater, query});
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier))
      add(
        node.moduleSpecifier.text,
        node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
      );
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier)
      add((node.moduleSpecifier as ts.StringLiteral).text, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add((node.argument.literal as ts.StringLiteral).text, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      if (argument && ts.isStringLiteral(argument)) add(argument.text, false, true);
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(path, text));
  return found;
}

export function parse(path: string, text: string): ts.SourceFile {
  const kind = path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, false, kind);
}

/** Cycles of run-time imports, each once, as the files in order. */
export function findCycles(imports: readonly Import[]): string[] {
  const next = new Map<string, string[]>();
  for (const {from, to, isType, isRelative, query} of imports) {
    if (isType || !isRelative || query) continue;
    next.set(from, [...(next.get(from) ?? []), to]);
  }
  const cycles: string[] = [];
  const state = new Map<string, "open" | "done">();
  const path: string[] = [];
  const visit = (file: string): void => {
    if (state.get(file) === "done") return;
    if (state.get(file) === "open") {
      cycles.push([...path.slice(path.indexOf(file)), file].join(" → "));
      return;
    }
    state.set(file, "open");
    path.push(file);
    for (const target of next.get(file) ?? []) visit(target);
    path.pop();
    state.set(file, "done");
  };
  for (const file of next.keys()) visit(file);
  return cycles;
}
