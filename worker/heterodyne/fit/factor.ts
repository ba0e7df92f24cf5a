// From normal equations to what a least-squares search reads: R with RᵀR = JᵀJ and q with Rᵀq = Jᵀr. N² residuals come
// down to a square of the unknowns' number before anything sees them, so there is no Jacobian to factorise.
import type {SquaresProbe} from "../../optimize/search.ts";

/** A column whose part beside those before it is shorter than this (squared, of itself) depends on them. */
const DEPENDENT = 1e-12;

/**
 * Fills in `factor` and `projected` from JᵀJ by rows and half the gradient, Jᵀr. Columns are made length 1 first, so units
 * do not look like dependence; the row of a column that depends on those before it is zero.
 */
export function toFactor(
  normal: Float64Array,
  half: Float64Array,
  {factor, projected}: Pick<SquaresProbe, "factor" | "projected">
): void {
  const k = half.length;
  const sizes = toSizes(normal, k);
  factor.fill(0);
  for (let i = 0; i < k; i++) {
    let rest = 1;
    for (let m = 0; m < i; m++) rest -= factor[m * k + i] * factor[m * k + i];
    // what is not finite must show
    if (rest <= DEPENDENT || sizes[i] === 0) {
      projected[i] = 0;
      continue;
    }
    const pivot = Math.sqrt(rest);
    factor[i * k + i] = pivot;
    let q = half[i] / sizes[i];
    for (let m = 0; m < i; m++) q -= factor[m * k + i] * projected[m];
    projected[i] = q / pivot;
    for (let j = i + 1; j < k; j++) {
      let sum = sizes[j] === 0 ? 0 : normal[i * k + j] / (sizes[i] * sizes[j]);
      for (let m = 0; m < i; m++) sum -= factor[m * k + i] * factor[m * k + j];
      factor[i * k + j] = sum / pivot;
    }
  }
  for (let i = 0; i < k; i++) for (let j = i; j < k; j++) factor[i * k + j] *= sizes[j];
}

/** The columns' lengths, roots of the diagonal. */
export function toSizes(normal: Float64Array, k: number): Float64Array {
  return Float64Array.from({length: k}, (_, i) => Math.sqrt(Math.max(normal[i * k + i], 0)));
}
