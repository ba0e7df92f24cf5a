// Rows of the benchmark about the biofilm model and the samplers; those of minutes only where they are named.
import type {Calibration, CalibrateOptions} from "../../worker/api.ts";
import type {Engine} from "../../worker/client.ts";
import type {ModelRow} from "./modelRows.ts";

/** Particles of one likelihood call, as many as a small sweep has. */
const PARTICLES = 256;
const PARTS = ["M1", "M2", "M3"] as const;

export const SAMPLER_ROWS: readonly ModelRow[] = [
  ...(["M1", "M2", "M3"] as const).map((model): ModelRow => ({
    name: `biofilm ${model}, likelihood with exact sensitivities`,
    n: PARTICLES,
    elements: PARTICLES,
    make: (engine) => makeLikelihoods(engine, model)
  })),
  {
    name: "tmcmc, two normals, 1000 particles",
    n: 1000,
    elements: 1000,
    make: (engine) => Promise.resolve(makeNormals(engine))
  },
  {
    name: "calibrate M1, M2 and M3",
    n: 1000,
    elements: 1,
    isLong: true,
    make: (engine) => Promise.resolve(makeCalibrations(engine))
  }
];

/** The same particles on the model's own grid and by the adaptive integrator. */
async function makeLikelihoods(
  {biofilm}: Engine,
  model: "M1" | "M2" | "M3"
): Promise<Record<string, () => unknown>> {
  const {at, data} = await biofilm.data({model, noise: 0});
  const exact = biofilm.logLikelihood({model, data, at});
  const [coarse, fine] = [1e-4, 1e-6].map((rtol) =>
    biofilm.logLikelihood({model, data, at, integrator: "adaptive", rtol})
  );
  const theta = exact.parameters.map((name, k) =>
    // about the truth, spread as a posterior half-way to its end is
    Float64Array.from(
      {length: PARTICLES},
      (_, i) => biofilm.truth[name] * (0.8 + (((i + 1) * (k + 2) * 0.618) % 0.4))
    )
  );
  const points = Array.from({length: PARTICLES}, (_, i) => theta.map((values) => values[i]));
  return {
    // the TypeScript twin, particle by particle
    reference: () => points.map((point) => exact(point)),
    "1 thread": () => exact.batch(theta, {threads: 1}),
    engine: () => exact.batch(theta),
    "adaptive 1e-6, 1 thread": () => fine.batch(theta, {threads: 1}),
    "adaptive 1e-4, 1 thread": () => coarse.batch(theta, {threads: 1})
  };
}

function makeNormals({tmcmc, prior}: Engine): Record<string, () => unknown> {
  const logLikelihood = (theta: Float64Array): number =>
    -0.5 * ((theta[0] - 1) * (theta[0] - 1) + (theta[1] - 2) * (theta[1] - 2));
  const before = {a: prior.uniform(-5, 5), b: prior.uniform(-5, 5)};
  return {
    reference: () => tmcmc.sample({logLikelihood, prior: before, threads: 1}),
    engine: () => tmcmc.sample({logLikelihood, prior: before})
  };
}

/** The whole hierarchy: production on the grid, the same by the adaptive integrator, and the original's setting. */
function makeCalibrations({biofilm}: Engine): Record<string, () => unknown> {
  const sweeps = {kind: "random-walk", sweeps: 6, finalSweeps: 12} as const;
  const once = {kind: "random-walk", sweeps: 1, finalSweeps: 1} as const;
  const run = (label: string, options: CalibrateOptions) => async () =>
    console.error(`  ${label}: ${describe(await biofilm.calibrate(options))}`);
  const production = {preset: "production", moves: sweeps} as const;
  const original = {particles: 500, moves: once} as const;
  return {
    reference: run("fixed, 1000 particles", {...production, integrator: "fixed"}),
    engine: run("adaptive, 1000 particles", {...production, integrator: "adaptive"}),
    original: run("fixed, 500 particles, one sweep", {...original, integrator: "fixed"})
  };
}

function describe({forecast, stats, ...parts}: Calibration): string {
  const evaluations = PARTS.map((name) => `${name} ${parts[name].stats.evaluations}`).join(", ");
  const sum = PARTS.reduce((total, name) => total + parts[name].stats.evaluations, 0);
  const each = (stats.elapsed / sum).toFixed(4);
  return `${(stats.elapsed / 1000).toFixed(1)} s, ${evaluations} evaluations, ${each} ms each (forecast ${forecast.total.toFixed(1)} s)`;
}
