// A = LU without exchanging rows, and what follows of it. Twin:
// worker/biofilm/solver/reference/factor.ts.
import {nmadd} from "../../lib/simd.as";
import {get, set} from "../../biofilm/vectors.as";
import {Room} from "./room.as";

/** Factors `matrix` in place, the ones of L left out, and takes `change` forward along with it. */
export function factor(room: Room): void {
  const m = 2 * room.species, row = <usize>m << 4, right = room.change;
  const one = f64x2.splat(1);
  let pivotRow = room.matrix;
  for (let k = 0; k < m; k++, pivotRow += row) {
    const pivot = f64x2.div(one, get(pivotRow, k));
    set(room.pivots, k, pivot);
    const known = get(right, k);
    let at = pivotRow + row;
    for (let i = k + 1; i < m; i++, at += row) {
      const l = f64x2.mul(get(at, k), pivot);
      set(at, k, l);
      for (let j = k + 1; j < m; j++) set(at, j, nmadd(l, get(pivotRow, j), get(at, j)));
      set(right, i, nmadd(l, known, get(right, i)));
    }
  }
}

/** L z = b, in the place of b. */
export function substitute(room: Room, b: usize): void {
  const m = 2 * room.species, row = <usize>m << 4;
  let at = room.matrix + row;
  for (let i = 1; i < m; i++, at += row) {
    let value = get(b, i);
    for (let k = 0; k < i; k++) value = nmadd(get(at, k), get(b, k), value);
    set(b, i, value);
  }
}

/** U x = z, in the place of z. */
export function substituteBack(room: Room, z: usize): void {
  const m = 2 * room.species, row = <usize>m << 4;
  let at = room.matrix + <usize>m * row;
  for (let i = m - 1; i >= 0; i--) {
    at -= row;
    let value = get(z, i);
    // what was found last is needed last
    for (let j = m - 1; j > i; j--) value = nmadd(get(at, j), get(z, j), value);
    set(z, i, f64x2.mul(value, get(room.pivots, i)));
  }
}
