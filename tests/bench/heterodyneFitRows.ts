// Rows of the benchmark about fits of heterodyne scattering. They take seconds to minutes: only where they are named.
import type {Engine} from "../../worker/client.ts";
import type {FitOptions, HeterodyneFit, Scan} from "../../worker/heterodyne/types.ts";
import {makeScan, START, TRUTH} from "../heterodyne/fit/scans.ts";
import type {ModelRow} from "./modelRows.ts";

interface WithHeterodyne {
  heterodyne: {fit: (scan: Scan, options: FitOptions) => PromiseLike<HeterodyneFit>};
}
type Ways = Record<string, FitOptions>;

/** As many starts as the original's users would never wait for. */
const STARTS = 100_000;
const SCREENED = 100;
const LARGE = {frames: 1000, phi: [0, 45, 90]};

export const HETERODYNE_FIT_ROWS: readonly ModelRow[] = [
  toRow("heterodyne fit, 4 angles of 100², the dossier's start", {frames: 100}, () => ({
    // the original's way and settings: it ends in the wrong well
    reference: {start: START, method: "nelder-mead", gates: "v1"},
    "1 thread": {start: START, threads: 1},
    engine: {start: START},
    "levenberg-marquardt": {start: START, method: "lm"}
  })),
  toRow("heterodyne fit, 3 angles of 1000², the dossier's start", LARGE, () => ({
    reference: {start: START, threads: 1},
    engine: {start: START}
  })),
  toRow(`heterodyne fit after ${STARTS} starts looked at`, {frames: SCREENED}, () => ({
    reference: {start: START, multistart: {starts: 2, screen: STARTS}, threads: 1},
    engine: {start: START, multistart: {starts: 2, screen: STARTS}}
  }))
];

function toRow(
  name: string,
  {frames, phi}: {frames: number; phi?: number[]},
  toWays: () => Ways
): ModelRow {
  const make = async (engine: Engine): Promise<Record<string, () => unknown>> => {
    await engine.load(["heterodyne"]);
    const {fit} = (engine as unknown as WithHeterodyne).heterodyne;
    const scan = makeScan({frames, phi, theta: TRUTH, noise: 0.01});
    return Object.fromEntries(
      Object.entries(toWays()).map(([way, options]) => [
        way,
        async () => console.error(`  ${way}: ${describe(await fit(scan, options))}`)
      ])
    );
  };
  return {name, n: frames, elements: 1, isLong: true, make};
}

const describe = ({reduced, status, trace, stats}: HeterodyneFit): string =>
  `${status} after ${trace.at(-1)?.step} steps and ${stats.evaluations} evaluations, reduced χ² ${reduced.toFixed(5)}`;
