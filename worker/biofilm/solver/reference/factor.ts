// A = LU without exchanging rows, and what follows of it. Twin of kernels-as/programs/biofilmFixed/factor.as.ts.
import type {Room} from "./room.ts";

/** Factors `matrix` in place, the ones of L left out, and takes `change` forward along with it. */
export function factor({species, matrix, pivots, change}: Room): void {
  const m = 2 * species;
  for (let k = 0; k < m; k++) {
    const top = k * m;
    pivots[k] = 1 / matrix[top + k];
    for (let i = k + 1; i < m; i++) {
      const at = i * m;
      const l = matrix[at + k] * pivots[k];
      matrix[at + k] = l;
      for (let j = k + 1; j < m; j++) matrix[at + j] -= l * matrix[top + j];
      change[i] -= l * change[k];
    }
  }
}

/** L z = b, in the place of b. */
export function substitute({species, matrix}: Room, b: Float64Array): void {
  const m = 2 * species;
  for (let i = 1; i < m; i++) {
    let value = b[i];
    for (let k = 0; k < i; k++) value -= matrix[i * m + k] * b[k];
    b[i] = value;
  }
}

/** U x = z, in the place of z. */
export function substituteBack({species, matrix, pivots}: Room, z: Float64Array): void {
  const m = 2 * species;
  for (let i = m - 1; i >= 0; i--) {
    let value = z[i];
    // what was found last is needed last
    for (let j = m - 1; j > i; j--) value -= matrix[i * m + j] * z[j];
    z[i] = value * pivots[i];
  }
}
