// A cell's source as a program that can run, with what it gives and what it takes.
import {analyse} from "./analyse.ts";
import type {Analysis} from "./analyse.ts";
import {CellSyntaxError} from "./cell.ts";
import type {CompileOptions, CompiledCell, Reference} from "./cell.ts";
import {Edits} from "./edits.ts";
import type {HeadPiece} from "./edits.ts";
import {endStatement, erase} from "./erase.ts";
import {makeImports} from "./imports.ts";
import {makeMarks} from "./marks.ts";
import {listAt} from "./node.ts";
import type {Node} from "./node.ts";
import {parseCell} from "./parse.ts";
import {makeArrowGaps, makeDynamicImports, makeGuards, makePowers} from "./rewrite.ts";
import type {Definition} from "./scope.ts";
import {makeUsing} from "./using.ts";
import {makeViews} from "./views.ts";
import {walk} from "./walk.ts";
import type {Visitor} from "./walk.ts";

/** Throws a CellSyntaxError for what cannot run. */
export function compileCell(source: string, options: CompileOptions): CompiledCell {
  const {kind, tree} = parseCell(source, options.language);
  const analysis = analyse(tree);
  const edits = new Edits(source);
  checkNames(analysis, edits);
  const imports = makeImports(edits);
  const marks = makeMarks(edits, analysis.isFree, options.numerics === "strict");
  const types: Visitor = {enter: (node) => erase(node, edits)};
  const ends: Visitor = {leave: (node, parent) => endStatement(node, parent, edits)};
  walk(tree, [
    ...(options.language === "ts" ? [types] : []),
    marks,
    imports,
    makeGuards(edits),
    makeUsing(edits),
    makeDynamicImports(edits),
    makeArrowGaps(edits),
    makeViews(edits, analysis.isFree),
    ...(options.numerics === "strict" ? [makePowers(edits)] : []),
    ...(options.language === "ts" ? [ends] : [])
  ]);
  const given = findGiven(tree, analysis);
  const defines = given.map(({name}) => name);
  return {
    kind,
    ...edits.apply(...frame(kind, defines, imports.head)),
    defines,
    functions: given.filter((definition) => definition.kind === "function").map(({name}) => name),
    types: [...analysis.top.types]
      .filter(([, definitions]) => definitions.some((definition) => definition.kind === "type"))
      .map(([name]) => name),
    reads: toReferences(analysis, edits, ["read", "both"]),
    assigns: toReferences(analysis, edits, ["write", "both"]),
    imports: imports.found,
    marks: marks.found
  };
}

/** What stands before and after the cell's own text, on its first line and behind its last. */
function frame(
  kind: CompiledCell["kind"],
  defines: readonly string[],
  head: readonly HeadPiece[]
): [HeadPiece[], string] {
  if (kind === "expression") return [[{text: '"use strict";return {value: ('}], "\n)};"];
  return [[{text: '"use strict";'}, ...head], `\nreturn {${defines.join(", ")}};`];
}

/** What other cells can read: declared at the top level itself, and not private. */
function findGiven(tree: Node, {top}: Analysis): Definition[] {
  const statements = tree.type === "Program" ? listAt(tree, "body") : [];
  const declarations = statements.filter(({type}) => /Declaration$/.test(type));
  const isTop = ({node}: Definition): boolean =>
    declarations.some(({start, end}) => start <= node.start && node.end <= end);
  return [...top.values.values()]
    .map((definitions) => definitions.find(isTop))
    .filter((definition) => definition !== undefined)
    .filter(({name}) => !name.startsWith("_"))
    .sort((a, b) => a.node.start - b.node.start);
}

/** Not names that anyone gives. */
const CONSTANTS = new Set(["undefined", "NaN", "Infinity"]);

function toReferences(
  {uses, isFree}: Analysis,
  {place}: Edits,
  kinds: readonly string[]
): Reference[] {
  const first = new Map<string, Node>();
  for (const {name, node, kind} of uses) {
    if (!kinds.includes(kind) || !isFree(node) || CONSTANTS.has(name)) continue;
    const known = first.get(name);
    if (!known || node.start < known.start) first.set(name, node);
  }
  return [...first]
    .sort(([, a], [, b]) => a.start - b.start)
    .map(([name, node]) => ({name, ...place(node.start)}));
}

function checkNames({uses, definitions, isFree}: Analysis, {place}: Edits): void {
  for (const {name, node} of [...uses, ...definitions]) {
    const length = name.length;
    if (name === "cuvette" || name.startsWith("cuvette$"))
      throw new CellSyntaxError(`${name} is the notebook's own: choose another name`, {
        ...place(node.start),
        length
      });
    if (name === "arguments" && isFree(node))
      throw new CellSyntaxError("arguments exists only inside a function", {
        ...place(node.start),
        length
      });
  }
}
