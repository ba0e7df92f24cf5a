// `const n = view(control)` tells the control its name, by which its value is kept and shared.
import type {Edits} from "./edits.ts";
import {at, listAt, nameOf, unwrap} from "./node.ts";
import type {Node} from "./node.ts";
import {findToken} from "./text.ts";
import type {Visitor} from "./walk.ts";

export function makeViews(edits: Edits, isFree: (node: Node) => boolean): Visitor {
  const isTop = (parent: Node | undefined): boolean =>
    parent?.type === "Program" || parent?.type === "ExportNamedDeclaration";
  return {
    enter(node, parent) {
      if (node.type !== "VariableDeclaration" || !isTop(parent)) return;
      for (const declarator of listAt(node, "declarations")) nameView(declarator);
    }
  };

  function nameView(declarator: Node): void {
    const id = declarator.id as Node;
    const init = at(declarator, "init");
    const call = init && unwrap(init);
    if (id.type !== "Identifier" || call?.type !== "CallExpression" || call.optional) return;
    const callee = unwrap(call.callee as Node);
    if (nameOf(callee) !== "view" || callee.type !== "Identifier" || !isFree(callee)) return;
    const [control, ...others] = listAt(call, "arguments");
    if (!control || others.length || control.type === "SpreadElement") return;
    const comma = findToken(edits.source, control.end, ",", ")");
    const hasComma = comma >= 0 && comma < call.end - 1;
    edits.close(call.end - 1, `${hasComma ? "" : ", "}${JSON.stringify(nameOf(id))}`);
  }
}
