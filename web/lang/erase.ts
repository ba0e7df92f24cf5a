// Types are erased in place: every range that only TypeScript knows becomes blanks of the same size, so
// that nothing moves. Where the line that follows would then continue a statement, a semicolon stands.
import {CellSyntaxError} from "./cell.ts";
import type {Edits} from "./edits.ts";
import {at, listAt, nameOf} from "./node.ts";
import type {Node} from "./node.ts";
import {findToken, hasNewline, skipTrivia, toBlank} from "./text.ts";

/** Erases what `node` itself adds to JavaScript; true if nothing of it is left. */
export function erase(node: Node, edits: Edits): boolean {
  checkErasable(node, edits);
  if (isType(node)) {
    edits.blank(node.start, node.end, ";");
    return true;
  }
  const eraser = ERASERS[node.type];
  // other nodes of TypeScript stand within a type, and went with it
  return eraser ? eraser(node, edits) === true : node.type.startsWith("TS");
}

/** Whether a statement or class member is known to TypeScript only. */
function isType(node: Node): boolean {
  const declared = node.type === "ExportNamedDeclaration" ? at(node, "declaration") : undefined;
  return (
    TYPES.has(node.type) ||
    node.declare === true ||
    node.exportKind === "type" ||
    node.importKind === "type" ||
    (declared !== undefined && isType(declared))
  );
}

/** After all within a statement is erased: its end, if that was a type, must stay an end. */
export function endStatement(node: Node, parent: Node | undefined, edits: Edits): void {
  if (!STATEMENTS.has(node.type)) return;
  if (parent?.type.startsWith("For") && parent.body !== node) return;
  if (edits.isBlankBefore(node.end)) edits.close(node.end, ";");
}

const STATEMENTS = new Set([
  "ExpressionStatement",
  "VariableDeclaration",
  "ReturnStatement",
  "ThrowStatement",
  "PropertyDefinition"
]);

const TYPES = new Set([
  "TSInterfaceDeclaration",
  "TSTypeAliasDeclaration",
  "TSDeclareFunction",
  "TSIndexSignature"
]);

type Eraser = (node: Node, edits: Edits) => boolean | undefined | void;

const eraseWhole: Eraser = (node, edits) => {
  edits.blank(node.start, node.end);
  return true;
};

const eraseCast: Eraser = (node, edits) => {
  const {end} = node.expression as Node;
  const keyword = node.type === "TSAsExpression" ? "as" : "satisfies";
  edits.blank(findToken(edits.source, end, keyword, ")"), node.end);
};

const eraseFunction: Eraser = (node, edits) => {
  eraseThis(node, edits);
  if (node.type === "ArrowFunctionExpression") keepArrowTogether(node, edits);
};

const eraseClass: Eraser = (node, edits) => {
  if (node.abstract) edits.blank(node.start, node.start + "abstract".length);
  const list = listAt(node, "implements");
  const last = list.at(-1);
  if (last) edits.blank(edits.source.lastIndexOf("implements", list[0].start), last.end);
};

const eraseMember: Eraser = (node, edits) => {
  const value = at(node, "value");
  if (node.abstract === true || value?.type === "TSDeclareMethod") {
    edits.blank(node.start, node.end, ";");
    return true;
  }
  eraseModifiers(node, edits);
  eraseMark(node, edits, findKeyEnd(node, edits));
  return false;
};

const ERASERS: Record<string, Eraser | undefined> = {
  TSTypeAnnotation: eraseWhole,
  TSTypeParameterDeclaration: eraseWhole,
  TSTypeParameterInstantiation: eraseWhole,
  TSInstantiationExpression: () => false,
  TSAsExpression: eraseCast,
  TSSatisfiesExpression: eraseCast,
  TSNonNullExpression: (node, edits) => edits.blank(node.end - 1, node.end),
  // in parentheses: without its type `<T>{}` would begin a block
  TSTypeAssertion: (node, edits) => {
    const close = findToken(edits.source, (node.typeAnnotation as Node).end, ">", ",");
    edits.blank(node.start, close + 1, "(");
    edits.close(node.end, ")");
  },
  FunctionDeclaration: eraseFunction,
  FunctionExpression: eraseFunction,
  ArrowFunctionExpression: eraseFunction,
  ClassDeclaration: eraseClass,
  ClassExpression: eraseClass,
  MethodDefinition: eraseMember,
  PropertyDefinition: eraseMember,
  Identifier: (node, edits) => {
    if (node.optional) eraseMark(node, edits, node.start + nameOf(node).length);
  },
  VariableDeclarator: (node, edits) => {
    const id = node.id as Node;
    if (node.definite) eraseMark(node, edits, id.start + nameOf(id).length);
  }
};

/** `?` or `!` behind a name. */
function eraseMark(node: Node, edits: Edits, offset: number): void {
  if (!node.optional && !node.definite) return;
  const mark = skipTrivia(edits.source, offset);
  const isMark = /^(?:\?(?![.?])|!)/.test(edits.source.slice(mark, mark + 2));
  if (isMark) edits.blank(mark, mark + 1);
}

function findKeyEnd(node: Node, {source}: Edits): number {
  const {end} = node.key as Node;
  return node.computed ? findToken(source, end, "]", ")") + 1 : end;
}

const MODIFIER = /(?:public|private|protected|readonly|override)\b/y;
const WORD = /[a-z]+|\*/y;

function eraseModifiers(node: Node, edits: Edits): void {
  const {source} = edits;
  const end = (node.key as Node).start;
  let offset = skipTrivia(source, node.start);
  while (offset < end) {
    MODIFIER.lastIndex = WORD.lastIndex = offset;
    const isModifier = MODIFIER.test(source);
    if (!WORD.test(source)) return;
    // the first one ends the member before: what follows may begin with [ or *
    if (isModifier) edits.blank(offset, WORD.lastIndex, offset === node.start ? ";" : "");
    offset = skipTrivia(source, WORD.lastIndex);
  }
}

function eraseThis(node: Node, edits: Edits): void {
  const [first] = listAt(node, "params");
  if (first?.type !== "Identifier" || nameOf(first) !== "this") return;
  const next = skipTrivia(edits.source, first.end);
  const end = edits.source[next] === "," ? next + 1 : first.end;
  // the annotation within is erased with it
  delete first.typeAnnotation;
  edits.blank(first.start, end);
}

/** An arrow stands on the line of its closing parenthesis, and `async` on that of the opening one. */
function keepArrowTogether(node: Node, edits: Edits): void {
  const {source} = edits;
  const generics = at(node, "typeParameters");
  if (generics && hasNewline(source.slice(generics.start, generics.end))) {
    const open = findToken(source, generics.end, "(");
    edits.replace(
      generics.start,
      open + 1,
      `(${toBlank(source.slice(generics.start + 1, open + 1))}`
    );
    delete node.typeParameters;
  }
  const type = at(node, "returnType");
  if (type && hasNewline(source.slice(type.start, type.end))) {
    const last = listAt(node, "params").at(-1);
    const from = last?.end ?? findToken(source, generics?.end ?? node.start, "(", "async") + 1;
    const close = findToken(source, from, ")", ",");
    edits.replace(close, type.end, `${toBlank(source.slice(close, type.end - 1))})`);
    delete node.returnType;
  }
}

const INSTEAD: Record<string, (node: Node) => string> = {
  TSEnumDeclaration: (node) =>
    `enum does not erase: write const ${nameOf(at(node, "id"))} = {…} as const`,
  TSModuleDeclaration: (node) =>
    `namespace does not erase: write const ${nameOf(at(node, "id")) || "name"} = {…}, or names of their own`,
  TSParameterProperty: (node) => {
    const parameter = node.parameter as Node;
    const name = nameOf(at(parameter, "left") ?? parameter);
    return `parameter properties do not erase: declare the field, and write this.${name} = ${name} in the constructor`;
  },
  TSImportEqualsDeclaration: (node) =>
    `import = does not erase: write import ${nameOf(at(node, "id"))} from "…"`,
  TSExportAssignment: () => "export = is not needed: declare a name, and every cell can read it",
  TSNamespaceExportDeclaration: () =>
    "export as namespace is not needed: declare a name, and every cell can read it",
  Decorator: () => "decorators are not supported: call the function on the class instead"
};

function checkErasable(node: Node, {place}: Edits): void {
  const isAccessor = node.type === "PropertyDefinition" && node.accessor === true;
  const sentence = isAccessor
    ? "accessor is not supported: write get and set"
    : node.declare === true || node.global === true
      ? undefined
      : INSTEAD[node.type]?.(node);
  if (sentence) throw new CellSyntaxError(sentence, {...place(node.start), length: 1});
}
