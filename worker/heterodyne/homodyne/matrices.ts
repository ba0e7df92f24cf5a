// Whole matrices of a correlation by rows, a few rows at a time.
import {makePace} from "../../pace.ts";
import type {PairRows} from "./pairModel.ts";

/** One frames×frames matrix an angle; a model has taken its θ. */
export async function toMatrices(model: PairRows, phi: ArrayLike<number>): Promise<Float64Array[]> {
  const pace = makePace(() => undefined);
  const matrices: Float64Array[] = [];
  try {
    for (let a = 0; a < phi.length; a++) {
      model.turn(phi[a]);
      const matrix = new Float64Array(model.frames * model.frames);
      for (let i = 0; i < model.frames; i++) {
        fillRow(model, i, matrix);
        if (pace.isDue()) await pace.rest(() => ({phase: "c2", done: a, total: phi.length}));
      }
      matrices.push(matrix);
    }
  } finally {
    pace.close();
  }
  return matrices;
}

/** A row from the diagonal on, and the column that it is too. */
function fillRow(model: PairRows, i: number, matrix: Float64Array): void {
  const n = model.frames;
  model.row(i, matrix, i * n + i);
  for (let j = i + 1; j < n; j++) matrix[j * n + i] = matrix[i * n + j];
}
