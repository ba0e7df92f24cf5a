// Misuse that only the whole of `engine.heterodyne` can meet: refused at the call, in the words of what was called.
import {expect, it} from "vitest";
import type {Heterodyne} from "../../worker/heterodyne/part.ts";
import {makeEngine} from "../worker/makeEngine.ts";

const SCAN = {q: 0.0054, dt: 0.1, frames: 2, phi: [0], data: [[1.3, 1.2, 1.2, 1.3]]};
const NONE = undefined as never;

// prettier-ignore
it.each<[string, (heterodyne: Heterodyne) => unknown, string]>([
  ["compare without a gap", (h) => h.compare(SCAN, {models: ["laminar"]}), "heterodyne.compare: expected gap (Å, of the laminar model) as a number, got undefined"],
  ["compare with a gap below 0", (h) => h.compare(SCAN, {models: ["laminar"], gap: -1}), "heterodyne.compare: expected gap (Å, of the laminar model) finite and above 0, got -1"],
  ["homodyne.fit of nothing", (h) => h.homodyne.fit(NONE), "heterodyne.homodyne.fit: expected the scan as a record, got undefined"],
  ["gates of a sibling", (h) => h.homodyne.fit({...SCAN, model: "static"}, {method: "nelder-mead", gates: "v1"} as object), 'heterodyne.homodyne.fit: unsupported gates "v1": only the heterodyne model has them, leave them out'],
  ["config.write of nothing", (h) => h.config.write(NONE), "heterodyne.config.write: expected the settings as a record, got undefined"],
  ["config.plan of nothing", (h) => h.config.plan(NONE, NONE), "heterodyne.config.plan: expected the settings as a record, got undefined"],
  ["config.plan of no wish", (h) => h.config.plan(h.config.read({}), NONE), "heterodyne.config.plan: expected what is planned as a record, got undefined"]
])("refuses %s", async (_, call, message) => {
  const {engine} = await makeEngine({threads: 1});
  expect(() => call(engine.heterodyne)).toThrow(message);
});
