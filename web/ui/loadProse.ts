// What the `md` and `tex` of cells are made with, loaded when a cell first names them.
import {drawProse} from "../document/drawProse.ts";
import type {Host} from "../host.ts";
import {loadMaths} from "./loadMaths.ts";

export async function loadMarkdown(host: Host): Promise<(text: string) => Node> {
  const [{renderMarkdown}, {texToNodes}] = await Promise.all([
    import("../document/markdown.ts"),
    import("../document/tex.ts")
  ]);
  return (text) => {
    const {nodes, tex} = renderMarkdown(text, texToNodes);
    return draw(host, nodes, tex, "div");
  };
}

export async function loadTex(host: Host): Promise<(text: string, isBlock: boolean) => Node> {
  const {texToNodes} = await import("../document/tex.ts");
  return (text, isBlock) => draw(host, texToNodes(text, isBlock), true, isBlock ? "div" : "span");
}

function draw(
  host: Host,
  nodes: Parameters<typeof drawProse>[0],
  tex: boolean,
  tag: "div" | "span"
): Node {
  const box = document.createElement(tag);
  box.className = "prose-text";
  box.append(drawProse(nodes, document));
  if (tex) void loadMaths(host, box);
  return box;
}
