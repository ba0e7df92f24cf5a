// What types mention. Nothing of it runs, but renaming a name reaches its types too.
import {at, eachChild, nameOf} from "./node.ts";
import type {Node} from "./node.ts";
import {Scope} from "./scope.ts";
import type {Use} from "./scope.ts";

export interface TypeSink {
  use(node: Node, scope: Scope, kind: Use["kind"]): void;
  visit(node: Node, scope: Scope): void;
}

/** Types whose parameters are their own. */
const SCOPES = new Set([
  "TSFunctionType",
  "TSConstructorType",
  "TSMethodSignature",
  "TSCallSignatureDeclaration",
  "TSConstructSignatureDeclaration",
  "TSConditionalType",
  "TSMappedType",
  "TSDeclareFunction",
  "TSDeclareMethod",
  "TSInterfaceDeclaration",
  "TSTypeAliasDeclaration"
]);

export function visitType(sink: TypeSink, node: Node, scope: Scope): void {
  if (node.type === "TSTypeReference" || node.type === "TSExpressionWithTypeArguments") {
    const root = rootOfType(at(node, "typeName") ?? at(node, "expression"));
    if (root && nameOf(root) !== "const") sink.use(root, scope, "type");
    const parameters = at(node, "typeArguments") ?? at(node, "typeParameters");
    if (parameters) sink.visit(parameters, scope);
  } else if (node.type === "TSTypeQuery") {
    const root = rootOfType(at(node, "exprName"));
    if (root) sink.use(root, scope, "query");
  } else if (node.type === "TSTypeParameter") {
    scope.declare({name: nameOf(node), node, kind: "type", isShorthand: false});
    eachChild(node, (child) => sink.visit(child, scope));
  } else {
    const inner = SCOPES.has(node.type) ? new Scope("block", scope) : scope;
    eachChild(node, (child) => {
      // names of parameters and members are no uses
      const type = child.type === "Identifier" ? at(child, "typeAnnotation") : child;
      if (type) sink.visit(type, inner);
    });
  }
}

function rootOfType(name: Node | undefined): Node | undefined {
  let root = name;
  while (root && root.type !== "Identifier") root = at(root, "left") ?? at(root, "object");
  return root;
}
