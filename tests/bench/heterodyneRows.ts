// Rows of the benchmark about heterodyne scattering: χ² of one angle, its data in the engine's memory, with its gradient and
// without; and how fast a multistart looks at places to start from.
import type {Engine} from "../../worker/client.ts";
import type {
  Chi2,
  Chi2Options,
  FitOptions,
  HeterodyneTheta,
  Scan
} from "../../worker/heterodyne/types.ts";
import type {ModelRow} from "./modelRows.ts";

export const FRAMES = 1000;
export const PHI = 30;
export const TRIAL = Float64Array.of(
  2100, -0.32, 52.5, 8400, -0.21, 105, 5250, -0.42, 21, 0.42, -0.021, 1.1, 0.09, -3.15
); // prettier-ignore
const [Q, DT] = [0.0054, 0.1];
/** A fit evaluates one scan again and again. */
const CALLS = 50;
/** Starts, of a scan that is looked at with half of its frames. */
const STARTS = 8192;
const [SCREENED, LOOKED_AT] = [96, 48];

/** The engine's part that is measured. */
interface WithHeterodyne {
  heterodyne: {
    chi2: (theta: HeterodyneTheta, scan: Scan, options?: Chi2Options) => PromiseLike<Chi2>;
    fit: (scan: Scan, options: FitOptions) => PromiseLike<unknown>;
  };
}

export const HETERODYNE_ROWS: readonly ModelRow[] = [
  {
    name: `heterodyne χ² of ${FRAMES}² points`,
    n: FRAMES,
    elements: FRAMES * FRAMES,
    calls: CALLS,
    make: (engine) => makeWays(engine, false)
  },
  {
    name: `heterodyne χ² and gradient of ${FRAMES}² points`,
    n: FRAMES,
    elements: FRAMES * FRAMES,
    calls: CALLS,
    make: (engine) => makeWays(engine, true)
  },
  {
    name: `heterodyne starts looked at, ${LOOKED_AT}² points each`,
    n: STARTS,
    elements: STARTS,
    make: makeScreening
  }
];

async function makeWays(engine: Engine, gradient: boolean): Promise<Record<string, () => unknown>> {
  await engine.load(["heterodyne"]);
  const {chi2} = (engine as unknown as WithHeterodyne).heterodyne;
  const correlation = correlateByHand(TRIAL.map((value) => 0.97 * value));
  const data = correlation.map((c, at) => 1 + 0.3 * c + 0.004 * Math.sin(at));
  const scan: Scan = {q: Q, dt: DT, frames: FRAMES, phi: PHI, data: [data], semantics: "v1"};
  await chi2(TRIAL, scan, {gradient});
  return {
    reference: () => chi2ByHand(data),
    engine: () => chi2(TRIAL, scan, {gradient})
  };
}

/** By the engine: starts drawn, looked at, the best 256 once more, and two of them followed for a step. */
async function makeScreening(engine: Engine): Promise<Record<string, () => unknown>> {
  await engine.load(["heterodyne"]);
  const {fit} = (engine as unknown as WithHeterodyne).heterodyne;
  const toData = (frames: number): Float64Array =>
    correlateByHand(TRIAL, frames).map((c, at) => 1 + 0.3 * c + 0.004 * Math.sin(at));
  const scan: Scan = {q: Q, dt: DT, frames: SCREENED, phi: PHI, data: [toData(SCREENED)]};
  const data = toData(LOOKED_AT);
  const thetas = Array.from({length: STARTS}, (_, k) =>
    TRIAL.map((value) => value * (0.5 + k / STARTS))
  );
  const multistart = {starts: 2, screen: STARTS};
  return {
    reference: () => thetas.reduce((sum, theta) => sum + chi2ByHand(data, theta, LOOKED_AT), 0),
    engine: () => fit(scan, {start: TRIAL, multistart, steps: 1})
  };
}

/** Every pair, with its exponentials and its cosine. */
function correlateByHand(theta: Float64Array, frames = FRAMES): Float64Array {
  const power = (t: number, at: number): number =>
    t > 1e-10 ? theta[at] * Math.pow(t, theta[at + 1]) + theta[at + 2] : theta[at + 2];
  const [r, s, v, x] = [0, 1, 2, 3].map(() => new Float64Array(frames));
  for (let i = 0, [a, b, c] = [0, 0, 0]; i < frames; i++) {
    const t = DT * i;
    r[i] = a += DT * Math.max(power(t, 0), 1e-10);
    s[i] = b += DT * Math.max(power(t, 3), 1e-10);
    v[i] = c += DT * power(t, 6);
    const fraction = theta[9] * Math.exp(theta[10] * (t - theta[11])) + theta[12];
    x[i] = Math.min(Math.max(fraction, 0), 1);
  }
  const half = 0.5 * Q * Q;
  const turn = Q * Math.cos(((theta[13] - PHI) * Math.PI) / 180);
  const c = new Float64Array(frames * frames);
  for (let i = 0; i < frames; i++) {
    for (let j = i; j < frames; j++) {
      const a = (1 - x[i]) * (1 - x[j]) * Math.exp(-half * (r[j] - r[i]));
      const b = x[i] * x[j] * Math.exp(-half * (s[j] - s[i]));
      const norm = (x[i] * x[i] + (1 - x[i]) ** 2) * (x[j] * x[j] + (1 - x[j]) ** 2);
      const value = (a * a + b * b + 2 * a * b * Math.cos(turn * (v[j] - v[i]))) / norm;
      c[i * frames + j] = c[j * frames + i] = value;
    }
  }
  return c;
}

function chi2ByHand(data: Float64Array, theta = TRIAL, frames = FRAMES): number {
  const c = correlateByHand(theta, frames);
  const n = c.length;
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / n;
  const [theory, level] = [mean(c), mean(data)];
  let [stt, ste, see] = [0, 0, 0];
  for (let at = 0; at < n; at++) {
    const [t, e] = [c[at] - theory, data[at] - level];
    stt += t * t;
    ste += t * e;
    see += e * e;
  }
  return see - (ste * ste) / stt;
}
