// The polynomial of least squares through a window of points, as weights of their values.

/** The norm of the next basis polynomial, before it is made 1, that tells of too few distinct times. */
const TINY = 1e-12;

export interface LocalFit {
  /** the value is Σ value[j] y[first + j], the slope Σ slope[j] y[first + j]. */
  readonly value: Float64Array;
  readonly slope: Float64Array;
  /** Sets the weights of the `count` points from t[first] for the time x; false where they determine no polynomial. */
  weigh(t: Float64Array, first: number, count: number, x: number): boolean;
}

/**
 * Polynomials orthonormal over the window's own times, in z = (t − middle)/half width, by Forsythe's recurrence
 * P_{k+1} ∝ (z − a)P_k − bP_{k−1}. With their values p_k and slopes at the time asked for, the weights are Σ_k p_k P_k(z_j)
 * and Σ_k p_k' P_k(z_j). No matrix is formed, and nothing is badly conditioned.
 */
export function makeLocalFit(degree: number, most: number): LocalFit {
  const value = new Float64Array(most);
  const slope = new Float64Array(most);
  const z = new Float64Array(most);
  let P = new Float64Array(most);
  let last = new Float64Array(most);

  const weigh = (t: Float64Array, first: number, count: number, x: number): boolean => {
    const middle = (t[first] + t[first + count - 1]) / 2;
    const half = (t[first + count - 1] - t[first]) / 2;
    if (count <= degree || half === 0) return false;
    for (let j = 0; j < count; j++) z[j] = (t[first + j] - middle) / half;
    const at = (x - middle) / half;
    let p = 1 / Math.sqrt(count);
    let dp = 0;
    let pLast = 0;
    let dpLast = 0;
    P.fill(p, 0, count);
    last.fill(0, 0, count);
    value.fill(p * p, 0, count);
    slope.fill(0, 0, count);
    for (let k = 1, b = 0; k <= degree; k++) {
      const a = findCentre(z, P, count);
      const norm = advance(z, P, last, count, a, b);
      if (!(norm > TINY)) return false;
      [P, last] = [last, P];
      const pNext = ((at - a) * p - b * pLast) / norm;
      const dpNext = (p + (at - a) * dp - b * dpLast) / norm;
      pLast = p;
      dpLast = dp;
      p = pNext;
      dp = dpNext;
      b = norm;
      for (let j = 0; j < count; j++) {
        value[j] += p * P[j];
        slope[j] += (dp / half) * P[j];
      }
    }
    return true;
  };
  return {value, slope, weigh};
}

/** Σ z P², the centre of the weight P². */
function findCentre(z: Float64Array, P: Float64Array, count: number): number {
  let sum = 0;
  for (let j = 0; j < count; j++) sum += z[j] * P[j] * P[j];
  return sum;
}

/** The next polynomial of norm 1, over the last one, which is not needed again; gives its norm before. */
function advance(
  z: Float64Array,
  P: Float64Array,
  last: Float64Array,
  count: number,
  a: number,
  b: number
): number {
  let square = 0;
  for (let j = 0; j < count; j++) {
    last[j] = (z[j] - a) * P[j] - b * last[j];
    square += last[j] * last[j];
  }
  const norm = Math.sqrt(square);
  for (let j = 0; j < count; j++) last[j] /= norm;
  return norm;
}
