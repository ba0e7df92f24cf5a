// The standard library with a document around it, as a cell sees it.
import axe from "axe-core";
import {makeBuiltins} from "../../../web/stdlib/builtins.ts";
import {makeControls} from "../../../web/stdlib/controls.ts";
import type {Globals} from "../../../web/stdlib/globals.ts";
import {inputCases} from "../inputCases.ts";
import {makeContext} from "../makeContext.ts";

const column = document.getElementById("column")!;
const reported: Record<string, unknown> = {};
const kept = {k: "gaussian", count: 9, box: ["a"], secret: "no", day: "2024-05-01T00:00:00.000Z"};
const controls = makeControls(kept, (name, value) => (reported[name] = value));
const builtins = makeBuiltins({
  engine: () => Promise.reject(new Error("no engine here")),
  numerics: "strict",
  controls,
  loadFile: () => Promise.resolve(DOT.buffer),
  store: {
    get: () => Promise.reject(new Error("none")),
    set: async () => {},
    delete: async () => {}
  },
  document,
  column: () => column,
  loadMarkdown: () => Promise.resolve((text) => document.createTextNode(text)),
  loadTex: () => Promise.resolve((text, isBlock) => document.createTextNode(`${isBlock}:${text}`))
});
const {context, end} = makeContext();

/** A picture of one pixel. */
const DOT = Uint8Array.from(
  atob("R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=="),
  (c) => c.charCodeAt(0)
);

async function read<K extends keyof Globals>(name: K): Promise<Globals[K]> {
  return (await builtins.get(name)!(context)) as Globals[K];
}

const streams = new Map<string, AsyncGenerator<unknown>>();

async function showAll(): Promise<void> {
  const [inputs, view, html] = [await read("Inputs"), await read("view"), await read("html")];
  const show = (input: HTMLElement & {value: unknown}, name?: string) => {
    column.append(input);
    streams.set(name ?? `s${streams.size}`, view(input, name));
  };
  show(inputs.range([0, 2], {label: "Noise σ", step: 0.01, value: 0.35}), "sigma");
  show(inputs.range([1, 1000], {label: "Samples", transform: Math.log, step: 1}));
  show(inputs.range([0, 1]), "bare");
  show(inputs.number([0, 100], {label: "Count", step: 1, value: 7}), "count");
  show(inputs.select(["triangular", "gaussian", "cosine"], {label: "Kernel"}), "k");
  show(inputs.select(["a", "b", "c"], {label: "Several", multiple: true, value: ["b"]}));
  show(inputs.radio(["linear", "log"], {label: "Scale", value: "log"}));
  show(inputs.checkbox(["a", "b", "c"], {label: "Show"}), "box");
  show(inputs.checkbox(["bare", "group"]), "bareBox");
  show(inputs.toggle({label: "Grid lines", value: true}));
  show(inputs.button("Draw again", {label: "Sample"}), "again");
  show(inputs.button([["−1", (n: number) => n - 1], ["+1", (n: number) => n + 1]], {value: 0})); // prettier-ignore
  show(inputs.text({label: "Name", placeholder: "anyone"}), "who");
  show(inputs.text({label: "With a button", submit: "Apply", value: "x"}), "applied");
  show(inputs.password({label: "Secret"}), "secret");
  show(inputs.textarea({label: "Model", rows: 3, monospace: true, value: "u[0] * p[1]"}));
  show(inputs.color({label: "Fill", value: "#0b6d76"}));
  show(inputs.date({label: "Day", value: "2024-01-01"}), "day");
  show(inputs.datetime({label: "Moment", value: "2024-01-01T12:00"}));
  show(inputs.file({label: "Data", accept: ".csv"}));
  show(inputs.search(["ann", "bob", "bea"], {placeholder: "person"}));
  show(inputs.form({width: inputs.range([0, 9], {label: "w"}), on: inputs.toggle({label: "on"})}));
  show(inputs.text({label: "Cannot be changed", value: "fixed", disabled: true}));
  const rows = Array.from({length: 60}, (_, i) => ({
    year: 2000 + i,
    name: `row ${i}`,
    value: i / 7
  }));
  show(inputs.table(rows, {sort: "value", reverse: true, value: rows.slice(-1)}), "rows");
  show(inputs.table(Promise.resolve(rows.slice(0, 2)), {select: false}));
  const own = html`<form><button>Send</button></form>`;
  own.addEventListener("submit", (event) => {
    event.preventDefault();
    reported.sent = true;
  });
  column.append(own);
}

const bench = {
  showAll,
  /** cases in which the input differs from what Node makes of it. */
  async findUnlike(): Promise<string[]> {
    const inputs = await read("Inputs");
    return Object.entries(inputCases).flatMap(([title, {make, initial, set, taken}]) => {
      const input = make(inputs);
      const values = [JSON.stringify(input.value)];
      const expected = [JSON.stringify(initial)];
      if (set !== undefined) {
        input.value = set;
        values.push(JSON.stringify(input.value));
        expected.push(JSON.stringify(taken));
      }
      return String(values) === String(expected)
        ? []
        : [`${title}: ${values.join()} not ${expected.join()}`];
    });
  },
  async findBarriers(): Promise<string[]> {
    const {violations} = await axe.run(document);
    return violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html}`));
  },
  /** the names that a screen reader hears for the controls in order. */
  unnamed(): string[] {
    const controls = column.querySelectorAll<HTMLInputElement>("input, select, textarea, button");
    return [...controls]
      .filter((control) => {
        const named = control.matches("[aria-label], [aria-labelledby]") || control.textContent;
        return !named && !control.labels?.length;
      })
      .map((control) => control.outerHTML);
  },
  reported: () => reported,
  kept: () => controls.values(),
  next: async (name: string) => (await streams.get(name)!.next()).value as unknown,
  async tags(): Promise<string[]> {
    const [md, tex, svg] = [await read("md"), await read("tex"), await read("svg")];
    const circle = svg`<circle r=${3} />`;
    return [
      md`a **${1}** \alpha`.textContent!,
      tex`\sigma = ${2}`.textContent!,
      tex.block("x").textContent!,
      `${circle.namespaceURI} ${circle.getAttribute("r")}`
    ];
  },
  async plot(): Promise<string> {
    const Plot = await read("Plot");
    return Plot.dot([[1, 2]]).plot().tagName;
  },
  async image(): Promise<number[]> {
    const image = await (await read("FileAttachment"))("a.gif").image({alt: "dot"});
    return [image.naturalWidth, image.naturalHeight];
  },
  async widths(): Promise<number[]> {
    const widths = (await read("Generators")).width();
    const first = (await widths.next()).value as number;
    const next = widths.next();
    column.style.width = "300px";
    const second = (await next).value as number;
    column.style.width = "";
    await widths.return();
    return [first, second];
  },
  end
};

export type StdlibBench = typeof bench;
Object.assign(globalThis, {bench});
