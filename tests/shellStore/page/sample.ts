// Notebooks as a reader may have them, and some that try to be more than text.
import type {Shipped} from "../../../web/shell/library/props.ts";
import type {NotebookStore} from "../../../web/shell/store/types.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Views that say how long ago something was measure from the real time. */
export const NOW = Date.now();

export const SHIPPED: Shipped[] = [
  {
    name: "welcome",
    title: "Welcome to Cuvette",
    description: "What this is, in two minutes, live: change a number and watch everything follow.",
    tags: ["start"]
  },
  {
    name: "language-tour",
    title: "A tour of the language",
    description: "Cells, values, views, generators and what happens when something fails.",
    tags: ["start", "language"]
  },
  {
    name: "plots-and-inputs",
    title: "Plots and inputs",
    description: "Sliders, tables and the grammar of graphics.",
    tags: ["plots"]
  },
  {
    name: "kernels-live",
    title: "Kernels, live",
    description: "Write AssemblyScript and WGSL, compiled as you type and run on every core.",
    tags: ["kernels", "gpu"]
  },
  {
    name: "reproduce-me",
    title: "Reproduce me",
    description: "A link that promises its result to the last bit, and a page that checks it.",
    tags: ["share"]
  },
  {
    name: "performance-lab",
    title: "Performance lab",
    description: "Scalar, SIMD, threads and GPU raced on this machine, with a roofline.",
    tags: ["kernels", "gpu"]
  }
];

const front = (title: string, description: string, tags: string) =>
  `---\ntitle: ${JSON.stringify(title)}\ndescription: ${description}\ntags: [${tags}]\n---\n\n`;

export async function fillStore(store: NotebookStore, clock: {now: number}): Promise<void> {
  const add = async (
    age: number,
    text: string,
    origin: Parameters<NotebookStore["create"]>[0]["origin"],
    edit = ""
  ) => {
    clock.now = NOW - age;
    const {id} = await store.create({text, origin});
    if (edit) await store.write(id, text + edit);
    return id;
  };
  const own = {kind: "own"} as const;
  await add(
    40 * DAY,
    front("Damped oscillator", "Fit of a ring-down to the last run", "fit, physics") + "x",
    own
  );
  await add(9 * DAY, "# Notes from the group meeting\n", own);
  await add(
    2 * DAY,
    front("Heterodyne, sample 14", "Velocities from the 2026 beam time", "xpcs, fit") + "y",
    {kind: "git", address: "github.com/lab/notebooks@4f2c9aa81b/xpcs/sample-14.md"},
    "\nmore\n"
  );
  await add(
    5 * HOUR,
    front('<img src=x onerror="asked.push(1)">', "A title <b>that</b> is not HTML", "fit") + "z",
    {kind: "link", address: "n/1d.abc"}
  );
  await add(
    50 * MINUTE,
    front(
      "Biofilm growth",
      "Twelve species, colonisation order from the dental plaque series",
      "ode, biology"
    ),
    {kind: "file", address: "biofilm.ipynb"}
  );
  await add(
    3 * MINUTE,
    "# Welcome to Cuvette\n\ntext\n",
    {kind: "shipped", name: "welcome"},
    "mine\n"
  );
  const gone = await add(20 * DAY, "# Old attempt\n", own);
  const other = await add(21 * DAY, "# Scratch\n", own);
  clock.now = NOW - 3 * HOUR;
  await store.trash(gone);
  await store.trash(other);
  clock.now = NOW;
}

const fence = (...lines: string[]) => ["```ts", ...lines, "```"].join("\n");
const BASE = [
  "# Ring-down",
  "The pendulum is let go at t = 0.",
  fence("const rate = 0.12;", "const t = Array.from({length: 200}, (_, i) => i / 10);"),
  fence("const y = t.map((t) => Math.exp(-rate * t) * Math.cos(2 * t));"),
  "Nothing is fitted yet.",
  fence("Plot.lineY(y).plot()")
].join("\n\n");

/** A notebook from a Git host with a few days of history, and what stands at its source by now. */
export async function fillVersions(
  store: NotebookStore,
  clock: {now: number},
  isConflict: boolean
): Promise<{id: string; published: string}> {
  const origin = {kind: "git", address: "github.com/lab/notebooks@4f2c9aa81b/ring.md"} as const;
  clock.now = NOW - 2 * DAY;
  const {id} = await store.create({text: BASE, origin});
  let text = BASE;
  const edit = async (age: number, from: string, to: string, act?: string) => {
    clock.now = NOW - age;
    text = text.replace(from, to);
    await store.write(id, text, act ? "named" : "burst", act);
  };
  // two of one day, of which the store keeps the later: the clock of a day before may not strike twelve between them
  const late = DAY + HOUR;
  const midnight = Math.floor((NOW - late) / DAY) * DAY;
  await edit(Math.min(DAY + 3 * HOUR, NOW - midnight), "at t = 0", "from rest at t = 0");
  await edit(late, "200}", "400}");
  await edit(DAY, "rate = 0.12", "rate = 0.11", "Before the talk");
  await edit(2 * HOUR, "Nothing is fitted yet.", "The envelope is drawn, too.");
  await edit(40 * MINUTE, "Plot.lineY(y).plot()", "Plot.plot({\n  marks: [Plot.lineY(y)]\n})");
  await edit(MINUTE, "# Ring-down", "# Ring-down of a pendulum");
  clock.now = NOW;
  const newer = BASE.replace("i / 10);", "i / 20);").replace(
    fence("Plot.lineY(y).plot()"),
    `${fence("Plot.lineY(y).plot()")}\n\n${fence("Inputs.table(y)")}`
  );
  const published = isConflict ? newer.replace("Nothing is fitted yet.", "A fit follows.") : newer;
  return {id, published};
}
