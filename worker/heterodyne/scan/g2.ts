// `heterodyne.g2`: one-time correlations by fair means along the diagonals of two-time ones.
import {makePace, type Pace} from "../../pace.ts";
import type {G2, G2Options} from "./g2Types.ts";
import {toCurve} from "./curves.ts";
import {
  addStretch, makeDiagonalSums, readDiagonal, type Correlation, type DiagonalSums
} from "./diagonals.ts"; // prettier-ignore
import {toG2Asked, type G2Asked} from "./g2Asked.ts";

/** Of one matrix; of a list of them (a scan's `data`), a list. */
export function g2(data: readonly ArrayLike<number>[], options?: G2Options): Promise<G2[]>;
export function g2(data: ArrayLike<number>, options?: G2Options): Promise<G2>;
export function g2(
  data: ArrayLike<number> | readonly ArrayLike<number>[],
  options: G2Options = {}
): Promise<G2 | G2[]> {
  const asked = toG2Asked(data, options);
  return average(asked).then((all) => (asked.isList ? all : all[0]));
}

async function average(asked: G2Asked): Promise<G2[]> {
  const pace = makePace(() => undefined);
  try {
    const all: G2[] = [];
    for (const correlation of asked.correlations)
      all.push(await averageOne(asked, correlation, all.length, pace));
    return all;
  } finally {
    pace.close();
  }
}

async function averageOne(
  asked: G2Asked,
  correlation: Correlation,
  place: number,
  pace: Pace
): Promise<G2> {
  const {frames, groups, dt, slices, bootstrap} = asked;
  const blocks = bootstrap ? bootstrap.blocks : 0;
  const whole = makeDiagonalSums(frames, blocks);
  const parts: DiagonalSums[] = slices.map(() => makeDiagonalSums(frames, blocks));
  const diagonal = new Float64Array(frames);
  for (let lag = 0; lag < frames; lag++) {
    const length = readDiagonal(correlation, lag, diagonal);
    addStretch(whole, lag, diagonal, 0, length);
    slices.forEach((slice, s) => {
      const [begin, end] = slice.stretch(lag, length);
      if (begin < end) addStretch(parts[s], lag, diagonal, begin, end);
    });
    if (pace.isDue()) await pace.rest(() => ({phase: "g2", done: lag, total: frames}));
  }
  const draw = bootstrap && {...bootstrap, stream: place};
  const curve = toCurve(whole, groups, dt, draw);
  if (slices.length === 0) return curve;
  return {
    ...curve,
    slices: slices.map(({from, to}, s) => ({
      from,
      to,
      age: 0.5 * (from + to),
      ...toCurve(parts[s], groups, dt, draw)
    }))
  };
}
