// The model's equations as they stand, all 2n + 2 of them: what tests hold the solvers against. The unknowns of a step
// are φ_1..φ_n, φ_0, ψ_1..ψ_n, γ; with dots for (new − old)/Δt and I = A(φψ)
//   P(φ_i) + γ/η_i + (1 + ψ_i²)φ̇_i + φ_iψ_iψ̇_i − (c*⁄η_i)ψ_i I_i = 0
//   γ + P(φ_0) + φ̇_0 = 0
//   P(ψ_i) + (b_iα*⁄η_i)ψ_i + φ_iψ_iφ̇_i + φ_i²ψ̇_i − (c*⁄η_i)φ_i I_i = 0
//   Σφ_i + φ_0 − 1 = 0
import type {SolverCase} from "../types.ts";

export interface Equations {
  case: SolverCase;
  /** all of θ. */
  theta: ArrayLike<number>;
  /** whose c* and α* count. */
  step: number;
}

interface Species {
  h: number;
  c: number;
  /** b_iα*⁄η_i */
  loss: number;
  /** row of A. */
  a: number[];
  /** (Aφψ)_i */
  met: number;
  phi: number;
  psi: number;
  phiRate: number;
  psiRate: number;
}

/** P(x) */
function force(penalty: number, x: number): number {
  const w = x * (1 - x);
  return (penalty * (4 * x - 2)) / (w * w * w);
}

/** P′(x) */
function rigidity(penalty: number, x: number): number {
  const w = x * (1 - x);
  return (penalty * (6 - 20 * x + 20 * x * x)) / (w * w * w * w);
}

function describeSpecies(
  {case: model, theta, step}: Equations,
  now: ArrayLike<number>,
  before: ArrayLike<number>
): Species[] {
  const n = model.species;
  const A = Array.from({length: n}, () => new Array<number>(n).fill(0));
  let place = 0;
  for (let i = 0; i < n; i++) for (let j = i; j < n; j++, place++) A[i][j] = A[j][i] = theta[place];
  return A.map((a, i) => {
    const h = 1 / model.eta[i];
    return {
      h,
      c: model.nutrients[step] * h,
      loss: theta[place + i] * model.antibiotics[step] * h,
      a,
      met: a.reduce((sum, value, j) => sum + value * now[j] * now[n + 1 + j], 0),
      phi: now[i],
      psi: now[n + 1 + i],
      phiRate: (now[i] - before[i]) / model.dt,
      psiRate: (now[n + 1 + i] - before[n + 1 + i]) / model.dt
    };
  });
}

/** R(now; before) */
export function residual(
  equations: Equations,
  now: ArrayLike<number>,
  before: ArrayLike<number>
): Float64Array {
  const {species: n, penalty, dt} = equations.case;
  const out = new Float64Array(2 * n + 2);
  const gamma = now[2 * n + 1];
  out[n] = gamma + force(penalty, now[n]) + (now[n] - before[n]) / dt;
  out[2 * n + 1] = now[n] - 1;
  describeSpecies(equations, now, before).forEach((s, i) => {
    const {phi, psi, phiRate, psiRate} = s;
    const inertia = (1 + psi * psi) * phiRate + phi * psi * psiRate;
    out[i] = force(penalty, phi) + gamma * s.h + inertia - s.c * psi * s.met;
    const drag = phi * psi * phiRate + phi * phi * psiRate;
    out[n + 1 + i] = force(penalty, psi) + s.loss * psi + drag - s.c * phi * s.met;
    out[2 * n + 1] += phi;
  });
  return out;
}

/** ∂R/∂now, by rows. */
export function jacobian(
  equations: Equations,
  now: ArrayLike<number>,
  before: ArrayLike<number>
): Float64Array {
  const {species: n, penalty, dt} = equations.case;
  const m = 2 * n + 2;
  const out = new Float64Array(m * m);
  const add = (row: number, column: number, value: number): void => {
    out[row * m + column] += value;
  };
  const all = describeSpecies(equations, now, before);
  all.forEach((s, i) => {
    const {phi, psi, phiRate, psiRate} = s;
    const psiRow = n + 1 + i;
    all.forEach((other, j) => {
      add(i, j, -s.c * psi * s.a[j] * other.psi);
      add(i, n + 1 + j, -s.c * psi * s.a[j] * other.phi);
      add(psiRow, j, -s.c * phi * s.a[j] * other.psi);
      add(psiRow, n + 1 + j, -s.c * phi * s.a[j] * other.phi);
    });
    const mixed = (phi * psi) / dt - s.c * s.met;
    add(i, i, rigidity(penalty, phi) + (1 + psi * psi) / dt + psi * psiRate);
    add(i, psiRow, 2 * psi * phiRate + phi * psiRate + mixed);
    add(i, m - 1, s.h);
    add(psiRow, i, psi * phiRate + 2 * phi * psiRate + mixed);
    add(psiRow, psiRow, rigidity(penalty, psi) + s.loss + phi * phiRate + (phi * phi) / dt);
    add(m - 1, i, 1);
  });
  add(n, n, rigidity(penalty, now[n]) + 1 / dt);
  add(n, m - 1, 1);
  add(m - 1, n, 1);
  return out;
}
