// A drop of dye in water: walkers that drift and diffuse, against the bell curve theory puts there.
import type {Engine} from "../../worker/api.ts";

export interface DropParams {
  /** diffusion coefficient, mm²/s. */
  diffusion: number;
  /** drift velocity, mm/s. */
  drift: number;
  walkers: number;
  seed: number;
}

/** What the page shows first. */
export const FIRST_DROP: DropParams = {diffusion: 0.3, drift: 0.15, walkers: 20_000, seed: 1};
/** Its digest, recorded in Node: every browser must reproduce it, and a change of it is a change of bits. */
export const FIRST_DIGEST = "eb374ddcf6fdeff7cbeec2a95d17d74ef1c3ffa68f2f5a996b992acebe3cab9e";

export interface Drop {
  params: DropParams;
  /** where every walker ends, mm. */
  positions: Float64Array;
  /** the ways of the first walkers: walker by walker, STEPS + 1 positions each. */
  ways: Float64Array;
  /** share of walkers per mm, in each of BINS bins over ±REACH. */
  shares: Float64Array;
  /** the same by theory, at CURVE points over ±REACH. */
  density: Float64Array;
  mean: number;
  spread: number;
  expected: {mean: number; spread: number};
  digest: string;
  /** whether every machine gets these bits. */
  reproducible: boolean;
  /** random numbers drawn. */
  draws: number;
  /** milliseconds that the draws took, with their way here. */
  elapsed: number;
}

/** seconds. */
export const DURATION = 16;
export const STEPS = 64;
/** mm to either side that are shown. */
export const REACH = 10;
export const BINS = 50;
export const CURVE = 161;
export const SHOWN_WAYS = 70;

const STEP = DURATION / STEPS;

/** Only + − × ÷ √ and the engine's own functions: the same bits in every browser. */
export async function simulateDrop(engine: Engine, params: DropParams): Promise<Drop> {
  const {diffusion, drift, walkers, seed} = params;
  const draws = walkers * STEPS;
  const start = performance.now();
  const noise = await engine.random.normal(draws, {seed});
  const elapsed = performance.now() - start;

  const jump = Math.sqrt(2 * diffusion * STEP);
  const positions = new Float64Array(walkers);
  const ways = new Float64Array(Math.min(SHOWN_WAYS, walkers) * (STEPS + 1));
  for (let walker = 0; walker < walkers; walker++) {
    let x = 0;
    const way = walker < SHOWN_WAYS ? walker * (STEPS + 1) : -1;
    for (let step = 0; step < STEPS; step++) {
      x += drift * STEP + jump * noise[walker * STEPS + step];
      if (way >= 0) ways[way + step + 1] = x;
    }
    positions[walker] = x;
  }

  const {mean, spread} = describe(positions);
  const expected = {mean: drift * DURATION, spread: Math.sqrt(2 * diffusion * DURATION)};
  const density = await findDensity(engine, expected.mean, expected.spread);
  const digest = (await engine.digest(positions)) ?? "";
  const shares = countShares(positions);
  const reproducible = engine.info.numerics === "strict";
  return {
    params,
    positions,
    ways,
    shares,
    density,
    mean,
    spread,
    expected,
    digest,
    reproducible,
    draws,
    elapsed
  };
}

function describe(values: Float64Array): {mean: number; spread: number} {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) * (value - mean);
  return {mean, spread: Math.sqrt(squares / (values.length - 1))};
}

function countShares(positions: Float64Array): Float64Array {
  const shares = new Float64Array(BINS);
  const width = (2 * REACH) / BINS;
  const share = 1 / (positions.length * width);
  for (const x of positions) {
    const bin = Math.floor((x + REACH) / width);
    if (bin >= 0 && bin < BINS) shares[bin] += share;
  }
  return shares;
}

async function findDensity(engine: Engine, mean: number, spread: number): Promise<Float64Array> {
  const x = Float64Array.from({length: CURVE}, (_, i) => {
    const z = (curveAt(i) - mean) / spread;
    return -0.5 * z * z;
  });
  const {outputs} = await engine.kernels.run("exp", {inputs: {x}});
  const top = 1 / (spread * Math.sqrt(2 * Math.PI));
  return outputs.y.map((y) => top * y);
}

/** Where the curve's points lie, mm. */
export function curveAt(i: number): number {
  return -REACH + (2 * REACH * i) / (CURVE - 1);
}
