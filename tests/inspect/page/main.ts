// What the inspector's tests call in the page: every sample drawn in a section of its own.
import "../../../web/styles/tokens.css";
import "../../../web/styles/inspect.css";
import "./page.css";
import type {InspectContext} from "../../../web/ui/inspect/context.ts";
import {describePlot} from "../../../web/ui/inspect/describePlot.ts";
import {drawError} from "../../../web/ui/inspect/drawError.ts";
import {drawProgress} from "../../../web/ui/inspect/drawProgress.ts";
import {inspect} from "../../../web/ui/inspect/inspect.ts";
import {toBundle, toStatic} from "../../../web/ui/inspect/snapshot.ts";
import {samples} from "./samples.ts";

interface Saved {
  name: string;
  mime: string;
  bytes: number[];
}

const main = document.querySelector("main")!;
const saved: Saved[] = [];
const visited: unknown[] = [];
const copied: string[] = [];
const values = new Map<string, unknown>();

function toContext(name: string): InspectContext {
  return {
    name,
    document,
    download: (file, mime, bytes) => saved.push({name: file, mime, bytes: Array.from(bytes)}),
    copy: (text) => {
      copied.push(text);
      return Promise.resolve();
    },
    goTo: (...place) => visited.push(place)
  };
}

function show(name: string, drawn: HTMLElement): void {
  const section = document.createElement("section");
  const heading = document.createElement("h2");
  heading.textContent = name;
  section.dataset.sample = name;
  section.append(heading, drawn);
  main.append(section);
}

for (const [name, make] of Object.entries(samples)) {
  const value = make();
  values.set(name, value);
  show(name, inspect(value, toContext(name)));
}
show(
  "cell error",
  drawError(
    toContext("error"),
    {
      name: "TypeError",
      message: "x is not a function",
      line: 3,
      column: 5,
      trace: [
        {cell: "fit", line: 3, column: 5},
        {cell: "model", line: 12, column: 1}
      ]
    },
    "fit"
  )
);
const cancelled: string[] = [];
const bar = drawProgress(
  document,
  {phase: "stage 4/9, β = 0.31", done: 1200, total: 5000, rate: 840, remaining: 4520},
  () => cancelled.push("here")
);
show("progress", bar.element);

function find(name: string): HTMLElement {
  return main.querySelector<HTMLElement>(
    `[data-sample="${name}"] > .value, [data-sample="${name}"] > :not(h2)`
  )!;
}

const bench = {
  names: () => Object.keys(samples),
  saved,
  visited,
  copied,
  cancelled,
  /** presses an item of a value's download menu and waits for the file. */
  async take(name: string, label: string): Promise<Saved> {
    const before = saved.length;
    const items = [
      ...find(name).querySelectorAll<HTMLButtonElement>(":scope > .value-head .file-list button")
    ];
    const item = items.find(({textContent}) => textContent === label);
    if (!item) throw new Error(`no ${label} among ${items.map((each) => each.textContent).join()}`);
    item.click();
    for (let i = 0; saved.length === before && i < 200; i++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    return saved[saved.length - 1];
  },
  inspect: (value: unknown) => inspect(value, toContext("probe")),
  text: (name: string) => find(name).innerText,
  static: (name: string) => toStatic(find(name)),
  bundle: (name: string) => toBundle(values.get(name), find(name)),
  describe: (name: string) => describePlot(values.get(name) as Element)
};
export type InspectBench = typeof bench;
(globalThis as unknown as {bench: InspectBench}).bench = bench;
