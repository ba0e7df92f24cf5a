// Where a fit starts: at the given place, and where a look all around found chi2 lowest.
import type {FitContext} from "./following.ts";
import {drawStarts} from "./latin.ts";
import {subsample} from "../scan/subsample.ts";
import type {TakenScan} from "../takenScan.ts";
import type {Sums} from "../sums/types.ts";
import {screenStarts, SCREEN_CHUNK} from "./screen.ts";

/** So many places are looked at coarsely first: with about so many frames, in larger calls. */
const MANY = 4096;
const COARSE_FRAMES = 48;
const COARSE_CHUNK = 1024;
/** The best of them are looked at again with all frames: so many, and so many for each start. */
const AGAIN = 256;
const AGAIN_EACH = 16;

export interface Starting {
  starts: Float64Array[];
  /** places looked at. */
  evaluations: number;
}

/** How many points the sums have to be opened for. */
export function toCapacity({multistart}: FitContext["asked"]): number {
  return multistart ? Math.min(multistart.screen, SCREEN_CHUNK) : 1;
}

/** The given start comes first; `learned` ones replace the drawn ones. */
export async function findStarts(
  context: FitContext,
  learned: readonly Float64Array[] | undefined
): Promise<Starting> {
  const {asked, model} = context;
  const {multistart, start} = asked;
  if (!multistart) return {starts: [start], evaluations: 0};
  const others = multistart.starts - 1;
  if (learned) {
    const own = learned.slice(0, multistart.starts).map((theta) => moveIn(theta, asked));
    return {starts: [start, ...own.slice(0, Math.max(others, 1))], evaluations: 0};
  }
  if (others === 0) return {starts: [start], evaluations: 0};
  const {screen: count, seed, spread} = multistart;
  const drawn = drawStarts(model.parameters, asked, {count, seed, spread});
  const {places, evaluations} = await findBest(context, drawn, others);
  return {starts: [start, ...places], evaluations};
}

/** Sums of every so many frames only, where that leaves about 48; undefined where there are not many more. */
export function toCoarse(
  taken: TakenScan,
  open: (coarse: TakenScan, capacity: number) => Promise<Sums>
): FitContext["openCoarse"] {
  const every = Math.floor(taken.grid.frames / COARSE_FRAMES);
  if (every < 2) return undefined;
  return (capacity) => open(subsample(taken, {every}), capacity);
}

/** The best of the drawn places, best first; of a great many, the best of those that look good with a part of the frames. */
async function findBest(
  context: FitContext,
  drawn: readonly Float64Array[],
  keep: number
): Promise<{places: Float64Array[]; evaluations: number}> {
  const {asked, sums, openCoarse, weighing, pace, onStep} = context;
  const {weights} = weighing;
  let [columns, before] = [drawn, 0];
  if (openCoarse && drawn[0].length >= MANY) {
    const coarse = await openCoarse(COARSE_CHUNK);
    try {
      const again = Math.max(AGAIN, AGAIN_EACH * keep);
      const {best, done} = await screenStarts(coarse, drawn, {
        weights,
        keep: again,
        pace,
        capacity: COARSE_CHUNK
      });
      columns = drawn.map((column) => Float64Array.from(best, (m) => column[m]));
      before = done;
    } finally {
      coarse.close();
    }
  }
  const placeAt = (m: number) => Float64Array.from(columns, (column) => column[m]);
  const {best, done} = await screenStarts(sums, columns, {
    weights,
    keep,
    pace,
    capacity: toCapacity(asked),
    onBest: (ssr, m, done) =>
      onStep({theta: placeAt(m), ...weighing.toMeans(ssr), evaluations: before + done})
  });
  const places = best.map(placeAt);
  return {places, evaluations: before + done};
}

/** What is active as given but inside the bounds, the rest as the start has it. */
function moveIn(theta: Float64Array, {start, active, bounds}: FitContext["asked"]): Float64Array {
  const moved = start.slice();
  for (const i of active) moved[i] = Math.min(Math.max(theta[i], bounds[i][0]), bounds[i][1]);
  return moved;
}
