// The reduced equations and their derivatives at a point. With y = φψ the model is
//   φ̇_i = ψ_i W_i − P(φ_i) − γ/η_i,   ẏ_i = c/η_i Σ A_ij y_j − W_i,   W_i = (P(ψ_i) + b_i α/η_i ψ_i) / φ_i,
// with φ_0 = 1 − Σφ and γ = −P(φ_0) + Σφ̇. That is the second equation of each species divided by φ_i, and the first
// less ψ_i times that. The matrix of a species' own φ and y is symmetric, and only y couples through A.
// Twin: kernels-as/programs/biofilmAdaptive/linearize.as.ts.

/** What does not change while a piece of the trajectory is computed. */
export interface Equations {
  species: number;
  penalty: number;
  /** A, by rows. */
  matrix: Float64Array;
  /** 1/η; and of the step's c* and α*: c/η, bα/η, α/η. */
  fluidity: Float64Array;
  growth: Float64Array;
  loss: Float64Array;
  toxicity: Float64Array;
}

/**
 * I − h ∂f/∂(φ, y) at a point, solved for the changes of φ and of γ, so that n equations for y are left; and what f
 * changes by with the parameters.
 */
export interface Factors {
  /** of the point: φ, y, 1/φ, ψ. */
  phi: Float64Array;
  living: Float64Array;
  inverse: Float64Array;
  psi: Float64Array;
  /** 1/(1 − h ∂φ̇/∂φ), and h ∂φ̇/∂y times that. */
  pivot: Float64Array;
  slope: Float64Array;
  /** 1 + h P′(φ_0) over η, and that times `pivot`. */
  press: Float64Array;
  release: Float64Array;
  /** 1/(1 + Σ release). */
  share: number;
  /** L and U of the equations for y by rows; the diagonal holds reciprocals. */
  LU: Float64Array;
  /** h ∂f/∂b: of φ̇ and, with the other sign, of ẏ; and h c/η. */
  poison: Float64Array;
  toll: Float64Array;
  feed: Float64Array;
  /** φ_0. */
  free: number;
}

export function makeFactors(n: number): Factors {
  const vector = (): Float64Array => new Float64Array(n);
  return {
    phi: vector(), living: vector(), inverse: vector(), psi: vector(), pivot: vector(), slope: vector(),
    press: vector(), release: vector(), share: 1, LU: new Float64Array(n * n), poison: vector(),
    toll: vector(), feed: vector(), free: 0
  }; // prettier-ignore
}

/** Room for residuals, then changes: of φ, then of y; and the change of Σφ. */
export interface Change {
  phi: Float64Array;
  living: Float64Array;
  sum: number;
}

/**
 * Fills the factors at their own φ and y, and the residuals of φ = Φ + h φ̇, y = Y + h ẏ, from which γ is eliminated by
 * the equation of φ_0.
 */
export function linearize(
  {species: n, penalty, matrix, fluidity, growth, loss, toxicity}: Equations,
  factors: Factors,
  h: number,
  base: {phi: Float64Array; living: Float64Array},
  residual: Change
): void {
  const {phi, living, inverse, psi, pivot, slope, press, release, LU, poison, toll, feed} = factors;
  // 1 the species by themselves
  let free = 1;
  let moved = 0;
  for (let i = 0; i < n; i++) {
    const f = phi[i];
    const y = living[i];
    const g = 1 - f;
    const a = f * g;
    const yd = y * (f - y);
    const r = 1 / (a * yd);
    const ra = yd * r;
    const rb = f * f * (a * r);
    const u = g * ra;
    const s = y * u;
    const b = yd * (u * u);
    const a2 = ra * ra;
    const b2 = rb * rb;
    const Q = penalty * (4 * s - 2) * (b2 * rb) + loss[i] * s;
    const slopeQ = penalty * (6 - 20 * b) * (b2 * b2) + loss[i];
    const W = Q * u;
    const V = slopeQ * u;
    const X = W + s * V;
    const su = s * u;
    const hX = h * (X * u);
    const D = 1 / (1 + h * (su * (W + X) + penalty * (6 - 20 * a) * (a2 * a2)));
    const B = hX * D;
    inverse[i] = u;
    psi[i] = s;
    pivot[i] = D;
    slope[i] = B;
    LU[i * n + i] = 1 + h * (V * u) - B * hX;
    toll[i] = h * toxicity[i] * su;
    poison[i] = s * toll[i];
    feed[i] = h * growth[i];
    free -= f;
    moved += f - base.phi[i];
    residual.phi[i] = base.phi[i] - f + h * (s * W - penalty * (4 * f - 2) * (a2 * ra));
    residual.living[i] = base.living[i] - y - h * W;
  }
  // 2 free volume and γ
  const a = free * (1 - free);
  const ra = 1 / a;
  const a2 = ra * ra;
  const stiff = 1 + h * (penalty * (6 - 20 * a) * (a2 * a2));
  const pressure = moved - h * (penalty * (4 * free - 2) * (a2 * ra));
  let sum = 1;
  for (let i = 0; i < n; i++) {
    const e = fluidity[i];
    press[i] = e * stiff;
    release[i] = press[i] * pivot[i];
    sum += release[i];
    residual.phi[i] -= e * pressure;
  }
  factors.free = free;
  factors.share = 1 / sum;
  // 3 the equations for y
  for (let i = 0; i < n; i++) {
    const weight = slope[i] * press[i] * factors.share;
    let grown = 0;
    for (let j = 0; j < n; j++) {
      const coupling = weight * slope[j] - feed[i] * matrix[i * n + j];
      LU[i * n + j] = i === j ? LU[i * n + j] + coupling : coupling;
      grown += matrix[i * n + j] * living[j];
    }
    residual.living[i] += feed[i] * grown;
  }
  factor(LU, n);
}

/** L U in place, without exchanges: reciprocals of the pivots lie on the diagonal. */
function factor(LU: Float64Array, n: number): void {
  for (let k = 0; k < n; k++) {
    const r = 1 / LU[k * n + k];
    LU[k * n + k] = r;
    for (let i = k + 1; i < n; i++) {
      const l = LU[i * n + k] * r;
      LU[i * n + k] = l;
      for (let j = k + 1; j < n; j++) LU[i * n + j] -= l * LU[k * n + j];
    }
  }
}

/** Right sides in, changes out. */
export function solve(
  {pivot, slope, press, release, share, LU}: Factors,
  {species: n}: Equations,
  x: Change
): void {
  const {phi, living} = x;
  let total = 0;
  for (let i = 0; i < n; i++) total += phi[i] * pivot[i];
  const squeezed = share * total;
  for (let i = 0; i < n; i++) {
    let z = living[i] + slope[i] * (phi[i] - press[i] * squeezed);
    for (let j = 0; j < i; j++) z -= LU[i * n + j] * living[j];
    living[i] = z;
  }
  for (let i = n - 1; i >= 0; i--) {
    let z = living[i];
    for (let j = i + 1; j < n; j++) z -= LU[i * n + j] * living[j];
    living[i] = z * LU[i * n + i];
    total += slope[i] * living[i];
  }
  const sum = share * total;
  for (let i = 0; i < n; i++) phi[i] = phi[i] * pivot[i] + slope[i] * living[i] - release[i] * sum;
  x.sum = sum;
}
