// A text that is a module: its functions and tables, and which function is meant.
import type {ImportDeclaration, Node, Program, VariableDeclaration} from "acorn";
import {ModelSyntaxError} from "./errors.ts";
import type {AnyFunction} from "./functions.ts";
import {LIBRARY} from "./library.ts";
import type {Machine} from "./machine.ts";
import {unwrap} from "./patterns.ts";
import {Scope} from "./scope.ts";
import {declareFunction, declareVariables} from "./statements.ts";
import {isArray, type Symbolic} from "./values.ts";

export interface Entry {
  node: AnyFunction;
  scope: Scope;
  name: string;
}

interface Found {
  name: string;
  node: AnyFunction;
  isExported: boolean;
}

/** Gives the module's names their values, and finds the function to compile. */
export function openModule(
  machine: Machine,
  program: Program,
  outer: Scope,
  wanted: string | undefined
): Entry {
  const scope = new Scope(outer);
  const found: Found[] = [];
  const statements = program.body.map((statement) => {
    const isExport = /^Export(?:Named|Default)Declaration$/.test(statement.type);
    const inner = isExport ? (statement as {declaration?: Node | null}).declaration : statement;
    for (const one of inner ? findFunctions(inner) : []) found.push({...one, isExported: isExport});
    return inner;
  });
  for (const node of statements)
    if (node?.type === "FunctionDeclaration" && (node as AnyFunction).id)
      declareFunction(machine, node as never, scope);
  for (const node of statements) if (node) declareTop(machine, node, scope);
  const {node, name} = choose(machine, program, found, wanted);
  return {node, name, scope};
}

function findFunctions(node: Node): Omit<Found, "isExported">[] {
  if (node.type === "FunctionDeclaration" || isFunction(node)) {
    const {id} = node as AnyFunction;
    return [{name: id?.name ?? "", node: node as AnyFunction}];
  }
  if (node.type !== "VariableDeclaration") return [];
  return (node as VariableDeclaration).declarations.flatMap(({id, init}) => {
    const value = init && unwrap(init);
    if (id.type !== "Identifier" || !value || !isFunction(value)) return [];
    return [{name: id.name, node: value as AnyFunction}];
  });
}

export function isFunction({type}: Node): boolean {
  return type === "ArrowFunctionExpression" || type === "FunctionExpression";
}

function declareTop(machine: Machine, node: Node, scope: Scope): void {
  if (node.type === "VariableDeclaration") {
    declareTables(machine, node as VariableDeclaration, scope);
  } else if (node.type === "ImportDeclaration") {
    declareImports(node as ImportDeclaration, machine, scope);
  } else if (!/^(?:Function|TS|Empty)/.test(node.type) && !isFunction(node) && !isDirective(node)) {
    machine.fail(node, "only functions, const and types stand at the top of a model's text");
  }
}

function isDirective(node: Node): boolean {
  return (
    node.type === "ExpressionStatement" &&
    typeof (node as {directive?: unknown}).directive === "string"
  );
}

/** What cannot be used is an error only where it is. */
function declareTables(machine: Machine, node: VariableDeclaration, scope: Scope): void {
  if (node.kind !== "const")
    machine.fail(node, "names at the top of a model's text cannot change: write const");
  for (const declarator of node.declarations) {
    try {
      declareVariables(machine, {...node, declarations: [declarator]}, scope);
    } catch (error) {
      if (!(error instanceof ModelSyntaxError) || declarator.id.type !== "Identifier") throw error;
      const why = error.message.replace(/^model\.compile: /, "");
      scope.declare(machine.cell(declarator.id.name, {kind: "unusable", why}, true));
      continue;
    }
    if (declarator.id.type === "Identifier") fix(scope.find(declarator.id.name)?.value);
  }
}

/** Tables are the same at every call: nobody writes them. */
function fix(value: Symbolic): void {
  if (!isArray(value)) return;
  value.fixed = `${value.name} stands at the top of the text and cannot be written: copy it, as in [...${value.name}]`;
  value.items?.forEach(fix);
}

/** `import {a as b}`: what `a` stands for among the constants and helpers. */
function declareImports({specifiers}: ImportDeclaration, machine: Machine, scope: Scope): void {
  for (const specifier of specifiers) {
    if (specifier.type !== "ImportSpecifier" || specifier.imported.type !== "Identifier") continue;
    const {local, imported} = specifier;
    const cell = scope.find(imported.name);
    if (local.name === imported.name) continue;
    if (cell) scope.declare({...cell, name: local.name});
    else if (LIBRARY.has(imported.name))
      scope.declare(machine.cell(local.name, LIBRARY.get(imported.name), true));
  }
}

function choose(
  machine: Machine,
  program: Program,
  found: readonly Found[],
  wanted: string | undefined
): Found {
  const names = found.map(({name}) => name).join(", ");
  if (wanted !== undefined) {
    const chosen = found.find(({name}) => name === wanted);
    return (
      chosen ??
      machine.fail(program, `there is no function ${wanted} here: there are ${names || "none"}`)
    );
  }
  const exported = found.filter(({isExported}) => isExported);
  if (exported.length === 1) return exported[0];
  if (found.length === 1) return found[0];
  if (found.length === 0) machine.fail(program, "there is no function here: write (u, p) => [ … ]");
  return machine.fail(
    program,
    `there are several functions here (${names}): say which one with entry, or export only that`
  );
}
