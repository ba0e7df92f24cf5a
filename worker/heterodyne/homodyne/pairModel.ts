// A correlation, pair of frames by pair of frames: what the pairwise sums ask of a model.

/** A correlation by rows. Symmetric in its frames: c_ij for j ≥ i is all there is. One direction at a time. */
export interface PairRows {
  readonly frames: number;
  /** turns to a direction, degrees. */
  turn(phi: number): void;
  /** c_ij of j = i … frames − 1, into `into` from `at` on. */
  row(i: number, into: Float64Array, at: number): void;
}

/** The same of a θ, one at a time. */
export interface PairModel extends PairRows {
  /** how many numbers θ has. */
  readonly parameters: number;
  /** takes θ: what all directions share. */
  load(theta: Float64Array, withSlopes: boolean): void;
  /** ∂c_ij/∂θ_p of the same pairs: into[p][j − i]. */
  slopes(i: number, into: readonly Float64Array[]): void;
}

/** Elements of the upper triangle of n frames, the diagonal with it, row after row. */
export const triangle = (n: number): number => (n * (n + 1)) / 2;

/** Where row i begins among them. */
export const rowStart = (i: number, n: number): number => i * n - (i * (i - 1)) / 2;
