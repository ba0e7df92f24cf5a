// A small notebook inside the sandbox: static code, the editor, and a record of what it told.
import {createEditors} from "../../../web/editor/createEditors.ts";
import {drawCode, tokenize} from "../../../web/editor/highlight.ts";
import type {Diagnostic, EditorCell, EditorLanguage} from "../../../web/editor/types.ts";

const assets = (globalThis as unknown as {assets: Record<string, ArrayBuffer>}).assets;

function toCell(id: string, language: EditorLanguage, source: string, defines: string[]) {
  return {id, language, source, defines, label: `Cell ${id}`};
}

let cells: EditorCell[] = [
  toCell(
    "first",
    "ts",
    "/** How many points there are. */\nconst points = Promise.resolve(500);\n\nfunction* ticks() {\n  yield `tick ${points}`; // one\n}\nconst tick = ticks();",
    ["points", "ticks", "tick"]
  ),
  toCell(
    "second",
    "ts",
    'const wrong: string = points;\nconst chart = Plot.dot([1, 2], {x: "x"}).plot({width});\nif (/ab+c/i.test(tick) && 1e3 > Math.PI) display(chart);',
    ["wrong", "chart"]
  ),
  toCell("third", "md", "# Result\n\nThere are **${points}** points, $x^2$ and `code`.", []),
  toCell(
    "fourth",
    "wgsl",
    "@compute @workgroup_size(64)\nfn main(@builtin(global_invocation_id) id: vec3u) {\n  let x = 1.5f; // half\n}",
    []
  )
];

const log: unknown[][] = [];
const diagnostics: Record<string, Diagnostic[]> = {};
const replace = (id: string, source: string) => {
  cells = cells.map((cell) => (cell.id === id ? {...cell, source} : cell));
  editors.setCells(cells);
};

for (const {id, source, language} of cells) {
  const section = document.createElement("section");
  section.id = id;
  const code = document.createElement("pre");
  code.className = "code";
  code.append(drawCode(source, language, document));
  section.append(code);
  document.body.append(section);
}
const element = (id: string) => document.getElementById(id)!;

const editors = createEditors({
  fetchAsset: (name) => Promise.resolve(assets[name]),
  onChange(id, source) {
    log.push(["change", id, source]);
    replace(id, source);
  },
  onRename(changes) {
    log.push(["rename", ...changes.map(({id, source}) => `${id}: ${source}`)]);
    for (const {id, source} of changes) replace(id, source);
  },
  onRun: (id, then) => log.push(["run", id, then]),
  onLeave(id, direction) {
    log.push(["leave", id, direction]);
    if (direction === "out") editors.blur();
  },
  onGoTo(id, place) {
    log.push(["go", id, place.line, place.column]);
    editors.focus(id, element(id), place);
  },
  onDiagnostics: (id, found) => (diagnostics[id] = found),
  onLink: (url) => log.push(["link", url]),
  onProblem: (message) => log.push(["problem", message])
});
editors.setCells(cells);

const bench = {
  editors,
  log,
  diagnostics,
  replace,
  add(id: string, source: string) {
    cells = [...cells, toCell(id, "ts", source, [])];
    editors.setCells(cells);
  },
  source: (id: string) => cells.find((cell) => cell.id === id)!.source,
  focus: (id: string, line = 1, column = 1) => editors.focus(id, element(id), {line, column}),
  /** A key as the browser would send it, as far as editors look at it. */
  press(key: string, keyCode: number, modifiers: KeyboardEventInit = {}) {
    const target = document.activeElement ?? document.body;
    const event = new KeyboardEvent("keydown", {
      key,
      keyCode,
      code: key,
      bubbles: true,
      cancelable: true,
      composed: true,
      ...modifiers
    });
    return target.dispatchEvent(event);
  },
  /** Milliseconds to draw 500 cells of 10 lines. */
  timeHighlight() {
    const line = 'const x = await fit(`a ${i} b`, {steps: 1e3, name: "foo"}); // a comment';
    const source = Array.from({length: 10}, () => line).join("\n");
    const first = performance.now();
    for (let i = 0; i < 500; i++) tokenize(source, "ts");
    const start = performance.now();
    const drawn = document.createElement("div");
    for (let i = 0; i < 500; i++) drawn.append(drawCode(source, "ts", document));
    return {lex: start - first, draw: performance.now() - start};
  }
};
export type EditorBench = typeof bench;
Object.assign(globalThis, {bench});
