// The quadratic problem inside each step of total variation, solved exactly in O(n).

/**
 * States x_i = (u_i, v_i) over times h_i apart, turned by w_i = v_{i+1} − v_i, with u the integral of v by the trapezoidal
 * rule:
 *   x_{i+1} = F x_i + G w_i,  F = [1 h; 0 1],  G = [h/2; 1].
 * Least are Σ (u_i − m_i)² + Σ (s_i w_i − r_i)². Forward, orthogonal rotations keep what is known of x_i as two rows
 * R x_i = z, and put each w_i in terms of x_{i+1}; backward, these give the states (Paige and Saunders' filter, 1977).
 * Rotations, not normal equations, as the weights s span many orders of magnitude.
 */
export interface TurnSmoother {
  /** measurements m, weights s and r: set before the passes. */
  readonly m: Float64Array;
  readonly s: Float64Array;
  readonly r: Float64Array;
  /** the answer. */
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly w: Float64Array;
  /** Goes through times from … to − 1, from 0 on. */
  forward(from: number, to: number): void;
  /** Goes through times from … to + 1 downwards, from n on. */
  backward(from: number, to: number): void;
}

export function makeTurnSmoother(h: Float64Array): TurnSmoother {
  const n = h.length + 1;
  const vectors = Array.from({length: 9}, () => new Float64Array(n));
  const [m, s, r, u, v, w, byU, byV, rest] = vectors;
  const A = new Float64Array(16);
  /** R and z, by rows. */
  const R = new Float64Array(6);

  const forward = (from: number, to: number): void => {
    for (let i = from; i < to; i++) {
      if (i === 0) {
        R.fill(0);
        setRow(R, 0, 1, 0, m[0]);
        continue;
      }
      const step = h[i - 1];
      // 1 everything in terms of (w, u', v'), the next state: v = v' − w, u = u' − hv' + hw/2
      setRow4(A, 0, (R[0] * step) / 2 - R[1], R[0], R[1] - R[0] * step, R[2]);
      setRow4(A, 4, -R[4], 0, R[4], R[5]);
      setRow4(A, 8, s[i - 1], 0, 0, r[i - 1]);
      setRow4(A, 12, 0, 1, 0, m[i]);
      // 2 only the third row keeps w
      rotate(A, 8, 0, 0);
      rotate(A, 8, 4, 0);
      byU[i - 1] = A[9] / A[8];
      byV[i - 1] = A[10] / A[8];
      rest[i - 1] = A[11] / A[8];
      // 3 of the others, only the fourth keeps u', and only the first v'
      rotate(A, 12, 0, 1);
      rotate(A, 12, 4, 1);
      rotate(A, 0, 4, 2);
      setRow(R, 0, A[13], A[14], A[15]);
      setRow(R, 3, 0, A[2], A[3]);
    }
  };

  const backward = (from: number, to: number): void => {
    for (let i = from - 1; i >= to; i--) {
      if (i === n - 1) {
        v[i] = R[5] / R[4];
        u[i] = (R[2] - R[1] * v[i]) / R[0];
        continue;
      }
      w[i] = rest[i] - byU[i] * u[i + 1] - byV[i] * v[i + 1];
      v[i] = v[i + 1] - w[i];
      u[i] = u[i + 1] - h[i] * (v[i + 1] - w[i] / 2);
    }
  };

  return {m, s, r, u, v, w, forward, backward};
}

/** Turns the rows at `pivot` and `row` into one another so that the latter is 0 in `column`; both are 0 before it. */
function rotate(A: Float64Array, pivot: number, row: number, column: number): void {
  const b = A[row + column];
  if (b === 0) return;
  const a = A[pivot + column];
  const size = Math.sqrt(a * a + b * b);
  const c = a / size;
  const q = b / size;
  for (let j = column; j < 4; j++) {
    const above = A[pivot + j];
    A[pivot + j] = c * above + q * A[row + j];
    A[row + j] = c * A[row + j] - q * above;
  }
}

function setRow(R: Float64Array, place: number, u: number, v: number, z: number): void {
  R[place] = u;
  R[place + 1] = v;
  R[place + 2] = z;
}

function setRow4(A: Float64Array, place: number, w: number, u: number, v: number, z: number): void {
  A[place] = w;
  setRow(A, place + 1, u, v, z);
}
