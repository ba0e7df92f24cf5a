// The notebooks that come with the site: each becomes one JSON file with its text and all that a reader
// would otherwise need parsers for.
import {existsSync, readdirSync, readFileSync} from "node:fs";
import {basename, join} from "node:path";
import {makeReady} from "../document/makeReady.ts";
import {compileCell} from "../lang/compile.ts";
import type {ShippedFile, ShippedNotebook} from "../protocol.ts";

export interface BuiltNotebook extends Omit<ShippedNotebook, "file"> {
  source: string;
}

/** The gallery's order; what is not named here follows by name. */
const ORDER = [
  "welcome",
  "language-tour",
  "plots-and-inputs",
  "model-compiler",
  "collocation-tour",
  "lotka-volterra",
  "neural-ode",
  "many-experiments",
  "your-own-data",
  "tmcmc-tour",
  "evidence",
  "two-dof-building",
  "biofilm-forward",
  "biofilm-calibration",
  "wrong-sensitivities",
  "heterodyne-tour",
  "fit-two-time",
  "four-semantics",
  "your-own-xpcs",
  "robust",
  "posterior",
  "kernels-live",
  "reproduce-me",
  "performance-lab"
];

export async function buildNotebooks(folder: string): Promise<BuiltNotebook[]> {
  const rank = (name: string) => (ORDER.indexOf(name) + 1 || ORDER.length + 1) - 1;
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(".md"))
    .map((file) => basename(file, ".md"))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Promise.all(
    names.map(async (name) => {
      const text = readFileSync(join(folder, `${name}.md`), "utf8");
      const ready = await makeReady(text, compileCell);
      const {title = name, description = "", tags} = ready.front;
      const sidecar = join(folder, `${name}.outputs.json`);
      const snapshot = existsSync(sidecar) ? {snapshot: readFileSync(sidecar, "utf8")} : {};
      const file: ShippedFile = {text, ready, ...snapshot};
      return {name, title, description, tags, source: JSON.stringify(file)};
    })
  );
}
