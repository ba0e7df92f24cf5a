// Benchmarks of whole calls, as a reader makes them: there is no other way to compare with, only other days.
import type {Engine} from "../../worker/api.ts";

export interface EngineCase {
  name: string;
  /** how much is computed. */
  n: number;
  /** Prepares the call that is measured. */
  make: (engine: Engine) => Promise<() => unknown>;
}

const PARAMETERS = [1.1, 0.4, 0.1, 0.4];

const compilePrey = ({model}: Engine) =>
  model.compile((u, p) => [p[0] * u[0] - p[1] * u[0] * u[1], p[2] * u[0] * u[1] - p[3] * u[1]], {
    u: 2,
    p: 4
  });

const wave = (n: number) =>
  Float64Array.from({length: n}, (_, i) => Math.sin(i / 50) + (i % 7) / 70);

export const ENGINE_CASES: readonly EngineCase[] = [
  {
    name: "solve Lotka-Volterra",
    n: 1,
    async make(engine) {
      const prey = await compilePrey(engine);
      return () =>
        engine.ode.solve(prey, {u0: [10, 5], p: PARAMETERS, t: [0, 50], rtol: 1e-9, atol: 1e-12});
    }
  },
  {
    name: "batch of a model",
    n: 1 << 16,
    async make(engine) {
      const prey = await compilePrey(engine);
      const u = [wave(1 << 16), wave(1 << 16)];
      return () => prey.batch({u, p: PARAMETERS});
    }
  },
  {
    name: "collocate a series",
    n: 1 << 14,
    make({collocation}) {
      const t = Float64Array.from({length: 1 << 14}, (_, i) => i / 100);
      const data = wave(t.length);
      return Promise.resolve(() => collocation.collocate(data, t, {bandwidth: 0.01}));
    }
  },
  {
    name: "tmcmc_small",
    n: 100,
    make({tmcmc, prior}) {
      const logLikelihood = (x: ArrayLike<number>) =>
        -0.5 * ((x[0] - 1) * (x[0] - 1) + (x[1] - 2) * (x[1] - 2));
      const uniform = prior.uniform(-5, 5);
      const call = () =>
        tmcmc.sample({logLikelihood, prior: {a: uniform, b: uniform}, particles: 100});
      return Promise.resolve(call);
    }
  },
  {
    name: "biofilm_likelihoods",
    n: 64,
    async make({biofilm}) {
      const {at, data} = await biofilm.data({model: "M1"});
      const likelihood = biofilm.logLikelihood({model: "M1", at, data});
      // around the truth: no point fails, and each costs about the same
      const theta = likelihood.parameters.map((name, k) =>
        Float64Array.from({length: 64}, (_, i) => biofilm.truth[name] * (1 + ((i + k) % 8) / 80))
      );
      return () => likelihood.batch(theta);
    }
  },
  {
    name: "biofilm_simulate",
    n: 1,
    make: ({biofilm}) =>
      Promise.resolve(() => biofilm.simulate({model: "M1", integrator: "adaptive"}))
  }
];
