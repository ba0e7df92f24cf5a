// Finds the scopes of a cell and every use of a name, by JavaScript's rules; what only types mention
// gives uses of kind "type" and "query".
import {at, eachChild, listAt, nameOf} from "./node.ts";
import type {Node} from "./node.ts";
import {Scope} from "./scope.ts";
import type {Definition, Use} from "./scope.ts";
import {eachTarget} from "./targets.ts";
import {visitType} from "./typeNames.ts";

export interface Analysis {
  top: Scope;
  uses: Use[];
  definitions: Definition[];
  /** Whether an identifier that is read or assigned means something from outside the cell. */
  isFree: (node: Node) => boolean;
}

export function analyse(tree: Node): Analysis {
  const walk = new Walk();
  const top = new Scope("function");
  if (tree.type === "Program") for (const node of listAt(tree, "body")) walk.visit(node, top);
  else walk.visit(tree, top);
  const free = new Set<Node>();
  for (const {name, node, scope, kind} of walk.uses)
    if (kind !== "type" && kind !== "query" && !scope.find(name, "values")) free.add(node);
  return {top, uses: walk.uses, definitions: walk.definitions, isFree: (node) => free.has(node)};
}

type Kind = Definition["kind"];

class Walk {
  readonly uses: Use[] = [];
  readonly definitions: Definition[] = [];

  visit(node: Node, scope: Scope): void {
    const visitor = VISITORS[node.type];
    if (visitor) visitor(this, node, scope);
    else if (node.type.startsWith("TS")) visitType(this, node, scope);
    else this.visitChildren(node, scope);
  }

  visitChildren(node: Node, scope: Scope): void {
    eachChild(node, (child) => this.visit(child, scope));
  }

  maybeVisit(node: Node | undefined, scope: Scope): void {
    if (node) this.visit(node, scope);
  }

  visitAll(nodes: Node[], scope: Scope): void {
    for (const node of nodes) this.visit(node, scope);
  }

  use(node: Node, scope: Scope, kind: Use["kind"], isShorthand = false): void {
    this.uses.push({name: nameOf(node), node, scope, kind, isShorthand});
  }

  declare(node: Node | undefined, scope: Scope, kind: Kind, isShorthand = false): void {
    if (!node) return;
    const definition = {name: nameOf(node), node, kind, isShorthand};
    scope.declare(definition);
    this.definitions.push(definition);
  }

  /** A pattern that declares its names in `home`; defaults and keys are read in `scope`. */
  declarePattern(pattern: Node, home: Scope, scope: Scope): void {
    this.visitTypesOf(pattern, scope);
    eachTarget(pattern, {
      take: (target, isShorthand) => this.declare(target, home, "value", isShorthand),
      pass: (node) => this.visit(node, scope)
    });
  }

  /** A pattern, name or member that is assigned to. */
  assignPattern(pattern: Node, scope: Scope, kind: "write" | "both"): void {
    eachTarget(pattern, {
      take: (target, isShorthand) => {
        if (target.type === "Identifier") this.use(target, scope, kind, isShorthand);
        else this.visit(target, scope);
      },
      pass: (node) => this.visit(node, scope)
    });
  }

  visitTypesOf(node: Node, scope: Scope): void {
    for (const key of ["typeAnnotation", "returnType", "typeParameters", "superTypeParameters"])
      this.maybeVisit(at(node, key), scope);
  }

  /** Parameters and body, with the body's names in a scope of their own: defaults do not see them. */
  visitFunction(node: Node, scope: Scope): void {
    const outer = new Scope("function", scope);
    if (node.type === "FunctionExpression") this.declare(at(node, "id"), outer, "value");
    this.visitTypesOf(node, outer);
    const inner = new Scope("function", outer);
    if (node.type !== "ArrowFunctionExpression") inner.declare(ARGUMENTS);
    for (const parameter of listAt(node, "params")) {
      const pattern = at(parameter, "parameter") ?? parameter;
      this.declarePattern(pattern, inner, inner);
    }
    const body = at(node, "body");
    if (body?.type === "BlockStatement")
      this.visitAll(listAt(body, "body"), new Scope("function", inner));
    else this.maybeVisit(body, inner);
  }

  visitClass(node: Node, scope: Scope): void {
    const inner = new Scope("block", scope);
    this.declare(at(node, "id"), inner, "class");
    this.visitTypesOf(node, inner);
    this.maybeVisit(at(node, "superClass"), inner);
    this.visitAll([...listAt(node, "implements"), ...listAt(node, "decorators")], inner);
    this.maybeVisit(at(node, "body"), inner);
  }

  visitMember(node: Node, scope: Scope): void {
    this.visitTypesOf(node, scope);
    this.visitAll(listAt(node, "decorators"), scope);
    if (node.computed) this.maybeVisit(at(node, "key"), scope);
    const value = at(node, "value");
    if (node.type !== "PropertyDefinition") this.maybeVisit(value, scope);
    else if (value) {
      const inner = new Scope("function", scope);
      inner.declare(ARGUMENTS);
      this.visit(value, inner);
    }
  }
}

/** What every function but an arrow knows. */
const ARGUMENTS: Definition = {
  name: "arguments",
  node: {type: "Identifier", start: 0, end: 0, name: "arguments"},
  kind: "value",
  isShorthand: false
};

type Visitor = (walk: Walk, node: Node, scope: Scope) => void;

const visitInBlock: Visitor = (walk, node, scope) =>
  walk.visitChildren(node, new Scope("block", scope));

const visitLoop: Visitor = (walk, node, scope) => {
  const inner = new Scope("block", scope);
  const left = at(node, "left");
  if (left && left.type !== "VariableDeclaration") walk.assignPattern(left, inner, "write");
  else walk.maybeVisit(left, inner);
  for (const key of ["init", "test", "update", "right", "body"])
    walk.maybeVisit(at(node, key), inner);
};

const visitTypeDeclaration: Visitor = (walk, node, scope) => {
  const id = at(node, "id");
  if (id?.type === "Identifier") walk.declare(id, scope, "type");
  visitType(walk, node, scope);
};

const visitWrapped: Visitor = (walk, node, scope) => {
  walk.maybeVisit(at(node, "expression"), scope);
  walk.maybeVisit(at(node, "typeAnnotation") ?? at(node, "typeArguments"), scope);
};

const visitClass: Visitor = (walk, node, scope) => {
  if (node.declare) walk.declare(at(node, "id"), scope, "type");
  else {
    if (node.type === "ClassDeclaration") walk.declare(at(node, "id"), scope, "class");
    walk.visitClass(node, scope);
  }
};

const skip: Visitor = () => undefined;

const VISITORS: Record<string, Visitor | undefined> = {
  Identifier: (walk, node, scope) => walk.use(node, scope, "read"),
  VariableDeclaration: (walk, node, scope) => {
    const home = node.kind === "var" ? scope.home : scope;
    for (const declarator of listAt(node, "declarations")) {
      const id = declarator.id as Node;
      if (node.declare) walk.visitTypesOf(id, scope);
      else walk.declarePattern(id, home, scope);
      walk.maybeVisit(at(declarator, "init"), scope);
    }
  },
  FunctionDeclaration: (walk, node, scope) => {
    walk.declare(at(node, "id"), scope, "function");
    walk.visitFunction(node, scope);
  },
  FunctionExpression: (walk, node, scope) => walk.visitFunction(node, scope),
  ArrowFunctionExpression: (walk, node, scope) => walk.visitFunction(node, scope),
  ClassDeclaration: visitClass,
  ClassExpression: visitClass,
  MethodDefinition: (walk, node, scope) => walk.visitMember(node, scope),
  PropertyDefinition: (walk, node, scope) => walk.visitMember(node, scope),
  StaticBlock: (walk, node, scope) => walk.visitChildren(node, new Scope("function", scope)),
  BlockStatement: visitInBlock,
  SwitchStatement: visitInBlock,
  ForStatement: visitLoop,
  ForInStatement: visitLoop,
  ForOfStatement: visitLoop,
  CatchClause: (walk, node, scope) => {
    const inner = new Scope("block", scope);
    const param = at(node, "param");
    if (param) walk.declarePattern(param, inner, inner);
    walk.maybeVisit(at(node, "body"), inner);
  },
  LabeledStatement: (walk, node, scope) => walk.maybeVisit(at(node, "body"), scope),
  BreakStatement: skip,
  ContinueStatement: skip,
  MetaProperty: skip,
  MemberExpression: (walk, node, scope) => {
    walk.maybeVisit(at(node, "object"), scope);
    if (node.computed) walk.maybeVisit(at(node, "property"), scope);
  },
  Property: (walk, node, scope) => {
    if (node.computed) walk.maybeVisit(at(node, "key"), scope);
    const value = at(node, "value");
    if (node.shorthand && value?.type === "Identifier") walk.use(value, scope, "read", true);
    else walk.maybeVisit(value, scope);
  },
  AssignmentExpression: (walk, node, scope) => {
    walk.assignPattern(node.left as Node, scope, node.operator === "=" ? "write" : "both");
    walk.maybeVisit(at(node, "right"), scope);
  },
  UpdateExpression: (walk, node, scope) => walk.assignPattern(node.argument as Node, scope, "both"),
  ImportDeclaration: (walk, node, scope) => {
    for (const specifier of listAt(node, "specifiers")) {
      const local = specifier.local as Node;
      const isType = node.importKind === "type" || specifier.importKind === "type";
      const isShorthand = at(specifier, "imported")?.start === local.start;
      walk.declare(local, scope, isType ? "type" : "import", isShorthand);
    }
  },
  ExportNamedDeclaration: (walk, node, scope) => walk.maybeVisit(at(node, "declaration"), scope),
  TSInterfaceDeclaration: visitTypeDeclaration,
  TSTypeAliasDeclaration: visitTypeDeclaration,
  TSDeclareFunction: (walk, node, scope) => visitType(walk, node, scope),
  TSModuleDeclaration: skip,
  TSEnumDeclaration: skip,
  TSImportEqualsDeclaration: skip,
  TSAsExpression: visitWrapped,
  TSSatisfiesExpression: visitWrapped,
  TSNonNullExpression: visitWrapped,
  TSTypeAssertion: visitWrapped,
  TSInstantiationExpression: visitWrapped
};
