// `import … from "…"` becomes a destructuring of what the notebook loads, before all else in the cell.
import {CellSyntaxError} from "./cell.ts";
import type {CellImport} from "./cell.ts";
import type {Edits, HeadPiece} from "./edits.ts";
import {at, listAt, nameOf} from "./node.ts";
import type {Node} from "./node.ts";
import type {Visitor} from "./walk.ts";

export interface Imports extends Visitor {
  readonly head: HeadPiece[];
  readonly found: CellImport[];
}

export function makeImports(edits: Edits): Imports {
  const head: HeadPiece[] = [];
  const found: CellImport[] = [];
  return {
    head,
    found,
    enter(node) {
      if (node.type === "ImportExpression") note(node.source as Node);
      if (node.type === "ExportNamedDeclaration") return dropExport(node, edits);
      if (node.type === "ExportAllDeclaration" || node.type === "ExportDefaultDeclaration")
        throw refuseExport(node, edits);
      if (node.type !== "ImportDeclaration") return;
      if (listAt(node, "attributes").length)
        throw new CellSyntaxError(
          "import attributes are not supported: read files with FileAttachment(name)",
          edits.place((node.source as Node).end)
        );
      note(node.source as Node);
      head.push({text: toDestructuring(node), from: edits.place(node.start)});
      edits.blank(node.start, node.end, ";");
      return true;
    }
  };

  function note(source: Node): void {
    if (typeof source.value === "string")
      found.push({specifier: source.value, ...edits.place(source.start)});
  }
}

function toDestructuring(node: Node): string {
  const specifiers = listAt(node, "specifiers").filter(({importKind}) => importKind !== "type");
  const members = specifiers.filter(({type}) => type !== "ImportNamespaceSpecifier");
  const all = specifiers.find(({type}) => type === "ImportNamespaceSpecifier");
  const names = members.map(toImportedName);
  const load = `await cuvette.import(${[JSON.stringify((node.source as Node).value), ...(names.length ? [JSON.stringify(names)] : [])].join(", ")})`;
  const pattern = members
    .map((member, i) => `${JSON.stringify(names[i])}: ${nameOf(at(member, "local"))}`)
    .join(", ");
  if (!all) return members.length ? `const {${pattern}} = ${load};` : `${load};`;
  const space = nameOf(at(all, "local"));
  return `const ${space} = ${load}${members.length ? `, {${pattern}} = ${space}` : ""};`;
}

function toImportedName(specifier: Node): string {
  const imported = at(specifier, "imported");
  if (!imported) return "default";
  return imported.type === "Literal" ? String(imported.value) : nameOf(imported);
}

/** A cell's names can be read everywhere: `export` adds nothing. */
function dropExport(node: Node, edits: Edits): void {
  const declaration = at(node, "declaration");
  const isEmpty = !declaration && !at(node, "source") && !listAt(node, "specifiers").length;
  if (!declaration && !isEmpty) throw refuseExport(node, edits);
  // `export {}` says that a file is a module
  edits.blank(node.start, declaration?.start ?? node.end, declaration ? "" : ";");
}

function refuseExport(node: Node, {place}: Edits): CellSyntaxError {
  const sentence =
    node.type === "ExportDefaultDeclaration"
      ? "export default is not supported: write const name = …"
      : at(node, "source")
        ? 'export from is not supported: write import {x} from "…", and other cells can read x'
        : "export lists are not needed: what a cell declares at its top level, every cell can read";
  return new CellSyntaxError(sentence, {...place(node.start), length: "export".length});
}
