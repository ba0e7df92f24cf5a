// Mean and variance of φψ where the parameters scatter independently: by the chain rule from the states' tangents.

/** φψ of each species, from states phi_1..phi_n, phi_0, psi_1..psi_n, gamma. */
export function toObservable(species: number, state: readonly Float64Array[]): Float64Array[] {
  return Array.from({length: species}, (_, i) => {
    const psi = state[species + 1 + i];
    return state[i].map((phi, t) => phi * psi[t]);
  });
}

/** d(φψ) = ψ dφ + φ dψ of each species. What φ and ψ do together is part of it: no covariance is lost. */
export function toObservableTangent(
  species: number,
  state: readonly Float64Array[],
  tangent: readonly Float64Array[]
): Float64Array[] {
  return Array.from({length: species}, (_, i) => {
    const [phi, psi] = [state[i], state[species + 1 + i]];
    const [dPhi, dPsi] = [tangent[i], tangent[species + 1 + i]];
    return phi.map((_, t) => psi[t] * dPhi[t] + phi[t] * dPsi[t]);
  });
}

/** Σ_k (dy/dθ_k)² s_k², for each species a vector over time. */
export function firstOrderVariance(
  slopes: readonly (readonly Float64Array[])[],
  scatter: ArrayLike<number>,
  species: number,
  times: number
): Float64Array[] {
  return Array.from({length: species}, (_, i) => {
    const variance = new Float64Array(times);
    slopes.forEach((slope, k) => {
      for (let t = 0; t < times; t++) {
        const part = slope[i][t] * scatter[k];
        variance[t] += part * part;
      }
    });
    return variance;
  });
}

/** Second derivatives of φψ: curvature[k][l][species] over time. */
export type Curvature = readonly (readonly (readonly Float64Array[])[])[];

/** The means' shift ½ Σ_k y_kk s_k². */
export function secondOrderShift(curvature: Curvature, scatter: ArrayLike<number>, i: number) {
  const shift = new Float64Array(curvature[0]?.[0]?.[i].length ?? 0);
  curvature.forEach((row, k) => {
    for (let t = 0; t < shift.length; t++) shift[t] += 0.5 * row[k][i][t] * scatter[k] * scatter[k];
  });
  return shift;
}

/** What curvature adds to the variance where the parameters are normal: ½ Σ_kl (y_kl s_k s_l)². */
export function secondOrderVariance(curvature: Curvature, scatter: ArrayLike<number>, i: number) {
  const more = new Float64Array(curvature[0]?.[0]?.[i].length ?? 0);
  curvature.forEach((row, k) => {
    row.forEach((cell, l) => {
      for (let t = 0; t < more.length; t++) {
        const part = cell[i][t] * scatter[k] * scatter[l];
        more[t] += 0.5 * part * part;
      }
    });
  });
  return more;
}
