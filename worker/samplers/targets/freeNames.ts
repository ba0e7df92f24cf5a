// The names that a function takes from outside itself, by JavaScript's rules of scope. Uses are looked up after
// the walk, so that what is declared further down counts.
import {childrenOf, isNode, type Node} from "./parse.ts";

class Scope {
  readonly names = new Set<string>();
  readonly outer: Scope | undefined;
  /** where `var` declares. */
  readonly home: Scope;

  constructor(outer?: Scope, isBlock = false) {
    this.outer = outer;
    this.home = isBlock && outer ? outer.home : this;
  }

  knows(name: string): boolean {
    return this.names.has(name) || (this.outer?.knows(name) ?? false);
  }
}

/** In the order in which they are met; `Math.random` counts as a name of its own. */
export function findFreeNames(tree: Node): Set<string> {
  const uses: {name: string; scope: Scope}[] = [];
  visit(tree, new Scope(), (name, scope) => uses.push({name, scope}));
  const free = uses.filter(({name, scope}) => !scope.knows(name.split(".")[0]));
  return new Set(free.map(({name}) => name));
}

type Use = (name: string, scope: Scope) => void;
type Visit = (node: Node, scope: Scope, use: Use) => void;

const visit: Visit = (node, scope, use) => {
  const special = VISITS[node.type];
  if (special) special(node, scope, use);
  else for (const child of childrenOf(node)) visit(child, scope, use);
};

function maybeVisit(node: unknown, scope: Scope, use: Use): void {
  if (isNode(node)) visit(node, scope, use);
}

const nameOf = (node: unknown): string => (node as {name: string}).name;

/** Declares the names of a pattern in `home`; defaults and computed keys are read in `scope`. */
function declare(pattern: Node, home: Scope, scope: Scope, use: Use): void {
  switch (pattern.type) {
    case "Identifier":
      home.names.add(nameOf(pattern));
      return;
    case "AssignmentPattern":
      declare(pattern.left as Node, home, scope, use);
      visit(pattern.right as Node, scope, use);
      return;
    case "Property":
      if (pattern.computed) visit(pattern.key as Node, scope, use);
      declare(pattern.value as Node, home, scope, use);
      return;
    default:
      // arrays, objects and rests hold only patterns
      for (const child of childrenOf(pattern)) declare(child, home, scope, use);
  }
}

const visitFunction: Visit = (node, scope, use) => {
  const inner = new Scope(scope);
  if (node.type === "FunctionExpression" && node.id) inner.names.add(nameOf(node.id));
  if (node.type !== "ArrowFunctionExpression") inner.names.add("arguments");
  for (const param of node.params as Node[]) declare(param, inner, inner, use);
  const body = node.body as Node;
  const isBlock = body.type === "BlockStatement";
  if (!isBlock) visit(body, inner, use);
  else for (const child of childrenOf(body)) visit(child, inner, use);
};

const visitClass: Visit = (node, scope, use) => {
  const inner = new Scope(scope, true);
  if (node.id) inner.names.add(nameOf(node.id));
  maybeVisit(node.superClass, inner, use);
  visit(node.body as Node, inner, use);
};

const visitBlock: Visit = (node, scope, use) => {
  const inner = new Scope(scope, true);
  for (const child of childrenOf(node)) visit(child, inner, use);
};

/** Of a class or an object: the key is no name unless it is computed. */
const visitMember: Visit = (node, scope, use) => {
  if (node.computed) visit(node.key as Node, scope, use);
  maybeVisit(node.value, scope, use);
};

const VISITS: Readonly<Record<string, Visit | undefined>> = {
  Identifier: (node, scope, use) => use(nameOf(node), scope),
  ArrowFunctionExpression: visitFunction,
  FunctionExpression: visitFunction,
  FunctionDeclaration(node, scope, use) {
    scope.names.add(nameOf(node.id));
    visitFunction(node, scope, use);
  },
  ClassExpression: visitClass,
  ClassDeclaration(node, scope, use) {
    scope.names.add(nameOf(node.id));
    visitClass(node, scope, use);
  },
  VariableDeclaration(node, scope, use) {
    const home = node.kind === "var" ? scope.home : scope;
    for (const {id, init} of node.declarations as Node[]) {
      declare(id as Node, home, scope, use);
      maybeVisit(init, scope, use);
    }
  },
  CatchClause(node, scope, use) {
    const inner = new Scope(scope, true);
    if (node.param) declare(node.param as Node, inner, inner, use);
    visit(node.body as Node, inner, use);
  },
  BlockStatement: visitBlock,
  ForStatement: visitBlock,
  ForInStatement: visitBlock,
  ForOfStatement: visitBlock,
  SwitchStatement: visitBlock,
  StaticBlock(node, scope, use) {
    const inner = new Scope(scope);
    for (const child of childrenOf(node)) visit(child, inner, use);
  },
  Property: visitMember,
  MethodDefinition: visitMember,
  PropertyDefinition: visitMember,
  MemberExpression(node, scope, use) {
    const {object, property} = node as unknown as {object: Node; property: Node};
    visit(object, scope, use);
    if (node.computed) visit(property, scope, use);
    else if (object.type === "Identifier" && `${nameOf(object)}.${nameOf(property)}` === RANDOM)
      use(RANDOM, scope);
  },
  LabeledStatement: (node, scope, use) => visit(node.body as Node, scope, use),
  BreakStatement: () => undefined,
  ContinueStatement: () => undefined,
  MetaProperty: () => undefined
};

/** Not a function of its arguments. */
export const RANDOM = "Math.random";
