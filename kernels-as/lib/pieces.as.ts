// A function in pieces: row j of a table has 16 doubles, the value at the piece's centre in two
// parts and the coefficients of t, t² … t^14. Twin: pieces.ts.
import {firsts, madd, seconds} from "./simd.as";

/** Where a row begins. */
@inline
export function pieceRow(table: StaticArray<f64>, j: i32): usize {
  return changetype<usize>(table) + (<usize>j << 7);
}

/** The values at the centres of two lanes' rows. */
@inline
export function pieceHead(a: usize, b: usize): v128 {
  return firsts(v128.load(a), v128.load(b));
}

/** What the pieces add to their heads at a distance t from the centres. */
@inline
export function pieceRest(a: usize, b: usize, t: v128): v128 {
  // each row alone, its odd and even coefficients side by side: no shuffles but the last
  const t2 = f64x2.mul(t, t);
  const t4 = f64x2.mul(t2, t2);
  const p = pieceHalves(a, v128.shuffle<f64>(t2, t2, 0, 0), v128.shuffle<f64>(t4, t4, 0, 0));
  const q = pieceHalves(b, v128.shuffle<f64>(t2, t2, 1, 1), v128.shuffle<f64>(t4, t4, 1, 1));
  const slope = madd(t, seconds(p, q), firsts(p, q));
  return madd(t, slope, seconds(v128.load(a), v128.load(b)));
}

/** (c1 + c3 t² + …, c2 + c4 t² + …) */
@inline
function pieceHalves(row: usize, t2: v128, t4: v128): v128 {
  const low = madd(t2, v128.load(row, 32), v128.load(row, 16));
  const middle = madd(t2, v128.load(row, 64), v128.load(row, 48));
  const high = madd(t4, v128.load(row, 112), madd(t2, v128.load(row, 96), v128.load(row, 80)));
  return madd(t4, madd(t4, high, middle), low);
}
