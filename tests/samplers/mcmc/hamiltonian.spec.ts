import {describe, expect, it} from "vitest";
import {makeDraws} from "../../../kernels-as/random/draws.ts";
import {makeHamiltonian, type Phase} from "../../../worker/samplers/mcmc/hamiltonian.ts";
import {visit, type Asking} from "../../../worker/samplers/mcmc/place.ts";
import {makeRealLine} from "../../../worker/samplers/mcmc/realLine.ts";
import {makeStepSize} from "../../../worker/samplers/mcmc/stepSize.ts";
import {makeTransition} from "../../../worker/samplers/mcmc/trajectory.ts";
import {toWindows} from "../../../worker/samplers/mcmc/windows.ts";
import {prior} from "../../../worker/samplers/priors/priors.ts";
import type {Prior} from "../../../worker/samplers/types.ts";
import {oblique} from "./densities.ts";
import type {Density} from "./fakeEvaluator.ts";

const box = prior.independent(oblique.prior);
const line = makeRealLine(box.lower, box.upper);
const shape = new Float64Array([0.02, 0.01, 0.01, 0.03]);

/** Answers what a chain asks for. */
function answer<T>(asking: Asking<T>, density: Density = oblique, law: Prior = box): T {
  for (;;) {
    const {done, value} = asking.next();
    if (done) return value;
    value.logPrior = law.logDensity(value.theta);
    value.logLikelihood = density.value(value.theta);
    value.gradient.set(density.gradient!(value.theta));
  }
}

/** The unit metric. */
function identity(d: number): Float64Array {
  return Float64Array.from({length: d * d}, (_, i) => (i % (d + 1) === 0 ? 1 : 0));
}

const start = answer(visit(Float64Array.of(0.05, -0.1), box, line));

describe("the real line", () => {
  const mixed = makeRealLine([-Infinity, 2, -Infinity, -1], [Infinity, Infinity, 5, 3]);

  it("comes back to where it was", () => {
    const theta = Float64Array.of(-7, 2.5, 4.25, 2.875);
    const u = new Float64Array(4);
    const back = new Float64Array(4);
    mixed.toReal(theta, u);
    mixed.toPoint(u, back, new Float64Array(4), new Float64Array(4));
    back.forEach((x, j) => expect(Math.abs(x - theta[j])).toBeLessThan(1e-14));
  });

  it("has the slopes and bends of its map, near and far", () => {
    const make = () => new Float64Array(4);
    for (const shift of [-3, -0.5, 0.5, 3]) {
      const u = Float64Array.of(0.3, -0.7, 0.2, 1).map((x) => x + shift);
      const [low, high, slope, bend, rest] = [make(), make(), make(), make(), make()];
      for (let j = 0; j < 4; j++) {
        const at = (h: number, out: Float64Array) =>
          mixed.toPoint(
            u.map((x, k) => (k === j ? x + h : x)),
            out,
            rest,
            rest.slice()
          );
        const rise = (at(1e-5, high) - at(-1e-5, low)) / 2e-5;
        mixed.toPoint(u, make(), slope, bend);
        expect(slope[j] / ((high[j] - low[j]) / 2e-5)).toBeCloseTo(1, 8);
        expect(bend[j]).toBeCloseTo(rise, 8);
      }
      const logs = slope.reduce((sum, value) => sum + Math.log(value), 0);
      expect(mixed.toPoint(u, make(), slope, bend)).toBeCloseTo(logs, 12);
    }
  });

  it("keeps points on a bound at a finite distance", () => {
    const u = new Float64Array(4);
    mixed.toReal([0, 2, 5, 3], u);
    expect(u.every(Number.isFinite)).toBe(true);
    mixed.toReal([0, 2, 5, -1], u);
    expect(u[3]).toBe(-30);
  });
});

describe("a leapfrog", () => {
  const hamiltonian = makeHamiltonian(box, line, shape);
  const walk = (from: Phase, steps: number, size: number): Phase => {
    let phase = from;
    for (let i = 0; i < steps; i++) phase = answer(hamiltonian.step(phase, size));
    return phase;
  };

  it("comes back when its steps are undone", () => {
    const first = hamiltonian.push(start, makeDraws(1, 0, 0));
    const there = walk(first, 50, 0.1);
    const back = walk(there, 50, -0.1);
    expect(Math.abs(there.place.u[0] - first.place.u[0])).toBeGreaterThan(1e-3);
    back.place.u.forEach((x, j) => expect(Math.abs(x - first.place.u[j])).toBeLessThan(1e-12));
    back.p.forEach((x, j) => expect(Math.abs(x - first.p[j])).toBeLessThan(1e-10));
  });

  it("keeps energy to second order", () => {
    const first = hamiltonian.push(start, makeDraws(2, 0, 0));
    const error = (steps: number) =>
      Math.abs(hamiltonian.energy(walk(first, steps, 1 / steps)) - hamiltonian.energy(first));
    expect(error(40) / error(80)).toBeCloseTo(4, 0);
  });

  it("has derivatives of the density it moves in", () => {
    start.u.forEach((_, j) => {
      const at = (h: number) =>
        answer(
          visit(
            start.u.map((x, k) => (k === j ? x + h : x)),
            box,
            line
          )
        ).logDensity;
      expect(start.gradient[j] / ((at(1e-5) - at(-1e-5)) / 2e-5)).toBeCloseTo(1, 6);
    });
  });

  it("is pushed by momenta whose covariance is the inverse of the metric", () => {
    const draws = makeDraws(3, 0, 0);
    const n = 5000;
    const products = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      const {p, velocity} = hamiltonian.push(start, draws);
      products[0] += (p[0] * velocity[0]) / n;
      products[1] += (p[0] * velocity[1]) / n;
      products[2] += (p[1] * velocity[1]) / n;
    }
    // E p(Σp)ᵀ = I
    expect(products[0]).toBeCloseTo(1, 1);
    expect(products[1]).toBeCloseTo(0, 1);
    expect(products[2]).toBeCloseTo(1, 1);
  });
});

describe("a transition", () => {
  const hamiltonian = makeHamiltonian(box, line, shape);
  const move = (size: number, depth = 10, seed = 1) =>
    answer(makeTransition(start, hamiltonian, makeDraws(seed, 0, 0), size, depth));

  it("stops where it turns back, sooner with longer steps", () => {
    const depths = [0.4, 0.1, 0.025].map((size) => move(size).depth);
    expect(depths[0]).toBeLessThan(depths[1]);
    expect(depths[1]).toBeLessThan(depths[2]);
    expect(depths[2]).toBeLessThan(10);
    expect(move(1e-6, 3).depth).toBe(3);
  });

  it("accepts all of short steps, and diverges with one that is far too long", () => {
    expect(move(1e-3, 4).acceptance).toBeGreaterThan(0.999);
    const wild = move(1000);
    expect(wild).toMatchObject({isDivergent: true, depth: 0});
    expect(wild.place).toBe(start);
  });
});

describe("a trajectory", () => {
  const names = Array.from({length: 100}, (_, j) => `x${j}`);
  const far = (count: number) =>
    prior.independent(
      Object.fromEntries(names.slice(0, count).map((name) => [name, prior.normal(0, 1e8)]))
    );
  const from = (u: Float64Array, law: Prior, density: Density, seed: number, size: number) => {
    const open = makeRealLine(law.lower, law.upper);
    const hamiltonian = makeHamiltonian(law, open, identity(u.length));
    const begin = answer(visit(u, law, open), density, law);
    return answer(
      makeTransition(begin, hamiltonian, makeDraws(seed, 0, 0), size, 10),
      density,
      law
    );
  };

  it("that is round once does not look as if it had just begun", () => {
    // a step turns every coordinate by 1.7: four points are almost a round, whose momenta add up to the wrong side
    const normals: Density = {
      value: (theta) => -0.5 * theta.reduce((sum, x) => sum + x * x, 0),
      gradient: (theta) => Array.from(theta, (x) => -x)
    };
    const size = Math.sqrt(2 - 2 * Math.cos(1.7));
    for (let seed = 1; seed <= 10; seed++) {
      const draws = makeDraws(seed, 1, 0);
      const u = Float64Array.from(names, () => draws.normal());
      expect(from(u, far(100), normals, seed, size).depth).toBe(2);
    }
  });

  it("ends where it leaves what is possible, and no point beyond is chosen", () => {
    let outside = 0;
    const walls: Density = {
      value: ([x]) => {
        if (Math.abs(x) < 1) return 0;
        outside++;
        return -Infinity;
      },
      gradient: () => [0]
    };
    for (let seed = 1; seed <= 20; seed++) {
      outside = 0;
      const {isDivergent, depth, place} = from(Float64Array.of(0), far(1), walls, seed, 0.3);
      expect(isDivergent).toBe(true);
      expect(outside).toBe(1);
      expect(depth).toBeLessThan(9);
      expect(Math.abs(place.theta[0])).toBeLessThan(1);
    }
  });
});

describe("the warm-up", () => {
  it("has Stan's windows", () => {
    expect(toWindows(1000)).toEqual({begin: 75, end: 950, ends: [100, 150, 250, 450, 950]});
    expect(toWindows(150)).toEqual({begin: 75, end: 100, ends: [100]});
    expect(toWindows(100)).toEqual({begin: 15, end: 90, ends: [90]});
    expect(toWindows(0)).toEqual({begin: 0, end: 0, ends: []});
  });

  it("finds the step of a wanted acceptance", () => {
    // the longer the step, the fewer points are accepted: 0.8 at 0.25
    const step = makeStepSize(0.8);
    step.restart(1);
    for (let i = 0; i < 500; i++) step.learn(1 / (1 + step.size));
    expect(Math.abs(step.settled - 0.25)).toBeLessThan(0.02);
  });
});
